// Examples a person gives within a message: pairs of what goes in and what should come out, as “Input:
// … Output: …”, “Q: … A: …” or “cat → cats”, and the one that is left open at the end. Read so that
// they can be put to the model as exchanges of their own, the form it was taught. Pure.

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
const ARROW = /^(.*?)[ \t]*(?:->|→|=>|⇒)[ \t]*(.*)$/;

/** Null unless there are at least two pairs and an input without its output. */
export function userExamples(message: string): UserExamples | null {
	return labelled(message) ?? arrows(message);
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
		if (last !== /^[?…_. ]*$/.test(answer)) return null;
		if (last)
			return pairs.length < LEAST_PAIRS
				? null
				: { task: task.join('\n').trim(), pairs, open: input.text };
		pairs.push({ question: input.text, answer });
	}
	return null;
}
