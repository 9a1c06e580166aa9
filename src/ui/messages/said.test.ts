// What the parts below the interface say is said in German, too: every sentence of theirs that a
// person can meet has a template, and every template is a sentence of theirs.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import ts from 'typescript';
import { asArray, asObject } from '../../contract/parse.ts';
import de from './de.ts';
import { SAID_DE } from './said/de.ts';
import { BOUNDARY, sayer, type Templates } from './said.ts';

const SOURCES = new URL('../../', import.meta.url);
const FOLDERS = ['contract', 'decide', 'platform', 'engine', 'memory', 'site', 'files', 'turn'];

/**
 * Where sentences are no interface: exports are files, these policies speak to developers, and what the pipeline makes
 * (a manifest with its parts, a catalogue) comes with the app, verified: only who makes one meets a refusal of it.
 */
const NOT_SHOWN =
	/^(memory\/export|contract\/(classifier|catalog|manifest|messages|calibration|critic|embedder|linear-map|onnx-model|repository-entry)|decide\/(?!plan).*)\.ts$/;
/** Facts of a model, shown as they are in the model card, which is marked as English. */
const CARD = /^(Imported from|Downloaded from)/;

/** What a ParseError says of a part of the data begins in lower case, after its path. */
type Text = { text: string; refusal: boolean };

