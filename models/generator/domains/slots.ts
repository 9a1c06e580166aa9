// Words that fill the templates of the domains. Made up or common knowledge; from no data set.

import type { Random } from '../random.ts';

const words = (list: string): string[] => list.split('|').map((word) => word.trim());

// prettier-ignore
export const SLOTS: Record<string, readonly string[]> = {
	name: words('Ana|Ben|Chloe|David|Elif|Farid|Grace|Hugo|Ines|Jonas|Karim|Lena|Marco|Nadia|Oscar|Petra|Quinn|Rosa|Samir|Tara|Umar|Vera|Will|Ximena|Yusuf|Zoe|Maya|Leo|Priya|Tom|Mr Hill|Mrs Ortega|Dr Lang|my sister|my boss|grandma|my friend|the farmer|a baker|the teacher'),
	city: words('Lisbon|Nairobi|Oslo|Denver|Kyoto|Lima|Leeds|Austin|Zagreb|Hanoi|Porto|Cork|Perth|Malmo|Boise|Turin|Tampa|Quito|Ghent|Dakar|Mumbai|Seoul|Boston|Chicago|Toronto|Paris|Berlin'),
	country: words('Peru|Norway|Kenya|Japan|Chile|Portugal|Vietnam|Canada|Egypt|Greece|Poland|Brazil|India|Mexico|Finland|Ghana|Turkey|Australia|Spain|Iceland'),
	thing: words('apples|pencils|tickets|marbles|cookies|books|eggs|stickers|bottles|shirts|cupcakes|coins|stamps|chairs|boxes|flowers|cards|candles|bricks|bags of rice|oranges|balloons|beads|plants|jars of honey|pizzas|toy cars|tiles|seats|posters'),
	animal: words('dog|cat|horse|rabbit|goat|parrot|turtle|hamster|goldfish|sheep|owl|fox|bear|whale|snake|penguin'),
	color: words('red|blue|green|yellow|black|white|purple|orange|grey|brown|pink|silver'),
	day: words('Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|tomorrow|tonight|next week|this weekend|the 3rd|May 12|next Tuesday|this afternoon'),
	time: words('7 am|8:30|noon|6 pm|quarter past nine|21:15|5 o\'clock|half past ten|4pm|11:45 am|midnight'),
	language: words('Python|JavaScript|Java|C++|Go|Rust|TypeScript|SQL|Bash|Ruby|C#|PHP|Kotlin|Swift|R|Haskell|Lua|Perl'),
	tongue: words('French|German|Spanish|Italian|Japanese|Polish|Dutch|Greek|Turkish|Swedish|Korean|Portuguese|Arabic|Hindi'),
	struct: words('list|array|string|dictionary|tuple|linked list|binary tree|stack|queue|matrix|set|hash map|nested list|graph|heap|list of tuples|array of integers|list of strings|2D array|sorted array|sentence|text file|JSON object'),
	topic: words('the ocean|autumn rain|an old clock|a lighthouse|a lost letter|friendship|the last train|a dragon who bakes|winter mornings|a robot gardener|the moon|a haunted library|my grandmother\'s kitchen|growing up|a talking cat|city lights|first love|a runaway kite|time travel|a small village|climate change|remote work|healthy eating|artificial intelligence|a new coffee shop|our spring sale|a charity run|a school trip|a retirement party|renewable energy|urban cycling|a medieval knight|two rivals|the night shift|an island|the desert|hope|silence|a broken promise|music'),
	element: words('iron|copper|sodium|oxygen|helium|carbon|zinc|gold|chlorine|calcium|nitrogen|sulfur|mercury|silicon|lithium|argon'),
	place: words('the store|the farm|school|the market|the library|the bakery|the zoo|a fair|the office|the park|camp|the museum|the factory'),
	city2: words('Rome|Madrid|Vienna|Dublin|Prague|Sydney|Miami|Dallas|Seattle|Osaka|Cairo|Delhi|Accra|Bogota'),
	food: words('chicken|rice|lentils|salmon|pancakes|lasagna|tomato soup|sourdough|steak|tofu|brownies|chili|hummus|pad thai|risotto|roast potatoes|banana bread|guacamole|meatballs|an omelette|curry|pickles|kimchi|apple pie'),
	sport: words('football|basketball|tennis|hockey|baseball|cricket|rugby|golf|boxing|swimming|formula one|volleyball|the olympics|the world cup|the super bowl|chess|surfing|cycling|the marathon|skiing'),
	celebrity: words('the president|the prime minister|that famous singer|the winner of the last election|the richest person alive|the lead actor in that new movie|the queen|the inventor of the zipper|the coach of the national team|the author of that bestseller|the pope|the first person on the moon|the band\'s drummer|the fastest runner'),
	show: words('the new superhero movie|that baking show|a good thriller|the latest season|a documentary about whales|the musical|the final episode|a video game for two players|a podcast on history|a romantic comedy|the concert|a bestselling novel|an anime|a board game'),
	illness: words('a sore throat|back pain|a fever|hay fever|a migraine|a sprained ankle|insomnia|heartburn|a cough|dry skin|a mosquito bite|the flu|high blood pressure|a toothache|anxiety|a sunburn'),
	plantpest: words('tomatoes|roses|my lawn|an orchid|basil|a cactus|hydrangeas|weeds|aphids|an apple tree|succulents|mold|moss'),
	household: words('the dishwasher|a clogged sink|my washing machine|a squeaky door|the fridge|a leaking tap|the boiler|wallpaper|a wine stain|grout|the oven|carpet|a wooden table|the gutters|paint|a sofa'),
	car: words('the brakes|my engine|the battery|a flat tire|the oil|the windshield|the clutch|the headlights|my spark plugs|the coolant|the radiator|rust|the transmission'),
	pet: words('my puppy|my cat|a hamster|our parrot|a kitten|an aquarium|a lizard|a rabbit|an old dog'),
	gadget: words('my phone|this laptop|the printer|my router|a smart watch|the tablet|my headphones|the tv|a game console|a camera|a 3d printer'),
	history: words('the roman empire|the french revolution|the cold war|ancient egypt|the black death|the berlin wall|the silk road|the vikings|the first world war|the aztecs|the industrial revolution|the moon landing|the ottoman empire|the great depression|the titanic'),
	law: words('a divorce|a parking ticket|a lease|a will|child support|a trademark|jury duty|small claims court|a work visa|copyright|a passport|a driving licence|a noise complaint|an eviction|probate'),
	shop: words('running shoes|a mattress|a used car|a winter coat|sunglasses|a birthday gift|a bike|an engagement ring|a vacuum cleaner|a tent|noise cancelling headphones|a sofa bed|a stroller|contact lenses'),
	life: words('make friends|get over a breakup|ask for a promotion|fall asleep faster|learn guitar|quit smoking|lose weight|deal with a rude neighbour|tie a tie|get rid of hiccups|fold a fitted sheet|train for a 10k|meditate|braid hair|jump rope|write a resume|raise twins|choose a university|stop procrastinating|whistle'),
	star: words(
		'john lennon|serena williams|taylor swift|elvis presley|beyonce|tom hanks|brad pitt|meryl streep|usain bolt|roger federer|lionel messi|cristiano ronaldo|michael jordan|tom brady|mozart|picasso|frida kahlo|oprah|drake|rihanna|adele|bob marley|bruce lee|jackie chan|stephen king|jane austen|shakespeare|napoleon|abraham lincoln|winston churchill|gandhi|nelson mandela|queen victoria|marie antoinette|elon musk|bill gates|steve jobs|mark zuckerberg|kim kardashian|george clooney|julia roberts|will smith|marilyn monroe|david bowie|madonna|bono|tiger woods|muhammad ali|simone biles'
	),
	hero: words(
		'batman|superman|spider-man|star wars|star trek|harry potter|mario|zelda|minecraft|fortnite|pokemon|sonic|the simpsons|friends|breaking bad|game of thrones|lord of the rings|james bond|sherlock holmes|shrek|frozen|toy story|the avengers|wonder woman|pac-man|tetris|call of duty|the witcher|seinfeld|stranger things|the office|narnia|godzilla|king kong|indiana jones'
	),
	brand: words(
		'apple|samsung|nike|adidas|toyota|tesla|ford|honda|ikea|amazon|walmart|target|netflix|disney|nintendo|playstation|xbox|android|iphone|fitbit|gopro|lego|starbucks|mcdonalds|pepsi|gucci|rolex|fender|yamaha|harley|boeing|spotify|facebook|instagram|snapchat|reddit|youtube|google|comcast|verizon'
	),
	claim: words(
		'the earth is flat|we only use ten percent of our brain|cats have nine lives|sharks do not sleep|the moon landing was fake|birds are dinosaurs|sugar makes kids wild|carrots help you see|goldfish forget fast|gum stays in you for years|lightning never strikes twice|bulls hate red|vikings had horned helmets|coffee stunts growth|cracking knuckles is bad|bats are blind|ghosts are real|money makes you happy|women live longer than men|dogs see no colour'
	),
	field: words('stock|apartment|house|lottery|concert ticket|gym|phone plan|tuition|gasoline|bitcoin|gold')
};

