// "I don't know that one": what the starter was not taught, asked in very many ways.
//
// Made-up names alone do not teach doubt, so real entities are held back per relation too. The
// tail of the answer follows from the kind of question, so that it can be predicted.

import { capitalise, casually, type Draw, type Exchange, type Wording } from '../grammar.ts';
import { COUNTRIES } from '../facts/geography.ts';
import { CITIES, NAMES, SURNAMES, WORDS } from '../facts/words.ts';
import { QUOTIENT, WORDING } from './arithmetic.ts';
import { VERIFY } from './fact-checks.ts';
import { RELATIONS, withArticles } from './facts.ts';
import { madeUpWord } from './text.ts';
import { contracted } from './contractions.ts';
import { NEIGHBOURS_CARE, NEIGHBOURS_NOW, NEIGHBOURS_UNKNOWN } from './unknown-neighbours.ts';
import { FIELDS_CARE, FIELDS_NOW, FIELDS_UNKNOWN, FIELDS_WRITING } from './unknown-questions.ts';
import { DAILY_CARE, DAILY_NOW, DAILY_UNKNOWN, DAILY_WRITE } from './unknown-daily.ts';
import { UNTAUGHT } from './unknown-entities.ts';
import { OWN_CARE, OWN_NOW, OWN_UNKNOWN, OWN_WRITE } from './unknown-own.ts';
import { PLAIN_ADVICE, PLAIN_NOW, PLAIN_UNKNOWN, PLAIN_WRITE } from './unknown-more.ts';
import { NOW_STYLES, UNKNOWN_STYLES } from './unknown-styles.ts';
import {
	UNKNOWN_CARE,
	UNKNOWN_CHECKS,
	UNKNOWN_ERRANDS,
	UNKNOWN_THINGS,
	UNKNOWN_TODAY,
	UNKNOWN_WRITING
} from './unknown-phrases.ts';
import { MORE_ADVICE, MORE_FACTS_UNKNOWN, MORE_NOW, MORE_WRITE } from './unknown-wordings.ts';

export const DONT_KNOW = "I don't know that one.";
const NOW = `${DONT_KNOW} I have no clock and no news.`;
const WRITE = `${DONT_KNOW} Longer writing needs a bigger model.`;
const ADVICE = `${DONT_KNOW} Please ask someone qualified.`;

// prettier-ignore
const PEOPLE = 'Napoleon,Cleopatra,Mozart,Beethoven,Gandhi,Lincoln,Picasso,Galileo,Plato,Churchill,Da Vinci,Elvis Presley,Michael Jackson,Taylor Swift,Barack Obama,Donald Trump,Joe Biden,Elon Musk,Bill Gates,Steve Jobs,Albert Einstein,Isaac Newton,Marie Curie,Julius Caesar,Madonna,Beyonce,Messi,Ronaldo,Serena Williams,Tom Hanks,Brad Pitt,Angela Merkel,Vladimir Putin,Stephen Hawking,Nikola Tesla,Charles Darwin,William Shakespeare,Frida Kahlo,Bob Dylan,Queen Elizabeth,Nelson Mandela,Rihanna,Van Gogh,Socrates,Confucius,Aristotle,Karl Marx,Sigmund Freud,Neil Armstrong,Muhammad Ali'.split(',');
// prettier-ignore
const COMPANIES = 'Google,Apple,Microsoft,Amazon,Tesla,Netflix,Samsung,Sony,Toyota,IBM,Intel,Nvidia,OpenAI,Facebook,Nike,IKEA,Siemens,Boeing,Pfizer,Starbucks'.split(',');
// prettier-ignore
const RELATIVES = 'sister,brother,mother,father,wife,husband,boss,neighbour,son,daughter,uncle,aunt,cousin,grandma,grandfather,best friend,teacher,doctor,colleague,girlfriend,boyfriend,landlord'.split(',');
const DEVICES =
	'phone,laptop,printer,router,TV,car,washing machine,radio,tablet,watch,fridge,camera,bike,heating,dishwasher,computer'.split(
		','
	);
const LANGUAGES =
	'French,Spanish,German,Italian,Japanese,Chinese,Latin,Russian,Arabic,Dutch,Polish,Turkish,Greek,Swedish,Hindi,Korean,Portuguese,Welsh'.split(
		','
	);
