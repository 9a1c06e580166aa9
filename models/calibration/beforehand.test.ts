import { expect, test, vi } from 'vitest';
import { MAP_INPUTS } from '../../src/contract/calibration.ts';
import { beforehandFrom } from '../../src/contract/beforehand.ts';
import { foreteller } from '../../src/decide/beforehand.ts';
import { DOMAINS, type Domain, type DomainGuess } from '../../src/decide/domain.ts';
import { beforehandText, chooseBeforehand, type AskSpecialist } from './beforehand.ts';
import type { AskedCase } from './further.ts';
import type { Part } from './questions.ts';

const RULE = { threshold: 0.8, further: 0.6, modifiers: ['math'], gain: null };
const PARTS: Part[] = ['fit', 'validation', 'test'];

function guess(domain: Domain): DomainGuess {
	const probabilities = Object.fromEntries(
		DOMAINS.map((name) => [name, name === domain ? 0.91 : 0.01])
	) as DomainGuess['probabilities'];
	return { domain, probability: 0.91, probabilities };
}

/** Of an answer of so many tokens. */
const inputs = (tokens: number, abstains: boolean): number[] =>
	MAP_INPUTS.map((name) =>
		name === 'length' ? Math.log1p(tokens) : name === 'abstains' ? Number(abstains) : 0
	);

type Answered = { right: boolean; confidence: number; tokens: number; abstains?: boolean };
const answer = ({ right, confidence, tokens, abstains = false }: Answered) => ({
	right,
	confidence,
	inputs: inputs(tokens, abstains)
});

function one(
	i: number,
	prompt: string,
	domain: Domain,
	base: Answered,
	other?: Answered
): AskedCase {
	return {
		part: PARTS[i % 3]!,
		source: 'unseen wordings',
		question: {
			prompt,
			answer: '',
			match: 'exact',
			ability: 'talk',
			part: PARTS[i % 3]!,
			source: 'unseen wordings'
		},
		modifier: domain,
		domain: guess(domain),
		base: answer(base),
		withModifier: other ? answer(other) : null
	};
}

const WRONG = { right: false, confidence: 0.2, tokens: 20 };
const RIGHT = { right: true, confidence: 0.95, tokens: 10 };
/** None of fewer lost could not be told from six in a thousand. */
const COUNT = 3600;

/** Sums of long numbers, which the base gets wrong; of short ones, which it gets right; and what nobody knows. */
function cases({ asked = true, specialistRight = true } = {}): AskedCase[] {
	const specialist = { right: specialistRight, confidence: 0.95, tokens: 15 };
	return Array.from(
		{ length: COUNT },
		(_, i) =>
		i % 3 === 0
			? one(Math.floor(i / 3), `Multiply ${i}1234 by 98765, then add ${i}.`, 'math', WRONG, asked ? specialist : undefined) // prettier-ignore
			: i % 3 === 1
				? one(Math.floor(i / 3), `What word comes after the one named number${i}?`, 'math', RIGHT)
				: one(Math.floor(i / 3), `Who is the mayor of place ${i}`, 'out-of-scope', { ...RIGHT, abstains: true }) // prettier-ignore
	);
}

const nobody: AskSpecialist = async () => [];
const usual = once(() =>
	chooseBeforehand(cases(), RULE, nobody, { shape: (prompt) => prompt.length })
);

function once<T>(make: () => T): () => T {
	let made: { value: T } | null = null;
	return () => (made ??= { value: make() }).value;
}

test('where the base surely fails and its specialist does not, the specialist begins', async () => {
	const report = await usual();
	const { test: tested } = report.specialist;
	expect(report.map?.specialist).toBeGreaterThanOrEqual(0.5);
	// The 20 tokens of the draft, of the 35 that both wrote, for a third of the questions.
	expect(tested).toMatchObject({ began: COUNT / 9, lost: 0, won: 0 });
	expect(tested?.saved).toBeCloseTo(20 / (35 + 10 + 10), 2);
	expect(report.scores[0]).toMatchObject({ name: 'this map', ofSpecialists: 1 });
});

test('what the base is right about in not knowing goes to somebody bigger at once', async () => {
	const { map, further } = await usual();
	expect(map?.further).toBeGreaterThanOrEqual(0.5);
	expect(further.test).toMatchObject({ began: COUNT / 9, lost: 0 });
});

test('a specialist that is wrong where Auto was right gets no bound', async () => {
	// Of sums in the same words the base gets half right, which the specialist does not.
	const mixed = cases({ specialistRight: false }).map((one, i) =>
		i % 6 === 0 ? { ...one, base: answer(RIGHT) } : one
	);
	const report = await chooseBeforehand(mixed, RULE, nobody);
	expect(report.specialist.test).toBeNull();
	expect(report.map?.specialist ?? null).toBeNull();
});

test('a specialist is asked what Auto did not ask it, and only where it could begin', async () => {
	const sure = cases({ asked: false }).map((one) =>
		one.domain?.domain === 'math' && !one.base.right
			? { ...one, base: { ...one.base, confidence: 0.9 } }
			: one
	);
	const ask = vi.fn<AskSpecialist>(async (_id, questions) =>
		questions.map((question) => ({ question, right: true, inputs: inputs(15, false) }))
	);
	const { specialist } = await chooseBeforehand(sure, RULE, ask);
	expect(ask).toHaveBeenCalledOnce();
	expect(ask.mock.calls[0]![0]).toBe('math');
	expect(ask.mock.calls[0]![1].length).toBe(COUNT / 3);
	expect(specialist.test).toMatchObject({ lost: 0, won: COUNT / 9 });
});

test('of few questions nothing is learnt, and nothing is said', async () => {
	const report = await chooseBeforehand(cases().slice(0, 90), RULE, nobody);
	expect(report.map).toBeNull();
	expect(beforehandText(report)).toBe('');
});

test('what is fitted is what a manifest holds and the app computes', async () => {
	const report = await chooseBeforehand(cases(), RULE, nobody, {
		shape: (prompt) => prompt.length
	});
	const map = beforehandFrom(JSON.parse(JSON.stringify(report.map)), 'beforehand');
	const tell = foreteller(map)!;
	expect(tell('Multiply 551234 by 98765, then add 55.', guess('math').probabilities)).toBeGreaterThan(0.9); // prettier-ignore
	expect(tell('What word comes after the one named number7?', guess('math').probabilities)).toBeLessThan(0.1); // prettier-ignore
	const said = beforehandText(report);
	expect(said).toContain(`at least **${map.specialist}**`);
	expect(said).toContain('| shape |');
});