/** Every text and template of a file, with `{}` for what varies. */
function textsOf(path: string): Text[] {
	const source = ts.createSourceFile(
		path,
		readFileSync(new URL(path, SOURCES), 'utf8'),
		ts.ScriptTarget.Latest,
		true
	);
	const texts: Text[] = [];
	const refusals = new Set<ts.Node>();
	const add = (node: ts.Node, text: string) => texts.push({ text, refusal: refusals.has(node) });
	const visit = (node: ts.Node) => {
		if (ts.isNewExpression(node) && node.expression.getText(source) === 'ParseError')
			for (const message of node.arguments?.slice(1, 2) ?? []) refusals.add(message);
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) add(node, node.text);
		else if (ts.isTemplateExpression(node))
			add(
				node,
				node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('')
			);
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

const files = FOLDERS.flatMap((folder) =>
	readdirSync(new URL(folder, SOURCES))
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map((name) => `${folder}/${name}`)
);
const said = files.flatMap((file) => textsOf(file).map((text) => ({ file, ...text })));
/** The sentences of a text; a hole that is a sentence of its own, before or after, is none of them. */
const sentencesOf = (text: string) =>
	text.replace(/^\{\} (?=[A-Z])|(?<=[.!?]) \{\}$/g, '').split(BOUNDARY);
const parts = [...new Set(said.flatMap(({ text }) => sentencesOf(text)))];

/** What a sentence can be with its holes filled; for those with enough around the holes to tell. */
const fills = new Map(
	parts
		.filter((part) => part.includes('{}') && part.replaceAll('{}', '').length > 10)
		.map((part) => {
			const pieces = part.split('{}').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
			return [part, new RegExp(`^${pieces.join('.*')}$`)];
		})
);

/** By its file in said/de/, named for the layer that says what is in it, and for what part of that. */
const translated = Object.entries(
	import.meta.glob<Record<string, Templates>>('./said/de/*.ts', { eager: true })
).map(([path, module]) => ({
	layer: path.split(/[/.-]/).find((name) => [...FOLDERS, 'shared'].includes(name)),
	templates: Object.keys(Object.assign({}, ...Object.values(module)) as Templates)
}));

/** English that German kept: what stands between two holes, or three words in a row. Names and commands are no language. */
const englishIn = (spoken: string, sentence: string): boolean =>
	sentence
		.replace(/npm run \S+/g, '')
		.split('X1')
		.flatMap((piece) => {
			const words = piece.trim().split(' ');
			return words.length < 3 ? [words] : words.slice(2).map((_, i) => words.slice(i, i + 3));
		})
		.filter((words) => words.every((word) => /^[a-z’]+$/.test(word)) && words.join('').length > 2)
		.some((words) => ` ${spoken} `.includes(` ${words.join(' ')} `));

/** A sentence: it starts like one, has words, and ends. */
const isSentence = (text: string) => /^[A-Z“{].* .*[.!?]$/.test(text) && /[a-z]{3}/.test(text);

test('every sentence that can be shown has a German one', () => {
	const missing = said
		.filter(
			({ file, text, refusal }) =>
				!NOT_SHOWN.test(file) && !CARD.test(text) && (refusal || isSentence(text))
		)
		.flatMap(({ file, text }) => {
			const sentences = sentencesOf(text).map((sentence) => sentence.replaceAll('{}', 'X1'));
			const spoken = de.said(sentences.join(' '));
			return sentences
				.filter(
					(sentence) =>
						(/[a-z]{3}/.test(sentence) && spoken.includes(sentence)) || englishIn(spoken, sentence)
				)
				.map((sentence) => `${file}: ${sentence} → ${spoken}`);
		});
	expect(missing, 'say them in said/de/, in the file of their layer').toEqual([]);
});

test('every German sentence answers one that its layer says: none is left from an older wording', () => {
	const stale = translated.flatMap(({ layer, templates }) => {
		const own = new Set(
			said
				.filter(({ file }) => layer === 'shared' || file.startsWith(`${layer}/`))
				.flatMap(({ text }) => sentencesOf(text))
		);
		const known = (part: string) =>
			part === '{}' ||
			own
				.values()
				.some(
					(other) =>
						other === part ||
						fills.get(other)?.test(part) ||
						(!isSentence(part) && other.includes(part))
				);
		return templates
			.filter(
				(template) =>
					!template
						.replace(/\{\w+\}/g, '{}')
						.split(/(?<=[.!?]) (?=[A-Z“])|, (?=\{\}$)/)
						.every(known)
			)
			.map((template) => `${layer}: ${template}`);
	});
	expect(stale, 'reword, move or remove them in said/de/').toEqual([]);
});

test('every sentence stands in one file of said/de/ alone, and counts', () => {
	const all = translated.flatMap(({ templates }) => templates);
	expect(all.filter((template, i) => all.indexOf(template) !== i)).toEqual([]);
	expect(all.toSorted()).toEqual(Object.keys(SAID_DE).toSorted());
});

test('every translation uses the holes of its template', () => {
	const holes = (text: string) =>
		[...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();
	for (const [template, translation] of Object.entries(SAID_DE))
		expect(holes(translation), template).toEqual(holes(template));
});

test('what varies stays, numbers are written as the language does, and reasons are translated', () => {
	expect(
		de.said(
			'Could not get model.gguf from huggingface.co in 6 tries (the connection broke). What arrived is kept: check the connection and resume.'
		)
	).toBe(
		'model.gguf war von huggingface.co in 6 Versuchen nicht zu bekommen (die Verbindung brach ab). Was ankam, bleibt: Prüfen Sie die Verbindung und setzen Sie fort.'
	);
	expect(de.said('The answer was cut off at 1,024 tokens, the most it may have here.')).toContain(
		'nach 1.024 Token'
	);
	expect(
		de.said('Starter answers on this device; nothing leaves it. It does not say how sure it is.')
	).toBe(
		'Starter antwortet auf diesem Gerät; nichts verlässt es. Es sagt nicht, wie sicher es ist.'
	);
	expect(
		de.said('The file is cut short: it has 12 bytes and needs at least 90. Download it again.')
	).toBe(
		'Die Datei ist abgeschnitten: Sie hat 12 Bytes und braucht mindestens 90. Laden Sie sie noch einmal herunter.'
	);
	expect(de.said('about 5,000 tokens')).toBe('etwa 5.000 Token');
	expect(de.said('Left out: reasoning (2), images (1).')).toBe(
		'Weggelassen: Gedankengänge (2), Bilder (1).'
	);
	expect(de.said('messages[3].text: should be text, is missing.')).toBe(
		'messages[3].text: sollte Text sein, ist aber: nicht da.'
	);
	expect(de.said('suggestions: may have 6 at most, has 1,200.')).toBe(
		'suggestions: darf höchstens 6 haben, hat aber 1.200.'
	);
	expect(de.said('files[0].tensor: is missing, so nothing can run this file.')).toBe(
		'files[0].tensor: fehlt, damit ist diese Datei nicht lauffähig.'
	);
});

test('a few words of one text are not found in the sentences of another', () => {
	const say = sayer(
		{
			'{host} answered {status}': '{host} antwortete {status}',
			'Ask again.': 'Fragen Sie noch einmal.'
		},
		(number) => number
	);
	expect(say('models.example answered 503')).toBe('models.example antwortete 503');
	expect(say('It is answered elsewhere, and nobody is there. Ask again. Then wait.')).toContain(
		'Fragen Sie noch einmal.'
	);
	expect(
		de.said('models.example answered 404 for a.wasm. Check the address, then look again.')
	).toBe(
		'models.example antwortete 404 auf a.wasm. Prüfen Sie die Adresse, und sehen Sie noch einmal nach.'
	);
});

test.each([
	['text', 'ein Text'],
	[{}, 'ein Objekt'],
	[[], 'eine Liste'],
	[true, 'true'],
	[7, '7'],
	[null, 'null'],
	[undefined, 'nicht da'],
	[7n, 'etwas anderes']
])('what stands where something else should is named in German: %o', (value, name) => {
	const parse =
		Array.isArray(value) || typeof value !== 'object' || value === null ? asObject : asArray;
	const what = parse === asObject ? 'ein Objekt' : 'eine Liste';
	let refusal = '';
	try {
		parse(value, 'tools[0]');
	} catch (error) {
		refusal = (error as Error).message;
	}
	expect(de.said(refusal)).toBe(`tools[0]: sollte ${what} sein, ist aber: ${name}.`);
});

test('a file’s own name in front of a refusal takes no time, however it is made', () => {
	const began = performance.now();
	const hostile = `a${'.'.repeat(100)} b: is listed twice. Download it again.`;
	de.said(hostile);
	expect(performance.now() - began).toBeLessThan(1000);
});

test('a text that nobody below the interface said stays as it is', () => {
	for (const text of ['Gelöscht.', 'Version 2 is out. Read on.', '', 'x'.repeat(5000)])
		expect(de.said(text)).toBe(text);
	const say = sayer({ 'One {thing}.': 'Ein {thing}.' }, (number) => number);
	expect(say('One $& {thing}.')).toBe('Ein $& {thing}.');
});