const SPORTS =
	'football tennis chess hockey golf basketball baseball cricket rugby boxing swimming volleyball'.split(
		' '
	);
// prettier-ignore
const FOODS = 'pasta,pizza,bread,rice,pancakes,lasagna,chicken soup,curry,sushi,apple pie,chocolate cake,salad,risotto,tacos,omelette,steak,cookies,a sandwich,beef stew,cheesecake'.split(',');
// prettier-ignore
const ILLS = 'a headache,a fever,back pain,a cold,diabetes,a rash,high blood pressure,a sore throat,anxiety,a toothache,insomnia,cancer,asthma,an allergy,a broken arm,the flu,stomach pain,depression'.split(',');
// prettier-ignore
const SUBJECTS = 'climate change,the French Revolution,World War II,the Roman Empire,artificial intelligence,quantum physics,black holes,the stock market,evolution,philosophy,religion,politics,the economy,jazz,modern art,the Renaissance,blockchain,Bitcoin,the Cold War,string theory,relativity,ancient Egypt,the human brain,dinosaurs,genetics,globalization,feminism,capitalism,the moon landing,nuclear power,social media,vaccines,poverty,happiness,love,the meaning of life,free will,justice,education,space travel,the internet,electric cars,renewable energy,deforestation,the Great Wall,football,yoga,meditation,photography'.split(',');
// prettier-ignore
const PLACES = 'the Statue of Liberty,Big Ben,the Taj Mahal,the Colosseum,the Great Pyramid,Mount Fuji,the Amazon River,the Nile,the Sahara,Niagara Falls,the Golden Gate Bridge,Stonehenge,the Louvre,Machu Picchu,the Sydney Opera House,the White House,Buckingham Palace,the Grand Canyon,the Dead Sea,Mount Kilimanjaro,the Rhine,Lake Victoria,the Empire State Building,Central Park,the Vatican,Mars,Saturn,the Sun,Pluto,Alaska,Texas,California,Bavaria,Sicily,Hawaii'.split(',');
// prettier-ignore
const WORKS = 'The Starry Night,Guernica,The Scream,The Last Supper,The Birth of Venus,Star Wars,Titanic,The Godfather,Avatar,Frozen,Breaking Bad,Game of Thrones,The Beatles,Abbey Road,Bohemian Rhapsody,the Ninth Symphony,The Magic Flute,Carmen,Swan Lake,The Simpsons,Minecraft,Pokemon,Casablanca,The Matrix,Jaws,Friends,Imagine,Thriller'.split(',');
// prettier-ignore
const MACHINES = 'a car engine,a fridge,a microwave,a battery,a solar panel,a nuclear reactor,a rocket,a telephone,a camera,a printer,a search engine,a bicycle,a submarine,a helicopter,a 3D printer,a vacuum cleaner,the heart,the immune system,a mortgage,an airplane,the stock exchange,WiFi,GPS,radar,a laser,a toaster,a transistor,a neural network,a blockchain,an electric motor'.split(',');
// prettier-ignore
const GOODS = 'phone,car,camera,bike,mattress,TV,headset,book,restaurant,hotel,bank,insurance,gift,game,shoe,coffee machine,tablet,watch,city,school,dog,programming language'.split(',');
// prettier-ignore
const LONG = 'a poem,an essay,a story,a short story,a song,a letter,a speech,a haiku,a blog post,an article,a report,a novel,a rap,a limerick,a screenplay,a cover letter,a product description,a summary,a paragraph,a fairy tale,a love letter,a tweet,a review,a business plan,a resume,a wedding toast'.split(',');

