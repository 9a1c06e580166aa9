// What each mode does, in a sentence, in English. Fetched when a menu of them is first turned to, so that no first
// load carries it. Not here: their names, which every answer may carry (../en.ts).

export const en = {
	auto: 'Starts small; asks a specialist, then elsewhere, when it is not sure.',
	fast: 'The small model alone. The quickest, and nothing else is asked.',
	balanced:
		'As Auto, but asks elsewhere only for what is more likely wrong than right, and cheaply.',
	accurate: 'Several tries that vote, and a critic that asks again. Slower.',
	adaptive:
		'As Auto, but as sure as your thumbs and corrections have taught it to be, on this device.',
	custom: 'Your own limits, from the settings.',
	'recipe:draft-enhance':
		'The small model answers at once; a bigger one writes it anew, better, in its place.',
	'recipe:architect-reviewer':
		'A bigger model plans, the small one answers by the plan, the bigger one corrects.',
	'recipe:explore-validate': 'Five answers of the small model; the best of them is chosen.',
	'recipe:ensemble-vote': 'All who can be asked answer; what most of them say counts.'
};

export type ModeWords = typeof en;
