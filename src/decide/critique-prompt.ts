// A model as critic of an answer: what it is asked, how its verdict is read, and how an answer is asked for
// again with what was found weak. For models that follow instructions; the starter was taught none of this,
// and has a critic of its own (critic.ts). Pure.

/** A message as a model reads it. */
export type Said = { role: 'user' | 'assistant' | 'system'; content: string };

export type Verdict = {
	/** 0–10. */
	grade: number;
	/** What is weak, in the critic's words; null when it names nothing. */
	weak: string | null;
};

/** The most of a verdict that is passed on. */
const MOST_CHARACTERS = 300;

/** Asks for a grade and the weakest part of an answer. */
export function critiquePrompt(question: string, answer: string): Said[] {
	return [
		{
			role: 'user',
			content: `Grade an answer to a question from 0 (wrong) to 10 (right and complete). Check it step by step, then end with two lines:\nWeak: the weakest part, in one sentence, or “nothing”\nGrade: a whole number\n\nQuestion:\n${question}\n\nAnswer:\n${answer}`
		}
	];
}

/** Null when no grade can be found in what the critic said. */
export function parseVerdict(text: string): Verdict | null {
	const grades = [...text.matchAll(/\bgrade\W{0,6}(\d+(?:\.\d+)?)/gi)];
	const said = grades.at(-1)?.[1] ?? /^\s*(\d+(?:\.\d+)?)\s*(?:\/\s*10)?\s*$/.exec(text)?.[1];
	if (said === undefined || Number(said) > 10) return null;
	const weak = /^\W*weak\W{1,6}(.+)$/im.exec(text)?.[1]?.trim() ?? null;
	const nothing = weak === null || /^[“"']?(nothing|none|no weak)/i.test(weak);
	return { grade: Number(said), weak: nothing ? null : weak.slice(0, MOST_CHARACTERS) };
}

/** The same question once more, with the answer that was not good enough and what was weak about it. */
export function revisionMessages(
	messages: readonly Said[],
	answer: string,
	weak: string | null
): Said[] {
	const finding = weak ?? 'It is not good enough.';
	return [
		...messages,
		{ role: 'assistant', content: answer },
		{
			role: 'user',
			content: `Look at your answer again. ${finding} Answer the question anew, with that put right, and without a word about this correction.`
		}
	];
}