const NUMBER_SLOTS: Record<string, (random: Random) => string> = {
	n: (r) => String(r.int(2, r.pick([9, 20, 60, 150, 900]))),
	m: (r) => String(r.int(2, r.pick([9, 20, 60, 150, 900]))),
	k: (r) => String(r.int(2, 12)),
	big: (r) => String(r.int(100, r.pick([999, 5000, 90000]))),
	dec: (r) => `${r.int(0, 90)}.${r.int(1, 99)}`,
	p: (r) =>
		String(r.pick([5, 7, 10, 12, 15, 18, 20, 25, 30, 35, 40, 60, 75, 80, 90, r.int(1, 99)])),
	rate: (r) => `${r.int(1, 14)}${r.pick(['', '', `.${r.int(1, 9)}`])}`,
	money: (r) =>
		`$${r.pick([r.int(2, 99), r.int(100, 999), `${r.int(1, 90)},${r.int(100, 999)}`, `${r.int(1, 40)}.${r.int(10, 99)}`])}`,
	year: (r) => String(r.int(2008, 2024)),
	x: (r) => r.pick(['x', 'x', 'y', 'n', 't', 'a', 'z']),
	fn: (r) =>
		r.pick([
			'sum_list',
			'reverse',
			'is_prime',
			'foo',
			'countVowels',
			'merge',
			'getMax',
			'parseDate',
			'fibonacci',
			'add',
			'flatten',
			'is_palindrome',
			'solve',
			'process',
			'find_max',
			'main',
			'handleClick',
			'rotate'
		]),
	list: (r) => `[${Array.from({ length: r.int(3, 6) }, () => r.int(0, 60)).join(', ')}]`,
	seq: (r) =>
		Array.from({ length: r.int(4, 6) }, (_, i) => r.int(1, 9) + i * r.int(1, 9)).join(', ')
};

/** Puts words into `{slot}`; the same slot twice is filled twice, with different words where it can. */
export function fill(template: string, random: Random): string {
	const used = new Set<string>();
	return template.replace(/\{(\w+)\}/g, (whole, slot: string) => {
		const number = NUMBER_SLOTS[slot];
		if (number) return number(random);
		const list = SLOTS[slot];
		if (!list) throw new Error(`No slot “${slot}” for the template “${template}”.`);
		let word = random.pick(list);
		for (let i = 0; i < 5 && used.has(word); i++) word = random.pick(list);
		used.add(word);
		return word;
	});
}
