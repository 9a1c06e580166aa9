import { expect, test } from 'vitest';
import { complaintPair, isBareForeignComplaint, isForeign } from './foreign-complaint.ts';

const GERMAN = 'Was ist die Hauptstadt von Norwegen?';
const ENGLISH = 'What is the capital of Norway?';

test.each([
	['its own words', 'Das war nicht hilfreich', ENGLISH, 'en'],
	['its script', 'Это неверно', ENGLISH, 'en'],
	['a letter that English does not have', 'ça ne va pas', ENGLISH, 'en'],
	['the question before it', 'stimmt nicht', GERMAN, 'en'],
	['the interface', 'falsch', 'Oslo', 'de-AT']
])('asks about a message that is foreign by %s: “%s”', (_, message, previousUser, language) => {
	expect(isForeign({ message, previousUser }, language)).toBe(true);
});

test.each([
	['it is English, whatever came before', 'That is not the answer to it.', GERMAN, 'de'],
	['it follows an English question', 'Wrong', 'What is the capital of this country?', 'de'],
	['nothing says what it is, and the interface is English', 'hmm', 'Oslo', 'en-GB'],
	['it has no words', '17 * 23', GERMAN, 'de'],
	['it is empty', '', GERMAN, 'de']
])('leaves a message to the detector: %s', (_, message, previousUser, language) => {
	expect(isForeign({ message, previousUser }, language)).toBe(false);
});

test('a classifier is asked about the reply in its exchange, each part short', () => {
	const { text, pair } = complaintPair({
		previousUser: 'q'.repeat(5000),
		previousAssistant: `first\n\nsecond ${'a'.repeat(5000)}`,
		message: 'm'.repeat(5000)
	});
	expect(text).toMatch(/^Question: q+…\nAnswer: first second a+…\nReply: m+…$/);
	expect(text.length + (pair?.length ?? 0)).toBeLessThan(600);
	expect(pair).toBe('The reply says that the answer is wrong or unhelpful.');
});

test('the pair stays within the 512 tokens of such models where every character is one', () => {
	const long = 'が'.repeat(5000);
	const { text, pair } = complaintPair({
		previousUser: long,
		previousAssistant: long,
		message: long
	});
	// Words of English are a token or two each.
	const tokens = (text.match(/が/g)?.length ?? 0) + 3 * 3 + 2 * (pair?.split(' ').length ?? 0) + 4;
	expect(tokens).toBeLessThan(508);
});

test.each([
	'Das war nicht hilfreich.',
	'ça ne va pas',
	'Deine Antwort ist leider falsch',
	'Это неверно',
	'eso no es correcto'
])('“%s” leaves the question before it to be answered', (message) => {
	expect(isBareForeignComplaint(message)).toBe(true);
});

test.each([
	['it names something', 'Nein, ich meinte Schweden'],
	['it has a number', 'falsch, es sind 12'],
	['it asks', 'bist du sicher?'],
	['it says much', 'das ist nicht was ich von dir wissen wollte'],
	['its script has no capitals', 'そうではありません'],
	['it is empty', '…']
])('%s: “%s” is to be answered itself', (_, message) => {
	expect(isBareForeignComplaint(message)).toBe(false);
});