/** Families: the tail, and wordings. Whole wordings are held out by the grammar as everywhere. */
// prettier-ignore
const FAMILIES: [string, number, Wording][] = [
  [DONT_KNOW, 5, { np: UNKNOWN_THINGS, vp: UNKNOWN_ERRANDS, q: [...PLAIN_UNKNOWN.map(contracted), ...FIELDS_UNKNOWN.map(contracted), ...NEIGHBOURS_UNKNOWN.map(contracted), ...MORE_FACTS_UNKNOWN, ...UNKNOWN_STYLES.map(contracted), ...DAILY_UNKNOWN.map(contracted), ...OWN_UNKNOWN.map(contracted), 'Who won the {y} {s} (championship|world cup|final|tournament)?', 'What is the population of {c}?', 'How many people live in {c}?', 'Who is the mayor of {t}?', 'What is the phone number of {n} {l}?', 'What did {p} do in {y}?', 'When was {p} born?', 'Who is the president of {c}?', 'Who is the prime minister of {c}?', 'Who is the king of {c}?', 'What is the plot of {w} {v}?', 'How far is {t} from {u}?', 'What happened in {t} in {y}?', 'How tall is {p}?', 'What is the best restaurant in {t}?', 'Who is the CEO of {o}?', 'How much does a {w} cost?', 'What is the height of Mount {X}?', 'Which team plays {s} in {t}?', 'Recommend a book about {w}.', 'What language do they speak in {c}?', 'which languages are spoken in {c}', 'How old is {p}?', 'tell me about {p}', 'who is {p}', 'Who was {p}?', 'who is {n} {l}?', 'What is {p} famous for?', 'where was {p} born', 'When did {p} die?', 'Who is {p} married to?', 'Which movie did {n} {l} direct?', 'who plays {n} in the movie {w} {v}', 'Who sang {w} {v}?', 'Who composed {X}?', 'Who painted {X}?', 'In which year was {t} founded?', 'In what year did {e} happen?', 'When was {o} founded?', 'Who founded {o}?', 'Where is the headquarters of {o}?', 'How deep is the {w} lake?', 'Which river flows through {t}?', 'What is the longest river in {c}?', 'What is the largest city in {c}?', 'What is the flag of {c}?', 'What is the national anthem of {c}?', 'What is the area of {c}?', 'Which countries border {c}?', 'Who discovered {X}?', 'What is the melting point of {z}?', 'How fast can a {w} run?', 'How long does a {w} live?', 'What do {w}s eat?', 'Why is the {w} {a}?', 'How does a {w} work?', 'Why do {w}s {a}?', 'How many {w}s are there in {t}?', 'Is {p} still alive?', 'Why did {p} leave {t}?', 'Which university did {p} attend?', 'What is the GDP of {c}?', 'What is the tax rate in {c}?', 'Where can I buy a {w}?', 'What is {X}?', 'Have you heard of {X}?', 'What do you know about {X}?', 'tell me about {z}', 'Tell me about {c}.', 'What is {t} known for?', 'describe {t}', 'what should I see in {t}?', 'Which is the best {w}?', 'How do I fix my {w}?', 'How do I get from {t} to {u}?', 'What is the zip code of {t}?', 'How many goals did {p} score?', 'How many books did {p} write?', 'Explain {e}.', 'explain {e} to me', 'What is {e}?', 'Tell me about {e}.', 'What caused {e}?', 'Why is {e} important?', 'How does {e} work?', 'Who started {e}?', 'What is the history of {e}?', 'What is the theory behind {e}?', 'what are the rules of {s}', 'How do you play {s}?', 'Who is the best {s} player?', 'Which {w} should I buy?', 'Is {w} better than {v}?', 'What is the difference between {w} and {v}?', 'Compare {w} and {v}.', 'Can {w}s {a}?', 'Translate the word {w} to Latin.', 'What does {z} mean?', 'what is a {z}', 'define {z}', 'Solve x^2 + {k}x = {y}.', 'What is the integral of x^{k}?', 'What is the derivative of {k}x?', 'Prove that {w} equals {v}.', 'What is the {k}th digit of pi?', 'Who wrote the song {w} {v}?', 'What is the lyric of {X}?', 'Name a movie with {p}.', 'Give me a quote by {p}.', 'What car does {p} drive?', 'What is the airport code of {t}?', 'What is the dialing code of {c}?', 'how much does {o} pay', 'how many employees has {o}', 'What does {o} make?', 'how do I get a job at {o}', 'what is the wifi password', 'Where did I put my {w}?', 'What is in my pocket?', 'What is my password?', 'What did I eat yesterday?', "What is my sister's name?", 'What am I thinking?', 'What is my favorite color?', 'How old am I?', 'Where do I live?', 'What is my bank balance?', 'Who is my boss?', 'How (tall|high|big|old|long|deep|far away) is {q}?', 'Where is {q}?', 'When was {q} built?', 'Who built {q}?', 'How do I get to {q}?', 'What is special about {q}?', 'how hot is it on {q}', 'What is {q} made of?', 'how many people visit {q}', 'Who (painted|made|directed|composed|sang|wrote) {r}?', 'When did {r} come out?', 'Who plays in {r}?', 'What is {r} about?', 'Have you seen {r}?', 'do you like {r}?', 'How does {h} work?', 'Explain how {h} works.', 'how do they build {h}', 'What is inside {h}?', 'who sells {h}', 'Which {b} (should I buy|is best|would you recommend)?', 'Recommend (me |)a (good |){b}.', 'What is the best {b}?', 'what {b} do you recommend', 'Is {x} a good {b}?', 'How many calories are in {f}?', 'What should I eat tonight?', 'What should I (wear|do|watch|read|cook) (today|tonight|tomorrow)?', 'Translate (hello|thank you|good night|I love you|cat) (into|to) (French|Spanish|German|Japanese|Latin)', 'How do you say (hello|thanks|yes|dog) in (French|Spanish|German|Chinese)?', 'What is the square root of {y}?', 'What is {y} to the power of {k}?', 'What is {y} times {y}?', '{y}{k} * {y}', 'What is {y}{y} + {y}{k}?', 'What is the cube of {y}?', 'log of {y}', 'sin of {k}', 'factor {y}', 'Is {y} prime?', 'What is {y} in binary?', 'What is {k} factorial?', 'Find x: {k}x + {k} = {y}', 'Who was the (first|second|third|last) (president|king|queen|emperor) of {c}?', 'Who is the (chancellor|president|prime minister|queen|leader) of {c} now?', 'What (religion|language|food|sport) is common in {c}?', 'How big is {c}?', 'how many states has {c}', 'What is the weather like in {c}?', 'Is {c} safe?', 'How old is {c}?', 'When did {c} become independent?', 'How is my (friend|dog|stock|team) doing?', 'Can you (open|close|delete|print|call|book|order) {w}( for me|)?', 'Turn on the lights.', 'Call {n}.', 'Order a pizza.', 'Book a flight to {t}.', 'Play some music.', 'Take a picture.', 'Summarize my (notes|emails|meeting|document).', 'What did {n} say?', 'Show me a picture of {w}.', 'Draw a {w}.', 'Generate an image of a {w}.', 'Remind me tomorrow to call {n}.', 'Do you know my {w}?', 'Guess my number.', 'Who will I marry?', 'What will I dream about?'] }],
  [NOW, 2, { np: UNKNOWN_TODAY, vp: UNKNOWN_CHECKS, q: [...PLAIN_NOW.map(contracted), ...FIELDS_NOW.map(contracted), ...NEIGHBOURS_NOW.map(contracted), ...MORE_NOW, ...NOW_STYLES.map(contracted), ...DAILY_NOW.map(contracted), ...OWN_NOW.map(contracted), 'What time is it( now|)?', 'What day is it( today|)?', "What is (today's date|the date today)?", "what's the date", 'What year is it?', 'What month is it now?', 'What is the latest news( about {o}|)?', 'What is new in {t}?', 'What is happening in {c}?', 'news about {o}', 'What is the stock price of {o}?', 'Should I buy {o} stock now?', 'How is the stock market today?', 'What is the price of {w} today?', 'What will the price of {w} be next year?', 'When does the next train to {t} leave?', 'What time does the {w} shop open?', 'Is the {w} shop open now?', 'Who won yesterday?', 'Who won the game last night?', 'What is the score of the {s} game?', 'Who is winning the election?', 'Who won the last election in {c}?', "What's the weather( like|)( today| tomorrow|)?", 'Will it rain (today|tomorrow|tonight)?', 'How is the weather in {t}?', 'What is the temperature outside?', "what's the exchange rate of the dollar", 'What movies are playing today?', 'What is on TV tonight?', 'Is {p} in the news?', 'how much is a Bitcoin right now', 'When is the next full moon?', 'When is Easter this year?', 'What are the current headlines?', 'tell me the news', 'current time?', 'When is the next {s} match?', 'which flights go to {t} today', 'how is traffic in {t}', 'Is it raining?', 'How many days until Christmas?'] }],
  [WRITE, 2.5, { vp: UNKNOWN_WRITING, q: [...PLAIN_WRITE.map(contracted), ...FIELDS_WRITING.map(contracted), ...DAILY_WRITE.map(contracted), ...OWN_WRITE.map(contracted), ...MORE_WRITE, 'Write {g} about {e}.', 'write {g} about {w}', 'Please write {g} about a {w}.', 'Can you write {g} about {e}?', 'Compose {g} about {w}.', 'I need {g} about {e}.', 'Write me {g}.', 'create {g} on {e}', 'Draft {g} for my {w}.', 'Could you draft {g} about {e}?', 'Help me write {g} about {e}.', 'Make {g} about {n}.', 'Summarize {e}.', 'Summarize the history of {c}.', 'Summarize the book {w} {v}.', 'Give me a summary of {e}.', 'Give me ten ideas for {w}.', 'Brainstorm names for my {w}.', 'Write an email to my boss about {w}.', 'Write a {k} page essay on {e}.', 'Write a full website for {w}.', 'Write a game in C++.', 'Write a web server in Rust.', 'Build me an app for {w}.', 'Code a neural network.', 'Write a compiler.', 'How do I cook {f}?', 'What is the recipe for {f}?', 'Give me a recipe for {f}.', 'recipe for {f}', 'How do you make {f}?', 'What can I cook with {w} and {v}?', 'Plan a trip to {t}.', 'Plan a {k} day holiday in {c}.', 'Make a workout plan.', 'Make a diet plan for me.', 'Tell me a story( about a {w}|).', 'tell me a bedtime story', 'Sing a song.', 'Explain {e} in detail.', 'Discuss {e}.', 'Analyze {e}.', 'Rewrite this essay about {e}.', 'Proofread my essay.', 'Translate this page into {c} language.', 'Write a letter to {p}.', 'Invent a story about {n} and a {w}.', 'Let us role-play, you are a {w}.', 'Pretend to be {p}.', 'Continue this story: the {w} saw a {v}'] }],
  [ADVICE, 1.6, { how: UNKNOWN_CARE, q: [...PLAIN_ADVICE.map(contracted), ...FIELDS_CARE.map(contracted), ...DAILY_CARE.map(contracted), ...OWN_CARE.map(contracted), ...NEIGHBOURS_CARE.map(contracted), ...MORE_ADVICE, 'I have {i}, what should I do?', 'What helps against {i}?', 'How do I treat {i}?', 'Which medicine is good for {i}?', 'Is {i} dangerous?', 'What causes {i}?', 'Which doctor should I see about {i}?', 'What are the symptoms of {i}?', 'how long does {i} last', 'Can I take aspirin with {i}?', 'Should I sell my house?', 'Should I invest in {o}?', 'Can I sue my neighbor?', 'Is it legal to {a} in {c}?', 'How do I file my taxes?', 'Should I quit my job?', 'Should I marry {n}?', 'Should I break up with {n}?', 'How do I get a divorce?', 'Do I need a lawyer?', 'What is the right dose of {z}?', 'How can I lose weight?', 'Is {w} healthy?', 'Is it safe to eat {w}?', 'How should I raise my child?', 'What is your opinion on {e}?', 'What do you think about {e}?', 'What do you think of {p}?', 'Who should I vote for?', 'Is {e} good or bad?', 'Do you believe in {e}?', 'Is {p} a good person?', 'Is there a god?', 'Which religion is right?', 'Is abortion wrong?', 'Which party is better?', 'do you like {p}?', 'Who is right, {n} or {l}?', 'What is the meaning of life?', 'How do I become rich?', 'How do I find love?', 'How can I be happy?', 'my {w} hurts', 'I want to lose weight', 'I need legal advice', 'how much money should I save', 'which insurance do I need'] }],
];

