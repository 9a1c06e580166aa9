// Examples a person gives within a message: pairs of what goes in and what should come out, as “Input:
// … Output: …”, “Q: … A: …” or “cat → cats”, and the one that is left open at the end; or a question with pairs
// named in it, as in “like: cat → cats, fox → foxes”. Read so that they can be put to the model as exchanges of their
// own, the form it was taught. Pure.

export type UserExamples = {
	/** What the message says before its examples. */
	task: string;
	pairs: { question: string; answer: string }[];
	/** The input that waits for its output. */
	open: string;
};

/** One pair could be anything. */
const LEAST_PAIRS = 2;
const INPUT = 'input|in|question|q|example|text|word';
const OUTPUT = 'output|out|answer|a|result';
const LABELLED = new RegExp(
	`^[ \\t]*(${INPUT}|${OUTPUT})[ \\t]*(?:\\d+[ \\t]*)?[:=][ \\t]*(.*)$`,
	'i'
);
/** An output that is to be given. */
const LEFT_OPEN = /^[?…_. ]*$/;
const ARROW = /^(.*?)(?:->|→|=>|⇒)(.*)$/;

/** Null unless there are at least two pairs and an input without its output. */
export function userExamples(message: string): UserExamples | null {
	return labelled(message) ?? arrows(message) ?? named(message);
}

/**
 * What says that pairs follow: “e.g.” and its kin, words such as “like” before a colon, and “like” alone after a comma;
 * in English and in German. A colon does as well, where the last output is left open.
 */
