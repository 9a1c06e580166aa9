// Entities that look like those of facts.ts and were never taught: real ones, kept back by
// relation. Some train "I don't know that one", the others test it. Data first.

import { COUNTRIES, UNKNOWN_COUNTRIES } from '../facts/geography.ts';
import { CITIES, UNKNOWN_ELEMENTS, UNKNOWN_WORKS } from '../facts/words.ts';

interface Sides {
	train: readonly string[];
	held: readonly string[];
}

/** Words whose length is a multiple of four are kept for the test. */
function byLength(list: readonly string[]): Sides {
	const isHeld = (word: string) => word.length % 4 === 0;
	return { train: list.filter((x) => !isHeld(x)), held: list.filter(isHeld) };
}
const words = (list: string) => byLength(list.split(','));

// prettier-ignore
const NO_OPPOSITE = words('purple,table,banana,seven,river,Tuesday,pencil,elbow,cloud,spoon,window,potato,lamp,bridge,guitar,carpet,bicycle,violin,giraffe,Thursday,cinnamon,keyboard,Norway,soup,blanket,helmet,ankle,yogurt,piano,trousers');
const CAPITAL_LESS = [
	...CITIES.filter((c) => !COUNTRIES.some((x) => x.capital === c)),
	'Lyon',
	'Marseille',
	'Kyoto',
	'Munich'
];
// prettier-ignore
const LEGLESS = words('centipede,tarantula,gecko,ostrich,squid,hamster,tortoise,giraffe,dragonfly,crocodile,cricket,wasp,millipede,flamingo,newt,zebra,hippo,cockroach,snail,jellyfish,termite,walrus,moth,parrot');
// prettier-ignore
const SOUNDLESS = words('giraffe,hamster,rabbit,camel,seal,whale,parrot,fox,deer,hyena,dolphin,zebra,squirrel,cricket,eagle,ostrich,llama,moose,penguin,kangaroo,bat,hippo,otter,badger,peacock,raccoon');
// prettier-ignore
const YOUNGLESS = words('hedgehog,squirrel,zebra,giraffe,monkey,penguin,platypus,hamster,otter,peacock,llama,ostrich,oyster,alpaca,badger,beaver,crocodile,eel,hare,mosquito,pigeon,spider,raccoon,dolphin,donkey');
// prettier-ignore
const GROUPLESS = words('cats,horses,foxes,lizards,giraffes,zebras,camels,ravens,penguins,flamingos,ferrets,tigers,bears,frogs,jellyfish,cobras,hippos,squirrels,rhinos,parrots,sharks,spiders,kangaroos,turtles,moles');
// prettier-ignore
const COLOURLESS = words('eggplant,rust,jade,amber,mustard,a platypus,cinnamon,turquoise shells,basalt,a chameleon,marble,copper pipes,a mailbox,denim,olives,bricks,a badger,lava,a mole,pearl,a taxi,ivory');
// prettier-ignore
const UNDEFINED = words('osmosis,entropy,a quark,a sonnet,a fjord,feudalism,a prion,a polymer,mitosis,a tariff,a subpoena,hubris,a placebo,an enzyme,a pixel,jurisprudence,a cartel,karma,a haiku,an oligarchy,a catalyst,a monsoon,plankton,a neutrino,a kernel panic,a tsunami,symbiosis,a paradox,a fugue,arbitrage,a quorum,a peninsula,magma,a fossil,an algebra,friction,a thesis');
// prettier-ignore
const SYMBOLS: Sides = { train: ['Cs', 'Rb', 'Sr', 'Nb', 'Cd', 'Os', 'Po', 'Th', 'Fm', 'Qx', 'Zz', 'Jq', 'Xx', 'Wq'], held: ['Ga', 'Se', 'Ir', 'Bi', 'Fr', 'Vx'] };
const INVENTED = words(
	'bicycle,toaster,zipper,helicopter,microwave,umbrella,pencil,computer,camera,elevator,wheel,clock,piano,submarine,television,transistor,laser,parachute,refrigerator,sewing machine,dishwasher,ballpoint pen,stethoscope,calculator,traffic light,hot air balloon,typewriter,windmill,toothbrush,safety pin,barometer,lawn mower'
);
const NO_MONTH: Sides = {
	train: ['thirteenth', 'fourteenth', 'twentieth', 'hundredth'],
	held: ['fifteenth', 'thirtieth']
};

/** By relation of facts.ts. */
export const UNTAUGHT: Record<string, Sides> = {
	capital: UNKNOWN_COUNTRIES,
	currency: UNKNOWN_COUNTRIES,
	continent: UNKNOWN_COUNTRIES,
	symbol: UNKNOWN_ELEMENTS,
	'atomic-number': UNKNOWN_ELEMENTS,
	'element-of': SYMBOLS,
	author: UNKNOWN_WORKS,
	inventor: INVENTED,
	'country-of': { train: CAPITAL_LESS, held: CAPITAL_LESS },
	opposite: NO_OPPOSITE,
	synonym: NO_OPPOSITE,
	legs: LEGLESS,
	sound: SOUNDLESS,
	young: YOUNGLESS,
	group: GROUPLESS,
	colour: COLOURLESS,
	definition: UNDEFINED,
	'month-number': NO_MONTH
};
