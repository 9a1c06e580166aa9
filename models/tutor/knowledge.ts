// Everything the tutor can do, gathered once: the forms heard from every ability and every modifier
// domain, and the program of each.

import { cast } from '../generator/abilities/word-problem-wordings.ts';
import { MIX } from '../generator/conversation.ts';
import { NAMES } from '../generator/facts/words.ts';
import type { Draw } from '../generator/grammar.ts';
import { DOMAINS } from '../generator/modifiers/domains.ts';
import { learnForms, listen, Listener, type Form, type Program, type Sample } from './forms.ts';
import { Random } from '../generator/random.ts';
import { Matcher } from './matcher.ts';
import {
	type Clauses,
	heardClauses,
	heardJoints,
	type Joints,
	toolClauses,
	toolWishes,
	type Wish
} from './programs-calls.ts';
import { bugForms, codeForms, marked, twoArgumentForms } from './programs-code.ts';
import { FACT_PROGRAMS, factForms, TALK_PROGRAMS } from './programs-facts.ts';
import * as N from './programs-numbers.ts';
import { LOGIC } from './programs-reasoning.ts';
import { CONVERSIONS } from './programs-units.ts';
import { CASES, COPIES, COUNTING, CREATIVE, STRINGS } from './programs-words.ts';

export interface Knowledge {
	matcher: Matcher;
	programs: ReadonlyMap<string, Program>;
	tools: Clauses;
	steps: Clauses;
	sentences: Clauses;
	joints: Joints;
	wishes: Wish[];
	/** Draws whose answer no program gave, by task: what was not understood of the generator. */
	unbound: ReadonlyMap<string, number>;
}

type Make = (draw: Draw) => { prompt: string; answer: string };
const ability = (name: string): Make => MIX.find(([id]) => id === name)![2];
const task = (domain: string, name: string): Make =>
	DOMAINS.find(({ id }) => id === domain)!.tasks.find((one) => one.name === name)!.make;

/** How many draws hear all wordings: most lists are heard whole, those of code one at a time. */
const FEW = 240;
const MANY = 2400;

/** Of the people, things and measures of stories, which are named before a story is worded. */
const casts = (): Record<string, string>[] =>
	Array.from({ length: FEW }, (_, i) => cast(new Random(`tutor:cast:${i}`), NAMES));

const TASKS: readonly [
	name: string,
	make: Make,
	programs: Record<string, Program>,
	draws: number
][] = [
	['about', (draw) => ability('about')(draw), TALK_PROGRAMS, FEW * 4],
	['sums', ability('sums'), N.SUMS, FEW],
	['percentages', ability('percentages'), N.PERCENTAGES, FEW],
	['parts', ability('parts'), N.QUOTIENTS, FEW],
	['comparisons', ability('comparisons'), N.COMPARISONS, FEW],
	['units', ability('units'), CONVERSIONS, FEW],
	['word-problems', ability('word-problems'), N.STORIES, FEW * 3],
	['strings', ability('strings'), STRINGS, FEW],
	['counting', ability('counting'), COUNTING, FEW],
	['case', ability('case'), CASES, FEW],
	['copy', ability('copy'), COPIES, FEW],
	['logic', ability('logic'), LOGIC, FEW],
	['long product', task('math', 'long product'), N.SUMS, FEW],
	['division', task('math', 'division with remainder'), N.QUOTIENTS, FEW],
	['two steps', task('math', 'two steps'), N.TWO_STEPS, FEW],
	['fractions', task('math', 'fractions'), N.FRACTIONS, FEW],
	['equation', task('hard-math', 'linear equation'), { equation: N.NUMBER_THEORY.equation! }, FEW],
	['gcd', task('hard-math', 'gcd'), { gcd: N.NUMBER_THEORY.gcd! }, FEW],
	['prime', task('hard-math', 'prime'), { prime: N.NUMBER_THEORY.prime! }, FEW],
	[
		'power',
		task('hard-math', 'modular power'),
		{ 'modular-power': N.NUMBER_THEORY['modular-power']! },
		FEW
	],
	['product', task('science', 'the product'), N.SCIENCE, FEW],
	['first factor', task('science', 'the first factor'), N.SCIENCE, FEW],
	['second factor', task('science', 'the second factor'), N.SCIENCE, FEW],
	['interest', task('finance', 'interest'), N.FINANCE, FEW],
	['tax', task('finance', 'tax'), N.FINANCE, FEW],
	['discount', task('finance', 'discount'), N.FINANCE, FEW],
	['change', task('finance', 'change'), N.FINANCE, FEW]
];