const CUE =
	/(?<![\p{L}\p{N}])(?:(?:e\.\s?g\.|z\.\s?B\.|for example|for instance|zum Beispiel)[:,]?|(?:like(?: this)?|such as|as in|wie):|(?<=[,(]\s?)(?:like|wie)|(?<=(?:^|[.,;:!?(\n])\s?)(?:examples?|Beispiele?):)\s+|:\s+/giu;
/** Between the two of a pair. A program’s `node->next` has no spaces around it, and `=>` is not meant at all. */
const BETWEEN = /→|\s->(?!\S)/;
/** Characters of a pair within a sentence: a few words on either side. */
const LONGEST_PAIR = 160;
/** More in one sentence are a table, or not examples at all. */
const MOST_PAIRS = 20;
/** An output that is waited for at the end of the message. */
const WAITING = /(?:→|->)[\s?…_.]*$/;
/** Around the input: “Now: ox”, “And then ox”. */
const WORDS_AROUND = 2;

/**
 * A question with pairs in its middle or at its end: what comes after them is open, else what stands before. Null in
 * doubt: the message is then asked as it was written, while a sentence taken apart loses what it asks.
 */
function named(message: string): UserExamples | null {
	for (const found of message.matchAll(CUE)) {
		const { pairs, rest, leftOpen } = pairsIn(message.slice(found.index + found[0].length));
		const cue = found[0].trimEnd();
		if (pairs.length < LEAST_PAIRS || (cue === ':' && !leftOpen)) continue;
		const before = message.slice(0, found.index).trimEnd();
		const task = before.replace(/[,;(]$/, '').trimEnd();
		const after = rest.replace(/^[\s.,;:)]+/, '').trimEnd();
		const waits = leftOpen || WAITING.test(after);
		const open = after.replace(WAITING, '').trim();
		// A pair that is left over was not read as one: better none than half of them.
		if ([open, ...pairs.map(({ answer }) => answer)].some((text) => /→|->/.test(text))) return null;
		if (!waits && isSentence(pairs, cue.endsWith(':'))) return null;
		if (open !== '') return waits || isInput(open, pairs) ? { task, pairs, open } : null;
		// “Explain verbs, e.g. …” asks about the pairs, “Give the plural of ox, like: …” for one more.
		const asks = /^(?:like|wie).*:$/i.test(cue) && task !== '' && task !== before;
		return asks ? { task: '', pairs, open: task } : null;
	}
	return null;
}

/** Whether what was read as pairs is a part of what the sentence says. */
function isSentence(pairs: UserExamples['pairs'], colon: boolean): boolean {
	const questions = pairs.map(({ question }) => wordsOf(question));
	const answers = pairs.map(({ answer }) => wordsOf(answer));
	return (
		pairs.at(-1)!.answer.endsWith('?') ||
		// “…, Hamburg → Kiel fahre.”
		answers.pop()! > Math.max(...answers) ||
		// “…, wie ich Berlin → Hamburg, …”; after a colon nothing else can stand before a pair.
		(!colon && questions.shift()! > Math.max(...questions)) ||
		// A way from one to the next, and a function with what it returns.
		pairs.some(({ answer }, i) => answer === pairs[i + 1]?.question) ||
		pairs.every(({ question }) => question.endsWith(')'))
	);
}

/** Whether a text after the pairs is one more input, and not a question about them. */
function isInput(text: string, pairs: UserExamples['pairs']): boolean {
	const longest = Math.max(...pairs.map(({ question }) => wordsOf(question)));
	return !/[?!]$/.test(text) && wordsOf(text) <= longest + WORDS_AROUND;
}

const wordsOf = (text: string): number => text.split(/\s+/).length;

/** Those at the beginning of a text, up to the one whose output is left open. */
function pairsIn(text: string): {
	pairs: UserExamples['pairs'];
	rest: string;
	leftOpen: boolean;
} {
	const pairs: UserExamples['pairs'] = [];
	let rest = text;
	while (pairs.length < MOST_PAIRS) {
		const pair = pairAt(rest);
		if (pair === null) break;
		const { question, answer } = pair;
		if (LEFT_OPEN.test(answer)) return { pairs, rest, leftOpen: true };
		pairs.push({ question, answer });
		({ rest } = pair);
		if (!/^[,;]/.test(rest)) break;
		rest = rest.slice(1);
	}
	return { pairs, rest, leftOpen: false };
}

/** The pair that a text begins with, and what comes after it; cut before it is read, so that a long text costs little. */
function pairAt(text: string): { question: string; answer: string; rest: string } | null {
	const whole = text.trimStart();
	const near = whole.slice(0, LONGEST_PAIR);
	const arrow = BETWEEN.exec(near);
	if (arrow === null) return null;
	const question = near
		.slice(0, arrow.index)
		.replace(/^(?:and|und)\s+/, '')
		.trimEnd();
	const answerAt = arrow.index + arrow[0].length;
	const length = near.slice(answerAt).search(/[,;.)\n]|$/);
	const answer = near.slice(answerAt, answerAt + length);
	const isCut = answerAt + length === LONGEST_PAIR && whole.length > LONGEST_PAIR;
	if (question === '' || /[,;\n]/.test(question) || isCut || BETWEEN.test(answer)) return null;
	return { question, answer: answer.trim(), rest: whole.slice(answerAt + length) };
}

function labelled(message: string): UserExamples | null {
	const output = new RegExp(`^(${OUTPUT})$`, 'i');
	const task: string[] = [];
	const parts: { output: boolean; text: string[] }[] = [];
	for (const line of message.split('\n')) {
		const [, label, text] = LABELLED.exec(line) ?? [];
		if (label !== undefined) parts.push({ output: output.test(label), text: [text ?? ''] });
		else (parts.at(-1)?.text ?? task).push(line);
	}
	const values = parts.map((part) => ({ ...part, text: part.text.join('\n').trim() }));
	return built(task, values);
}

function arrows(message: string): UserExamples | null {
	const task: string[] = [];
	const parts: { output: boolean; text: string }[] = [];
	for (const line of message.split(/\n|;[ \t]*/)) {
		const [, from, to] = ARROW.exec(line.trim()) ?? [];
		if (from === undefined) {
			if (parts.length > 0 && line.trim() !== '') return null;
			task.push(line);
			continue;
		}
		parts.push({ output: false, text: from.trim() });
		if (to !== undefined) parts.push({ output: true, text: to.trim() });
	}
	// “Plural: cat -> cats” says the task on the line of its first example.
	const [first] = parts;
	const colon = first ? first.text.lastIndexOf(': ') : -1;
	if (first && colon > 0) {
		task.push(first.text.slice(0, colon + 1));
		first.text = first.text.slice(colon + 2);
	}
	return built(task, parts);
}

/** Inputs and outputs in turn, the last output absent or empty. */
function built(
	task: readonly string[],
	parts: readonly { output: boolean; text: string }[]
): UserExamples | null {
	const pairs: UserExamples['pairs'] = [];
	for (let i = 0; i < parts.length; i += 2) {
		const [input, output] = [parts[i]!, parts[i + 1]];
		if (input.output || input.text === '' || (output && !output.output)) return null;
		const answer = output?.text ?? '';
		const last = i + 2 >= parts.length;
		if (last !== LEFT_OPEN.test(answer)) return null;
		if (last)
			return pairs.length < LEAST_PAIRS
				? null
				: { task: task.join('\n').trim(), pairs, open: input.text };
		pairs.push({ question: input.text, answer });
	}
	return null;
}
