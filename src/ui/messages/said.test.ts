// What the parts below the interface say is said in German, too: every sentence of theirs that a
// person can meet has a template, and every template is a sentence of theirs.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import ts from 'typescript';
import de from './de.ts';
import { SAID_DE } from './said/de.ts';
import { BOUNDARY, sayer } from './said.ts';

const SOURCES = new URL('../../', import.meta.url);
const FOLDERS = ['contract', 'decide', 'platform', 'engine', 'memory', 'site', 'files', 'turn'];

/** Where sentences are no interface: exports are files, these parsers and policies speak to developers. */
const NOT_SHOWN =
	/^(memory\/export|contract\/(classifier|catalog|manifest|parse|messages)|decide\/(?!plan).*)\.ts$/;
/** Facts of a model, shown as they are in the model card, which is marked as English. */
const CARD = /^(Imported from|Downloaded from)/;

/** Every text and template of a file, with `{}` for what varies. */
function textsOf(path: string): string[] {
	const source = ts.createSourceFile(
		path,
		readFileSync(new URL(path, SOURCES), 'utf8'),
		ts.ScriptTarget.Latest,
		true
	);
	const texts: string[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
		else if (ts.isTemplateExpression(node))
			texts.push(
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
const said = files.flatMap((file) => textsOf(file).map((text) => ({ file, text })));
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

/** A sentence: it starts like one, has words, and ends. */
const isSentence = (text: string) => /^[A-Z“{].* .*[.!?]$/.test(text) && /[a-z]{3}/.test(text);

test('every sentence that can be shown has a German one', () => {
	const missing = said
		.filter(({ file, text }) => !NOT_SHOWN.test(file) && !CARD.test(text) && isSentence(text))
		.flatMap(({ file, text }) => {
			const sentences = sentencesOf(text).map((sentence) => sentence.replaceAll('{}', 'X1'));
			const spoken = de.said(sentences.join(' '));
			return sentences
				.filter((sentence) => /[a-z]{3}/.test(sentence) && spoken.includes(sentence))
				.map((sentence) => `${file}: ${sentence}`);
		});
	expect(missing, 'say them in said/de.ts').toEqual([]);
});

test('every German sentence answers one that is said: none is left from an older wording', () => {
	const known = (part: string) =>
		part === '{}' ||
		parts.some(
			(other) =>
				other === part ||
				fills.get(other)?.test(part) ||
				(!isSentence(part) && other.includes(part))
		);
	const stale = Object.keys(SAID_DE).filter(
		(template) =>
			!template
				.replace(/\{\w+\}/g, '{}')
				.split(/(?<=[.!?]) (?=[A-Z“])|, (?=\{\}$)/)
				.every(known)
	);
	expect(stale, 'reword or remove them in said/de.ts').toEqual([]);
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
	expect(de.said('files[0].tensor: is missing, so nothing can run this file.')).toBe(
		'files[0].tensor: fehlt, damit ist diese Datei nicht lauffähig.'
	);
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