// Judged by rules, so no answer can be compared: the program is known by the task.
const BY_RULES: readonly [make: Make, program: string][] = [
	[task('creative', 'acrostic'), 'acrostic'],
	[task('creative', 'rhyme'), 'rhyme'],
	[task('creative', 'counted words'), 'sentence']
];

/** Draws with the arguments of code marked. */
function listenToCode(make: Make, count: number): Sample[] {
	class Marking extends Listener {
		override argument<T>(draw: () => T): T {
			return marked(super.argument(draw)) as T;
		}
	}
	return Array.from({ length: count }, (_, i) => {
		const draw = new Marking(new Random(`tutor:code:${i}`), false);
		const { prompt, answer } = make(draw);
		return { prompt, answer, heard: draw.heard };
	});
}

/** What nobody here can answer, by the answer that says so. */
function unknownForms(): { forms: Form[]; programs: Record<string, Program> } {
	const samples = listen('unknown', ability('unknown'), FEW * 4),
		answers = [...new Set(samples.map(({ answer }) => answer))];
	const programs = Object.fromEntries(
		answers.map((answer, i): [string, Program] => [`unknown:${i}`, () => answer])
	);
	// Entities nobody was taught are asked for in the wordings of facts: those stay facts.
	const own = samples.filter(({ heard }) => {
		const phrase = heard.findLast((one) => one.type === 'phrase');
		return phrase?.type === 'phrase' && Object.keys(phrase.values).length > 3;
	});
	return { forms: learnForms(own, programs).forms, programs };
}

let known: Knowledge | null = null;

/** Takes about two seconds the first time. */
export function knowledge(): Knowledge {
	known ??= gather();
	return known;
}

function gather(): Knowledge {
	const forms: Form[] = factForms(),
		programs = new Map<string, Program>(),
		unbound = new Map<string, number>();
	const add = (more: Record<string, Program>) => {
		for (const [name, program] of Object.entries(more)) programs.set(name, program);
	};
	add(FACT_PROGRAMS);
	add(TALK_PROGRAMS);
	for (const [name, make, its, draws] of TASKS) {
		const learnt = learnForms(
			listen(name, make, draws),
			its,
			name === 'word-problems' ? casts() : []
		);
		forms.push(...learnt.forms);
		unbound.set(name, learnt.unbound / draws);
		add(its);
	}
	for (const [make, program] of BY_RULES) {
		const samples = listen(program, make, FEW).map((sample) => ({ ...sample, answer: program }));
		forms.push(...learnForms(samples, { [program]: () => program }).forms);
	}
	add(CREATIVE);
	const code = codeForms(listenToCode(ability('code'), MANY * 2));
	for (const learnt of [
		code,
		twoArgumentForms(listen('two arguments', task('code', 'two arguments'), MANY)),
		bugForms(listen('bugs', task('code', 'find the bug'), MANY)),
		unknownForms()
	]) {
		forms.push(...learnt.forms);
		add(learnt.programs);
	}
	const spread = listen('spread', task('automation', 'spread arguments'), FEW);
	const chains = listen('chain', task('automation', 'two calls'), FEW);
	return {
		matcher: new Matcher(forms, code.frames),
		programs,
		tools: toolClauses(),
		...heardClauses(chains, spread),
		joints: heardJoints(chains),
		wishes: toolWishes(spread),
		unbound
	};
}