/** Relations whose entities may be made up, and those among them that are names. */
const NAMED = ['capital', 'currency', 'continent', 'author'];
// prettier-ignore
const MADE_UP = [...NAMED, 'legs', 'young', 'sound', 'definition', 'symbol', 'atomic-number', 'inventor', 'colour'];

/** An entity of a relation that was never taught: real and kept back, or made up. */
function unknownEntity(draw: Draw, relation: string): string | null {
	const r = draw.random,
		real = UNTAUGHT[relation]?.[draw.held ? 'held' : 'train'];
	if (relation === 'author' && r.chance(0.15))
		return `The ${capitalise(r.pick(WORDS))} ${r.pick(['', 'of the '])}${capitalise(r.pick(WORDS))}`;
	if (real && r.chance(0.7)) return r.pick(real);
	if (!MADE_UP.includes(relation)) return null;
	const made = madeUpWord(r, r.pick([2, 3]));
	if (relation === 'definition') return `a ${made}`;
	return NAMED.includes(relation) ? capitalise(made) : made;
}

/** Sums beyond what was taught: a guess would look like an answer. */
function beyondSums(draw: Draw): Exchange {
	const r = draw.random,
		kind = r.pick(['+', '-', '*', '*', '/'] as const);
	const large = () => r.int(1000, 99999);
	const [a, b] =
		kind === '*'
			? [r.int(11, 999), r.int(11, 999)]
			: kind === '/'
				? [r.int(101, 9999), r.int(3, 99)]
				: [large(), r.chance(0.5) ? large() : r.int(10, 999)];
	return {
		prompt: draw.phrase(kind === '/' ? QUOTIENT : WORDING[kind], { a, b }),
		answer: DONT_KNOW,
		ability: 'unknown'
	};
}

