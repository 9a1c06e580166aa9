// Checks a pasted sites.json by the Worker's own parser, and says where in the text what is wrong stands.
// Pure; the parser is given by app.ts. Not here: what a site may say (worker/sites.ts).

import { ParseError } from '../../contract/errors.ts';

/** What the Worker made of a document, as much as is told. */
export type CheckedSite = { key: string; name: string; origins: readonly string[] };

export type ParseSites = (value: unknown) => readonly CheckedSite[];

export type SitesCheck =
	| { outcome: 'right'; sites: readonly CheckedSite[] }
	/** `field` is empty where the text is no JSON; places count from 1. */
	| { outcome: 'wrong'; field: string; message: string; line: number; column: number };

export function checkSites(text: string, parseSites: ParseSites): SitesCheck {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		const at = jsonBreak(text);
		return { outcome: 'wrong', field: '', message: reasonOf(error), ...placeOf(text, at) };
	}
	try {
		return { outcome: 'right', sites: parseSites(value) };
	} catch (error) {
		if (!(error instanceof ParseError)) throw error;
		const { path, message } = error;
		const spoken = message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
		// The Worker calls the whole document by its name.
		const field = path.replace(/^sites\.json\.?/, '');
		return {
			outcome: 'wrong',
			field: field === '' ? path : field,
			message: spoken,
			...placeOf(text, offsetOf(text, pathSteps(field)))
		};
	}
}

/** What the browser says of the text, without the piece of it that it repeats. */
function reasonOf(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.replace(/, ".*$/s, '').replace(/ in JSON at position.*$/s, '');
}

function placeOf(text: string, offset: number): { line: number; column: number } {
	const before = text.slice(0, offset).split('\n');
	return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** `sites[0].widget.title` as its names and numbers. */
export function pathSteps(path: string): (string | number)[] {
	return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
		index === undefined ? (name ?? '') : Number(index)
	);
}

type Scan = { text: string; at: number };

const BREAK = Symbol('no JSON');

/** Where a text stops being JSON; its end when it stops too early. */
function jsonBreak(text: string): number {
	const scan: Scan = { text, at: 0 };
	try {
		skipValue(scan);
		space(scan);
	} catch (error) {
		if (error !== BREAK) throw error;
	}
	return scan.at;
}

/**
 * Where the value of a path begins in a JSON text, or the nearest thing around it that is there: of a
 * missing field the object that lacks it.
 */
export function offsetOf(text: string, steps: readonly (string | number)[]): number {
	const scan: Scan = { text, at: 0 };
	space(scan);
	let found = scan.at;
	for (const step of steps) {
		if (!enter(scan, step)) break;
		found = scan.at;
	}
	return found;
}

/** Goes on to the value of `step` in the value that begins here; false where it has none. */
function enter(scan: Scan, step: string | number): boolean {
	const open = scan.text[scan.at];
	if (open !== (typeof step === 'number' ? '[' : '{')) return false;
	scan.at++;
	for (let index = 0; ; index++) {
		space(scan);
		const next = scan.text[scan.at];
		if (next === ']' || next === '}' || next === undefined) return false;
		let name: string | number = index;
		const begins = scan.at;
		if (open === '{') {
			name = JSON.parse(skipString(scan)) as string;
			space(scan);
			scan.at++;
			space(scan);
		}
		if (name === step) {
			// A field stands where its name does.
			const value = scan.at;
			scan.at = open === '{' ? value : begins;
			return true;
		}
		skipValue(scan);
		space(scan);
		if (scan.text[scan.at] === ',') scan.at++;
	}
}

function space(scan: Scan): void {
	while (/\s/.test(scan.text[scan.at] ?? 'x')) scan.at++;
}

function skipString(scan: Scan): string {
	const begins = scan.at;
	scan.at++;
	for (;;) {
		const sign = scan.text[scan.at];
		if (sign === undefined || sign === '\n') throw BREAK;
		scan.at += sign === '\\' ? 2 : 1;
		if (sign === '"') return scan.text.slice(begins, scan.at);
	}
}

/** Throws BREAK at the first sign that cannot stand there. */
function skipValue(scan: Scan): void {
	space(scan);
	const sign = scan.text[scan.at];
	if (sign === '"') return void skipString(scan);
	if (sign === '{' || sign === '[') return skipList(scan, sign === '{');
	const word = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
		scan.text.slice(scan.at, scan.at + 40)
	);
	if (!word) throw BREAK;
	scan.at += word[0].length;
}

function skipList(scan: Scan, named: boolean): void {
	const close = named ? '}' : ']';
	scan.at++;
	space(scan);
	if (scan.text[scan.at] === close) return void scan.at++;
	for (;;) {
		space(scan);
		if (named) {
			if (scan.text[scan.at] !== '"') throw BREAK;
			skipString(scan);
			space(scan);
			if (scan.text[scan.at] !== ':') throw BREAK;
			scan.at++;
		}
		skipValue(scan);
		space(scan);
		const sign = scan.text[scan.at];
		if (sign !== ',' && sign !== close) throw BREAK;
		scan.at++;
		if (sign === close) return;
	}
}
