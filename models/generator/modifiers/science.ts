// The science modifier: problems of one formula, with units.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { NAMES } from '../facts/words.ts';
import type { Domain, Hard, Task } from './domain.ts';
import { longDivision, work } from './math.ts';

/** `product = one * other`: three problems, each asking for one of them. Values are whole numbers. */
interface Law {
	name: string;
	/** Symbol and unit of product, one, other. */
	symbols: [string, string, string];
	units: [string, string, string];
	one: [number, number];
	other: [number, number];
	/** Wordings that ask for the product, for one, for the other. `{p}`, `{a}` and `{b}` are values with units. */
	ask: [string[], string[], string[]];
}

// prettier-ignore
const LAWS: Law[] = [
  { name: 'speed', symbols: ['d', 'v', 't'], units: ['km', 'km/h', 'h'], one: [4, 90], other: [2, 9],
    ask: [['A car drives at {a} for {b}. How far does it go?', 'How far does {n} get in {b} at {a}?', 'Distance at {a} in {b}?', 'A train travels {b} at {a}. What distance is that?', 'What distance do I cover at {a} in {b}?', 'speed {a}, time {b}, distance?', 'At {a}, how far is it in {b}?'],
      ['A car covers {p} in {b}. How fast is it?', 'What is the speed of a train that goes {p} in {b}?', '{n} rides {p} in {b}. At what speed?', 'distance {p}, time {b}, speed?', 'How fast must I drive to make {p} in {b}?', 'Speed for {p} in {b}?', 'If {p} take {b}, what is the speed?'],
      ['How long does a car need for {p} at {a}?', 'A train goes {a}. How long does it take for {p}?', '{n} rides {p} at {a}. How long does it take?', 'distance {p}, speed {a}, time?', 'Time for {p} at {a}?', 'At {a}, how long are {p}?', 'How many hours are {p} at {a}?']] },
  { name: 'force', symbols: ['F', 'm', 'a'], units: ['N', 'kg', 'm/s2'], one: [2, 90], other: [2, 9],
    ask: [['What force accelerates {a} at {b}?', 'A mass of {a} is accelerated at {b}. What is the force?', 'Force on {a} at {b}?', 'mass {a}, acceleration {b}, force?', 'How strong is the force that gives {a} an acceleration of {b}?', 'Which force is needed for {a} and {b}?'],
      ['What mass does a force of {p} accelerate at {b}?', 'A force of {p} gives an acceleration of {b}. What is the mass?', 'force {p}, acceleration {b}, mass?', 'Which mass gets {b} from {p}?', 'How heavy is a body that {p} accelerate at {b}?'],
      ['What acceleration does {p} give to {a}?', 'A force of {p} acts on {a}. What is the acceleration?', 'force {p}, mass {a}, acceleration?', 'How fast does {a} accelerate under {p}?', 'Acceleration of {a} under a force of {p}?']] },
  { name: 'voltage', symbols: ['U', 'R', 'I'], units: ['V', 'ohm', 'A'], one: [2, 60], other: [2, 9],
    ask: [['What voltage drives {b} through {a}?', 'A current of {b} flows through {a}. What is the voltage?', 'resistance {a}, current {b}, voltage?', 'Voltage over {a} at {b}?', 'How high is the voltage at {b} and {a}?', 'Which voltage do {a} and {b} make?'],
      ['What is the resistance if {p} drive {b}?', 'At {p} a current of {b} flows. What is the resistance?', 'voltage {p}, current {b}, resistance?', 'Resistance at {p} and {b}?', 'Which resistor lets {b} pass at {p}?'],
      ['What current flows through {a} at {p}?', 'A resistor of {a} is connected to {p}. What is the current?', 'voltage {p}, resistance {a}, current?', 'Current through {a} at {p}?', 'How large is the current at {p} and {a}?']] },
  { name: 'density', symbols: ['m', 'rho', 'V'], units: ['g', 'g/cm3', 'cm3'], one: [2, 20], other: [3, 40],
    ask: [['What is the mass of {b} with a density of {a}?', 'A body of {b} has a density of {a}. How heavy is it?', 'density {a}, volume {b}, mass?', 'Mass of {b} at {a}?', 'How much does {b} of a material of {a} weigh?'],
      ['What is the density of {p} in {b}?', 'A stone of {p} has a volume of {b}. What is its density?', 'mass {p}, volume {b}, density?', 'Density of {p} in {b}?', 'How dense is a body of {p} and {b}?'],
      ['What volume do {p} have at a density of {a}?', 'A body weighs {p} and has a density of {a}. What is its volume?', 'mass {p}, density {a}, volume?', 'Volume of {p} at {a}?', 'How much space do {p} of {a} take?']] },
  { name: 'energy', symbols: ['E', 'P', 't'], units: ['J', 'W', 's'], one: [3, 90], other: [2, 9],
    ask: [['How much energy does a lamp of {a} use in {b}?', 'A device of {a} runs for {b}. What energy does it use?', 'power {a}, time {b}, energy?', 'Energy of {a} in {b}?', 'What energy do {a} give over {b}?'],
      ['What power gives {p} in {b}?', 'A lamp uses {p} in {b}. What is its power?', 'energy {p}, time {b}, power?', 'Power for {p} in {b}?', 'How much power is {p} in {b}?'],
      ['How long does {a} need for {p}?', 'A motor of {a} delivers {p}. How long does it run?', 'energy {p}, power {a}, time?', 'Time for {p} at {a}?', 'In what time do {a} give {p}?']] },
  { name: 'work', symbols: ['W', 'F', 's'], units: ['J', 'N', 'm'], one: [3, 90], other: [2, 9],
    ask: [['What work does a force of {a} do over {b}?', '{n} pushes with {a} for {b}. How much work is that?', 'force {a}, way {b}, work?', 'Work of {a} along {b}?', 'How much work is {a} over a way of {b}?'],
      ['What force does {p} of work over {b}?', '{p} of work are done over {b}. What is the force?', 'work {p}, way {b}, force?', 'Force for {p} along {b}?', 'How strong is the force that does {p} on {b}?'],
      ['Over what way does {a} do {p}?', 'A force of {a} does {p} of work. How long is the way?', 'work {p}, force {a}, way?', 'Way for {p} with {a}?', 'How far must {a} push to do {p}?']] },
];

