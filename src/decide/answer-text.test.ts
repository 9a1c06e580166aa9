import { expect, test } from 'vitest';
import { uniform } from '../contract/random.ts';
import { AnswerText } from './answer-text.ts';

const ABSTENTION = "I don't know that one";

/** What is read of a text, found in the whole of it. */
function inWhole(text: string, prompt: string) {
	const wordsOf = (whole: string) => whole.toLowerCase().match(/[a-z]{4,}/g) ?? [];
	const numbersOf = (whole: string) => whole.match(/\d+/g) ?? [];
	const share = (parts: string[], whole: string[]) =>
		parts.length === 0 ? 0.5 : parts.filter((part) => whole.includes(part)).length / parts.length;
	const promptNumbers = [...new Set(numbersOf(prompt))];
	return {
		abstains: text.includes(ABSTENTION),
		concludes: /(?:^|\s)So /.test(text),
		hasDigit: /\d/.test(text),
		isJson: text.startsWith('{') || text.startsWith('['),
		wordsOfPrompt: share(wordsOf(text), wordsOf(prompt)),
		numbersKept: share(promptNumbers, numbersOf(text)),
		promptNumbers: promptNumbers.length
	};
}

function readBy(answer: AnswerText): ReturnType<typeof inWhole> {
	const { abstains, concludes, hasDigit, isJson, wordsOfPrompt, numbersKept, promptNumbers } =
		answer;
	return { abstains, concludes, hasDigit, isJson, wordsOfPrompt, numbersKept, promptNumbers };
}

const PIECES = [
	'So',
	' So',
	'So ',
	' ',
	'\n',
	'S',
	'o',
	'.',
	'I don',
	"'t know",
	' that one',
	'one',
	'12',
	'1',
	'2',
	' 30',
	'4',
	'apples',
	'app',
	'les',
	'Many ',
	'many',
	'MANY',
	'İ',
	'Σ',
	'ς',
	'K',
	'é',
	'😀',
	'\ud83d',
	'\ude00',
	'{',
	'[',
	'"',
	'a',
	'plus',
	'',
	'٣',
	'\u00a0',
	"I don't know that one"
];

test('an answer read piece by piece says at every piece what the whole text so far says', () => {
	const random = uniform(7);
	const pick = () => PIECES[Math.floor(random() * PIECES.length)]!;
	const some = (count: number) => Array.from({ length: count }, pick).join('');
	const seen = { abstains: 0, concludes: 0, isJson: 0, kept: 0 };
	for (let round = 0; round < 120; round++) {
		const prompt = some(Math.floor(random() * 12));
		const answer = new AnswerText(prompt, ABSTENTION);
		let text = '';
		for (let count = Math.floor(random() * 20); count >= 0; count--) {
			text += pick();
			expect(answer.goOn(text)).toBe(true);
			const whole = inWhole(text, prompt);
			expect({ prompt, text, ...readBy(answer) }).toEqual({ prompt, text, ...whole });
			seen.abstains += Number(whole.abstains);
			seen.concludes += Number(whole.concludes);
			seen.isJson += Number(whole.isJson);
			seen.kept += Number(whole.numbersKept > 0 && whole.numbersKept < 1);
		}
	}
	expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

test('a text that does not go on from what was read is refused, and changes nothing', () => {
	const answer = new AnswerText('What is 12 plus 30?', null);
	expect(answer.goOn('12 plus')).toBe(true);
	expect(answer.goOn('12 minus 30')).toBe(false);
	expect(answer.goOn('12')).toBe(false);
	expect(readBy(answer)).toEqual({ ...inWhole('12 plus', 'What is 12 plus 30?') });
});
