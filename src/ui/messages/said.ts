// What the parts below the interface say, in the language on screen. They speak English and say what
// varies (a name, a size, a host); their sentences are stored with answers and sent between tabs, so
// they are translated where they are shown: by template, as gettext does. A sentence that has no
// template stays English. Not here: the interface's own sentences (en.ts, de.ts …).

/** English templates with `{holes}` for what varies, and what they are in the other language. */
export type Templates = Readonly<Record<string, string>>;

type Compiled = {
	pattern: RegExp;
	holes: string[];
	translation: string;
	/** No whole sentence. */
	isFragment: boolean;
};

// Longer texts are no sentences of ours.
const MAX_LENGTH = 4000;
// A sentence within a sentence within a sentence: none goes deeper.
const MAX_DEPTH = 4;
/** Between two sentences. */
export const BOUNDARY = /(?<=[.!?]) (?=[A-Z“])/;
/** Where in a file a ParseError found what is wrong. */
const PATH = /^[\w$-][\w$.[\]-]*: (?=\S)/;

/** `number` writes a number or a size as the language does. Returns a text it cannot translate as it is. */
export function sayer(
	templates: Templates,
	number: (text: string) => string
): (english: string) => string {
	let compiled: Compiled[] | null = null;

	function whole(text: string, depth: number): string | null {
		compiled ??= Object.entries(templates)
			// What is said most exactly is tried first.
			.toSorted(([a], [b]) => literalLength(b) - literalLength(a))
			.map(([template, translation]) => ({
				...patternOf(template),
				translation,
				isFragment: !/[.!?]$/.test(template)
			}));
		const isOne = !BOUNDARY.test(text);
		for (const { pattern, holes, translation, isFragment } of compiled) {
			// Its few words are found in many a text of several sentences, which it says nothing of.
			if (isFragment && !isOne) continue;
			const found = pattern.exec(text);
			if (!found || found.slice(1).some(runsOn)) continue;
			const values = new Map(holes.map((hole, i) => [hole, say(found[i + 1] ?? '', depth + 1)]));
			return translation.replace(/\{(\w+)\}/g, (_, hole: string) => values.get(hole) ?? '');
		}
		return null;
	}

	function say(text: string, depth: number): string {
		if (text.length > MAX_LENGTH || depth > MAX_DEPTH) return text;
		if (/^[\d.,]+( \w+)?$/.test(text)) return number(text);
		const said = whole(text, depth);
		if (said !== null) return said;
		const path = PATH.exec(text)?.[0];
		if (path) return path + say(text.slice(path.length), depth + 1);
		const parts = text.split(BOUNDARY);
		// Some sentences are two in English: the longest run that has a template counts as one.
		for (let count = parts.length - 1; count > 0; count--) {
			const first = whole(parts.slice(0, count).join(' '), depth);
			if (first !== null) return `${first} ${say(parts.slice(count).join(' '), depth)}`;
		}
		const [first = text, ...rest] = parts;
		return rest.length === 0 ? text : `${first} ${say(rest.join(' '), depth)}`;
	}

	return (english) => say(english, 0);
}

/** A hole holds words or whole sentences, not a sentence and the start of the next. */
function runsOn(value: string): boolean {
	return BOUNDARY.test(value) && !/[.!?]$/.test(value);
}

function literalLength(template: string): number {
	return template.replace(/\{\w+\}/g, '').length;
}

function patternOf(template: string): Pick<Compiled, 'pattern' | 'holes'> {
	const holes: string[] = [];
	const source = template.split(/\{(\w+)\}/).map((piece, i) => {
		if (i % 2 === 0) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		holes.push(piece);
		// What varies may be nothing.
		return '([^]*?)';
	});
	return { pattern: new RegExp(`^${source.join('')}$`), holes };
}
