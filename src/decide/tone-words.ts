// Words that praise, blame, deny or ask again, whatever the topic. A classifier that has met `great`
// then knows something of `splendid` too. Counts only: no meaning, no irony.

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

export const TONES: Readonly<
	Record<'praise' | 'blame' | 'denial' | 'again' | 'doubt' | 'thanks' | 'more', ReadonlySet<string>>
> = {
	praise: set(`
		great good nice cool perfect awesome amazing wonderful excellent fantastic super brilliant lovely neat sweet
		superb splendid fine helpful useful clear correct right exactly spot indeed true works worked love loved like liked
		enjoy enjoyed interesting funny fun impressive impressed beautiful brilliant happy glad yes yep yeah yup ok okay sure
		wow haha lol hah ha yay bravo clever smart genius solved fixed saved easy fair agreed understood noted ace fab
		delightful charming handy elegant marvelous terrific stellar solid best better classic yum tasty`),
	thanks: set(`
		thanks thank thx ty tysm thankyou cheers appreciate appreciated grateful danke merci gracias grazie obrigado
		arigato dziekuje tack kudos bless`),
	blame: set(`
		wrong incorrect false bad worse worst terrible awful horrible useless pointless stupid dumb ridiculous nonsense
		garbage rubbish crap trash broken fail fails failed failing error errors mistake mistakes bug buggy crash crashes
		annoying annoyed frustrating frustrated disappointed disappointing hopeless helpless unhelpful lazy lousy poor weak
		confusing confused confuse misleading irrelevant nope wtf ugh argh meh hate hated boring dull lame sucks suck joke
		absurd unacceptable incomplete missing backwards nonsensical gibberish inaccurate invented hallucinating lying liar
		circular vague blunt generic unreadable clumsy sloppy bland robotic mess waste tired fed sick forgot forgotten missed
		skipped ignored misread misunderstood misunderstanding falsch`),
	denial: set(`
		no not nope nah never none nothing isnt arent wasnt werent dont doesnt didnt cant cannot couldnt wouldnt shouldnt wont
		hasnt havent aint neither nor without`),
	again: set(`
		again redo retry repeat rewrite regenerate rephrase recheck retest once another try attempt fix correct improve
		instead properly correctly carefully harder over still same already`),
	doubt: set(`
		sure really seriously actually certain doubt hmm hm huh um wait think thought believe seems looks sounds odd strange
		weird suspicious source proof since supposed should surely maybe`),
	more: set(
		'and also next now then what about another more one too else additionally plus continue further same'
	)
};

export type Tone = keyof typeof TONES;
export const TONE_NAMES = Object.keys(TONES) as Tone[];
