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
const LABELLED = new RegExp(`^[ \\t]*(${INPUT}|${OUTPUT})[ \\t]*\\d*[ \\t]*[:=][ \\t]*(.*)$`, 'i');
/** An output that is to be given. */
const LEFT_OPEN = /^[?…_. ]*$/;
const ARROW = /^(.*?)[ \t]*(?:->|→|=>|⇒)[ \t]*(.*)$/;

/** Null unless there are at least two pairs and an input without its output. */
export function userExamples(message: string): UserExamples | null {
	return labelled(message) ?? arrows(message) ?? named(message);
}

/** What says that pairs follow, in English and in German; a colon does as well, where the last output is left open. */
const LIKE =
	/(?:^|[\s,;(])(?:like(?: this)?|for example|for instance|e\.\s?g\.|examples?|such as|as in|wie|zum Beispiel|z\.\s?B\.|Beispiele?)[:,]?\s+|:\s+/giu;
/** One of them; arrows of programs (`=>`) are no examples in the middle of a sentence. */
const PAIR =
	/^\s*(?:(?:and|und)\s+)?([^\n→,;]{1,80}?)\s*(?:→|->)\s*([^\n→,;]{1,80}?)\s*(?=[,;.)\n]|$)/u;

/** A question with pairs in its middle or at its end: what comes after them is open, else what stands before. */
function named(message: string): UserExamples | null {
	for (const found of message.matchAll(LIKE)) {
		const { pairs, rest, leftOpen } = pairsIn(message.slice(found.index + found[0].length));
		if (pairs.length < LEAST_PAIRS || (found[0].startsWith(':') && !leftOpen)) continue;
		const task = message
			.slice(0, found.index)
			.trim()
			.replace(/[,;(]$/, '');
		const open = rest
			.replace(/^[\s.,;:)]+/, '')
			.replace(/\s*(?:→|->)[\s?…_.]*$/, '')
			.trim();
		// A pair that is left over was not read as one: better none than half of them.
		if ([open, ...pairs.map(({ answer }) => answer)].some((text) => /→|->/.test(text))) return null;
		if (open !== '') return { task, pairs, open };
		return task === '' ? null : { task: '', pairs, open: task };
	}
	return null;
}

/** Those at the beginning of a text, up to the one whose output is left open. */
function pairsIn(text: string): {
	pairs: UserExamples['pairs'];
	rest: string;
	leftOpen: boolean;
} {
	const pairs: UserExamples['pairs'] = [];
	let rest = text;
	for (let pair = PAIR.exec(rest); pair; pair = PAIR.exec(rest)) {
		if (LEFT_OPEN.test(pair[2]!)) return { pairs, rest, leftOpen: true };
		pairs.push({ question: pair[1]!, answer: pair[2]! });
		rest = rest.slice(pair[0].length);
		if (!/^[,;]/.test(rest)) break;
		rest = rest.slice(1);
	}
	return { pairs, rest, leftOpen: false };
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
