// What people and tools write stays text: in a message `<|end|>` is seven letters, and not the token that ends a
// message. Before a template is rendered such spellings are marked in what it is given, and what comes out is cut at
// the marks: there the text is read as text, and everywhere else, in the template's own words, control tokens count.
// Pure. Not here: rendering (prompt.ts) and tokenising (open-model.ts).

/** A piece of a prompt. In a plain one nothing is a control token. */
export type PromptPart = { text: string; plain: boolean };

export type PlainTexts = {
	/** The same value, with every control token's spelling in its texts marked. */
	mark<T>(value: T): T;
	/** A rendered prompt, cut at the marks, which are gone. */
	parts(rendered: string): PromptPart[];
};

// Two of Unicode's noncharacters, which no text that is interchanged holds; those in a request are dropped.
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const MARKS = /[\uFDD0\uFDD1]/g;

/** `spellings` of the model's control tokens. */
export function plainTexts(spellings: readonly string[]): PlainTexts {
	const any = anyOf(spellings);
	const control = any === null ? null : new RegExp(any, 'g');
	// A template may cut a text between two marks, and write words of its own there: those are no marked spelling.
	const whole = any === null ? null : new RegExp(`${OPEN}(${any})${CLOSE}`);
	const marked = (text: string): string => {
		const bare = text.replace(MARKS, '');
		return control === null ? bare : bare.replace(control, `${OPEN}$&${CLOSE}`);
	};
	const mark = (value: unknown): unknown => {
		if (typeof value === 'string') return marked(value);
		if (Array.isArray(value)) return value.map(mark);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) => [marked(key), mark(inner)])
		);
	};
	return {
		mark: <T>(value: T) => mark(value) as T,
		parts: (rendered) =>
			(whole === null ? [rendered] : rendered.split(whole))
				.map((text, i) => ({ text: text.replace(MARKS, ''), plain: i % 2 === 1 }))
				.filter(({ text }) => text !== '')
	};
}

/** A pattern without groups; null for none. */
function anyOf(spellings: readonly string[]): string | null {
	const longestFirst = [...new Set(spellings)]
		.filter((text) => text.length > 1)
		.toSorted((a, b) => b.length - a.length)
		.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return longestFirst.length === 0 ? null : longestFirst.join('|');
}