export function unknown(draw: Draw): Exchange {
	const r = draw.random;
	if (r.chance(0.05)) return beyondSums(draw);
	if (r.chance(0.28)) {
		for (;;) {
			const relation = r.pick(RELATIONS),
				e = unknownEntity(draw, relation.id);
			if (!e) continue;
			// What was never taught can be neither confirmed nor denied.
			const check = r.chance(0.08) ? VERIFY[relation.id] : undefined,
				a = r.pick(relation.items)[1];
			return {
				prompt: casually(withArticles(draw.phrase(check ?? relation.wording, { e, a })), r),
				answer: DONT_KNOW,
				ability: 'unknown'
			};
		}
	}
	const [answer, , wording] = r.weighted(
		FAMILIES,
		FAMILIES.map((f) => f[1])
	);
	const entity = (list: string[]) =>
		draw.argument(
			() => r.pick(list),
			(x) => 'unknown:' + x
		);
	const made = () => madeUpWord(r, r.pick([2, 3]));
	const values = {
		y: r.int(1900, 2030),
		k: r.int(2, 50),
		s: r.pick(SPORTS),
		c: r.pick(COUNTRIES).name,
		t: r.pick(CITIES),
		u: r.pick(CITIES),
		n: r.pick(NAMES),
		l: r.pick(SURNAMES),
		p: r.chance(0.85) ? entity(PEOPLE) : `${r.pick(NAMES)} ${r.pick(SURNAMES)}`,
		o: r.chance(0.8) ? entity(COMPANIES) : capitalise(made()),
		w: r.pick(WORDS),
		v: r.pick(WORDS),
		z: made(),
		X: r.chance(0.5)
			? capitalise(made())
			: `${capitalise(r.pick(WORDS))} ${capitalise(r.pick(WORDS))}`,
		e: entity(SUBJECTS),
		i: entity(ILLS),
		f: entity(FOODS),
		q: entity(PLACES),
		r: entity(WORKS),
		h: entity(MACHINES),
		b: r.pick(GOODS),
		d: r.pick(RELATIVES),
		j: r.pick(DEVICES),
		m: r.pick(LANGUAGES),
		x: capitalise(made()),
		g: entity(LONG),
		a: r.pick([
			'blue',
			'cold',
			'dangerous',
			'round',
			'expensive',
			'fly',
			'swim',
			'sleep',
			'grow',
			'sing',
			'important',
			'old',
			'loud'
		])
	};
	const prompt = casually(withArticles(draw.phrase(wording, values)), r, 0.25);
	return { prompt, answer, ability: 'unknown' };
}
