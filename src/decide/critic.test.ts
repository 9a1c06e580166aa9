import { expect, test } from 'vitest';
import { packCritic, parseCritic, type Critic } from '../contract/critic.ts';
import { answerChecks, CHECKS, equations, follows } from './answer-checks.ts';
import { criticGrade } from './critic.ts';
import { CRITIC_FEATURES, CRITIC_INPUTS, criticInputs } from './critic-inputs.ts';
import { confidenceTally } from './confidence.ts';
import { DOMAINS, type Domain } from './domain.ts';

const BASE = 'b'.repeat(64);

/** One that gives a tenth of its first input's weight, times ten. */
function linearCritic(weight: number, bias: number): Critic {
	const weights = new Float32Array(CRITIC_INPUTS);
	weights[0] = weight;
	return {
		version: 1,
		baseSha256: BASE,
		features: CRITIC_FEATURES,
		abstention: "I don't know",
		mean: new Float32Array(CRITIC_INPUTS),
		deviation: new Float32Array(CRITIC_INPUTS).fill(1),
		layers: [{ inputs: CRITIC_INPUTS, outputs: 1, weights, biases: Float32Array.of(bias) }],
		provenance: ['a test']
	};
}

function featuresOf(logprobs: number[]) {
	const tally = confidenceTally();
	tally.add(logprobs.map((logprob) => ({ logprob, top: [] })));
	return tally.features()!;
}

const check = (question: string, answer: string, name: (typeof CHECKS)[number]): number =>
	answerChecks(question, answer)[CHECKS.indexOf(name)]!;

test('a false equation is found, also with a thousands comma, and a longer sum is no equation of two', () => {
	expect(equations('7 × 8 = 54. So 54.')).toEqual({ all: 1, wrong: 1 });
	expect(equations('1,200 + 34 = 1,234, and 5 - 9 = -4.')).toEqual({ all: 2, wrong: 0 });
	expect(equations('2 + 3 + 4 = 9')).toEqual({ all: 0, wrong: 0 });
	expect(equations('7 / 3 = 2.33 and 7 / 3 = 2')).toEqual({ all: 2, wrong: 1 });
});

test('a number that follows from two of the question’s numbers is told from one that does not', () => {
	expect(follows([12, 5], 17)).toBe(true);
	expect(follows([20, 50], 10)).toBe(true);
	expect(follows([12, 5], 18)).toBe(false);
	expect(check('What is 12 plus 5?', '17.', 'numberFollows')).toBe(1);
	expect(check('What is 12 plus 5?', '18.', 'numberFollows')).toBe(0);
});

test('a word turned round, letters counted and JSON that does not parse are seen', () => {
	expect(check('Reverse the word stone', 'enots', 'wordReversed')).toBe(1);
	expect(check('Reverse the word stone', 'enost', 'wordReversed')).toBe(0);
	expect(check('Reverse the word stone', 'enost', 'wordRearranged')).toBe(1);
	expect(check('How many e in cheese?', 'There are 3.', 'numberIsCount')).toBe(1);
	expect(check('Set a timer', '{"tool": "timer", "minutes": 5}', 'json')).toBe(1);
	expect(check('Set a timer', '{"tool": "timer", "minutes": 5', 'brokenJson')).toBe(1);
});

test('there is one number per check, and a grade for odd texts, with the domain known and without', () => {
	expect(answerChecks('', '')).toHaveLength(CHECKS.length);
	const probabilities = Object.fromEntries(DOMAINS.map((domain) => [domain, 0.1])) as Record<
		Domain,
		number
	>;
	const grade = criticGrade(linearCritic(0.01, 0.5));
	for (const text of ['', '…', '))))', '= = =', '9'.repeat(400), 'a '.repeat(5000)]) {
		const question = { prompt: text, earlier: 0, domains: probabilities };
		const inputs = criticInputs(featuresOf([-0.1, -30]), text, question, null);
		expect(inputs).toHaveLength(CRITIC_INPUTS);
		expect(inputs.every(Number.isFinite)).toBe(true);
		expect(grade(featuresOf([-0.1, -30]), text, { prompt: text, earlier: 0 })).toBeLessThan(10);
	}
});

test('a grade is between 0 and 10, whatever the network gives', () => {
	const question = { prompt: 'What is 2 plus 2?', earlier: 0 };
	const features = featuresOf([-0.001, -0.002]);
	expect(criticGrade(linearCritic(0, 0.73))(features, '4', question)).toBeCloseTo(7.3);
	expect(criticGrade(linearCritic(0, 9))(features, '4', question)).toBe(10);
	expect(criticGrade(linearCritic(0, -9))(features, '4', question)).toBe(0);
	const sure = criticGrade(linearCritic(0.05, 0.5));
	expect(sure(features, '4', question)).toBeGreaterThan(sure(featuresOf([-2, -3]), '4', question));
});

test('a critic is the same after packing, and one of another base or of older inputs is refused', () => {
	const critic = linearCritic(0.25, 0.5);
	const packed = packCritic(critic);
	expect(parseCritic(packed, BASE)).toEqual(critic);
	expect(() => parseCritic(packed, 'c'.repeat(64))).toThrow(/another base/);
	expect(() => parseCritic('{', BASE)).toThrow(/not valid JSON/);
	const change = (fields: object): string =>
		JSON.stringify({ ...(JSON.parse(packed) as object), ...fields });
	expect(() => parseCritic(change({ layers: [] }), BASE)).toThrow(/one output/);
	expect(() => parseCritic(change({ version: 9 }), BASE)).toThrow(/Reload the page/);
	expect(() => parseCritic(change({ deviation: btoa('abc') }), BASE)).toThrow(/are due/);
	expect(() => parseCritic(change({ mean: '%' }), BASE)).toThrow(/base64/);
	expect(() => criticGrade({ ...critic, features: CRITIC_FEATURES + 1 })).toThrow(
		/Train the critic/
	);
});