function problem(draw: Draw, asked: 0 | 1 | 2): Hard {
	const r = draw.random,
		law = r.pick(LAWS);
	const [a, b] = draw.argument(
		() => {
			const [from, to] = law.one;
			// Divided by it, it must be a number of the times tables.
			return [r.int(from, asked === 2 ? Math.min(to, 12) : to), r.int(...law.other)] as const;
		},
		(x) => `${law.name}:${asked}:${x.join(':')}`
	);
	const p = a * b,
		[sp, sa, sb] = law.symbols,
		[up, ua, ub] = law.units,
		space = r.chance(0.85) ? ' ' : '';
	const prompt = draw.phrase(
		{ q: law.ask[asked] },
		{
			n: r.pick(NAMES),
			p: `${p}${space}${up}`,
			a: `${a}${space}${ua}`,
			b: `${b}${space}${ub}`
		},
		r.chance(0.4)
	);
	const divided = b < 10 ? longDivision(p, b) : `${b}*${a}=${p}. So ${a}.`;
	const answer =
		asked === 0
			? `${sp}=${sa}*${sb}: ${a}*${b}: ${work(a, '*', b)}. So ${p} ${up}.`
			: asked === 1
				? `${sa}=${sp}/${sb}: ${p}/${b}: ${divided.replace(/\.$/, '')} ${ua}.`
				: `${sb}=${sp}/${sa}: ${a}*${b}=${p}. So ${b} ${ub}.`;
	return { prompt, answer, check: { kind: 'exact' } };
}

const asking = (name: string, asked: 0 | 1 | 2): Task => ({
	name,
	difficulty: asked === 0 ? 1 : 2,
	weight: 1,
	make: (draw) => problem(draw, asked)
});

// prettier-ignore
const BEYOND = ['What is the half-life of {e}?', 'How many electrons does an ion of {e} have?', 'What is the boiling point of {e}?', 'How far away is {s}?', 'How hot is {s}?', 'Why is the sky blue?', 'Explain {t}.', 'What is the kinetic energy of {a} kg at {b} m/s?', 'A ball falls for {b} s. How far does it fall?', 'What is the pressure {b} m under water?', 'Balance the reaction of {e} and oxygen.', 'How does {t} work?', 'What is the frequency of a wave of {a} m?', 'How much does {s} weigh?', 'What is the resistance of {a} ohm and {b} ohm in parallel?', 'At what angle does light break in {e}?'];

export const science: Domain = {
	id: 'science',
	invocation: '<|science|>',
	near: ['sums', 'units', 'facts', 'word-problems', 'parts'],
	tasks: [asking('the product', 0), asking('the first factor', 1), asking('the second factor', 2)],
	neighbour(draw) {
		const r = draw.random;
		const values = {
			a: r.int(2, 90),
			b: r.int(2, 9),
			e: r.pick(['water', 'iron', 'uranium', 'glass', 'chlorine', 'mercury', 'ethanol']),
			s: r.pick(['the Sun', 'Sirius', 'the Moon', 'a black hole', 'Betelgeuse', 'Jupiter']),
			t: r.pick(['entropy', 'osmosis', 'a transistor', 'gravity', 'evolution', 'magnetism'])
		};
		return { prompt: draw.phrase({ q: BEYOND }, values), answer: DONT_KNOW, ability: 'unknown' };
	}
};
