import { expect, test } from 'vitest';
import catalog from '../../models/classifier-catalog.json' with { type: 'json' };
import { ParseError } from './errors.ts';
import {
	CLASSIFIER_FILES,
	classifierModelsFrom,
	entailmentOf,
	ownClassifier,
	parseClassifierConfig,
	refuseOtherThanEntailment
} from './text-classifier.ts';

const CONFIG = {
	model_type: 'xlm-roberta',
	architectures: ['XLMRobertaForSequenceClassification'],
	id2label: { 0: 'entailment', 1: 'neutral', 2: 'contradiction' },
	max_position_embeddings: 514
};
const parse = (fields: object) => parseClassifierConfig(JSON.stringify({ ...CONFIG, ...fields }));

test('the catalogue’s classifiers say where they are, at which commit, and what they may be used for', () => {
	const entries = classifierModelsFrom(catalog);
	expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
	for (const entry of entries) {
		expect(entry.id).toMatch(/^classifier\.(?!own\.)/);
		expect(entry.revision).toMatch(/^[0-9a-f]{40}$/);
		expect(entry.files.map(({ path }) => path)).toEqual(Object.values(CLASSIFIER_FILES));
		expect(entry.files.some(({ path }) => path === entry.base)).toBe(true);
		expect(entry.licence).not.toBe('');
		expect(entry.source).toMatch(/host/);
	}
	expect(entries.length).toBeGreaterThan(0);
});

test('labels are read in the model’s order, whatever the order of the file', () => {
	const { labels, mostTokens } = parse({ id2label: { 2: 'c', 0: 'a', 1: 'b' } });
	expect(labels).toEqual(['a', 'b', 'c']);
	expect(mostTokens).toBe(512);
});

test('entailment is found by its name, in any case; a model without it is refused by what it tells', () => {
	expect(entailmentOf(['CONTRADICTION', 'ENTAILMENT'])).toBe('ENTAILMENT');
	expect(() => refuseOtherThanEntailment(parse({}))).not.toThrow();
	expect(() => refuseOtherThanEntailment(parse({ id2label: { 0: 'joy', 1: 'grief' } }))).toThrow(
		/tells joy, grief, not whether one text follows from another/
	);
});

test.each<[string, RegExp, object]>([
	['a model that chats', /it is “LlamaForCausalLM”/, { architectures: ['LlamaForCausalLM'] }],
	['one that says nothing of its kind', /it is “xlm-roberta”/, { architectures: undefined }],
	[
		'one whose labels do not exclude each other',
		/several labels at once/,
		{ problem_type: 'multi_label_classification' }
	],
	['one label alone', /id2label: should name at least two/, { id2label: { 0: 'a' } }],
	['a label twice', /each once/, { id2label: { 0: 'a', 1: 'a' } }],
	['labels that skip a number', /id2label\.1: should be text/, { id2label: { 0: 'a', 2: 'b' } }]
])('refuses %s', (_what, message, fields) => {
	expect(() => parse(fields)).toThrow(ParseError);
	expect(() => parse(fields)).toThrow(message);
});

test('a repository of a person’s own is the same model whenever it is named', () => {
	expect(ownClassifier('a/b', { revision: 'c'.repeat(40), bytes: 5 }).id).toBe(
		ownClassifier('a/b').id
	);
	expect(ownClassifier('a/b').id).toBe('classifier.own.a/b');
});
