// npm run models -- evaluate domain --data FILE.jsonl            {text, domain} a line
// npm run models -- evaluate dissatisfaction --data FILE.jsonl   {previousUser, previousAssistant, message, dissatisfied} a line
//
// Scores any file of these forms with the classifiers that ship. Nothing of the file is kept.
// Reads   models/starter/{domain.bin, dissatisfaction.bin}

import { readFileSync } from 'node:fs';
import { ParseError } from '../../src/contract/errors.ts';
import {
	parseClassifier,
	type ClassifierKind,
	type LinearClassifier
} from '../../src/contract/classifier.ts';
import {
	asBoolean,
	asJson,
	asObject,
	asOneOf,
	asString,
	type Fields
} from '../../src/contract/parse.ts';
import { domainHead, DOMAINS, type Domain } from '../../src/decide/domain.ts';
import { auprc, auroc, f1, mean, quantileOf, rounded } from '../classification.ts';
import { MODELS } from '../recipe.ts';
import type { RatedTurn } from '../public-data.ts';
import { confusionOf } from './domain-head.ts';
import { p95Ms, scored } from './dissatisfaction.ts';

/** A classifier that ships. */
export function shippedClassifier(kind: ClassifierKind): LinearClassifier {
	return parseClassifier(new Uint8Array(readFileSync(`${MODELS}starter/${kind}.bin`)), kind);
}

/** One parsed object per line that is not blank; a byte-order mark is no part of the first. Throws a sentence with the number of a bad line. */
export function readLines<T>(path: string, parse: (fields: Fields) => T): T[] {
	const items: T[] = [];
	readFileSync(path, 'utf8')
		.replace(/^\uFEFF/, '')
		.split('\n')
		.forEach((line, i) => {
			if (line.trim() === '') return;
			try {
				items.push(parse(asObject(asJson(line, 'It'), 'the line')));
			} catch (cause) {
				if (!(cause instanceof ParseError)) throw cause;
				throw new Error(`Line ${i + 1} of ${path} cannot be read: ${cause.message}`, { cause });
			}
		});
	if (items.length === 0)
		throw new Error(`${path} has no line to score. Put one object on a line.`);
	return items;
}

export async function evaluateDomain({ data }: { data: string }): Promise<object> {
	const items = readLines(data, (fields) => ({
		text: asString(fields.text, 'text'),
		truth: asOneOf<Domain>(fields.domain, 'domain', DOMAINS)
	}));
	const head = domainHead(shippedClassifier('domain'));
	const times: number[] = [];
	const pairs = items.map(({ text, truth }, i) => {
		const began = performance.now();
		const guess = head(text).domain;
		times.push(performance.now() - began);
		if ((i + 1) % 1000 === 0) console.error(`domain: ${i + 1}/${items.length}`);
		return { truth, guess };
	});
	return {
		n: pairs.length,
		accuracy: rounded(mean(pairs.map(({ truth, guess }) => Number(truth === guess)))),
		confusion: confusionOf(pairs),
		p95Ms: rounded(quantileOf(times, 0.95))
	};
}

export async function evaluateDissatisfaction({ data }: { data: string }): Promise<object> {
	const turns = readLines(data, (fields): RatedTurn => ({
		previousUser: asString(fields.previousUser, 'previousUser'),
		previousAssistant: asString(fields.previousAssistant, 'previousAssistant'),
		message: asString(fields.message, 'message'),
		dissatisfied: asBoolean(fields.dissatisfied, 'dissatisfied')
	}));
	const classifier = shippedClassifier('dissatisfaction');
	const scores = scored(classifier, turns);
	console.error(`dissatisfaction: ${turns.length} scored`);
	// An area needs both sides; null says that the file has one.
	const figure = (value: number): number | null => (Number.isNaN(value) ? null : rounded(value));
	return {
		n: turns.length,
		f1: rounded(f1(scores, classifier.threshold)),
		auprc: figure(auprc(scores)),
		auroc: figure(auroc(scores)),
		p95Ms: p95Ms(classifier, turns)
	};
}
