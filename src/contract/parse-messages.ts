// Parsers for conversations and messages from outside: a backup, an export, another tab.
// Strict: the first thing that is wrong is refused with a ParseError that says where and why, and
// fields nobody knows are dropped. Lenient readings of other programs' files are in memory/import-*.

import { engineChoiceFrom } from './engine-choice.ts';
import { ParseError } from './errors.ts';
import { fileFindingFrom } from './file-finding.ts';
import { EGRESS, isSource, type Source } from './ids.ts';
import { FEEDBACK, type Conversation, type Message, type MessageStatus } from './messages.ts';
import { isModeChoice } from './modes.ts';
import {
	asArray,
	asBoolean,
	asInteger,
	asNumber,
	asObject,
	asOneOf,
	type Fields
} from './parse.ts';
import { asRole, asText, errorDataFrom, partsFrom } from './parse-parts.ts';
import { siteFindingFrom } from './site-finding.ts';
import type { Attempt, Receipt, ReceiptCalibration } from './receipt.ts';

/** The latest moment a Date can hold, in milliseconds since the epoch. */
const MAX_TIME_MS = 8.64e15;

const STATUSES: readonly MessageStatus[] = ['streaming', 'done', 'stopped', 'error'];
const ID = /^[\w.:-]{1,200}$/;
// As keys of a plain object these would reach its prototype.
const NOT_IDS = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether `value` can name a conversation or a message, in an address as well. */
export function isRecordId(value: unknown): value is string {
	return typeof value === 'string' && ID.test(value) && !NOT_IDS.has(value);
}

export function conversationFrom(value: unknown, path: string): Conversation {
	const fields = asObject(value, path);
	if (fields.mode !== undefined && !isModeChoice(fields.mode))
		throw new ParseError(`${path}.mode`, 'should be a mode, as in “auto”.');
	return {
		id: asRecordId(fields.id, `${path}.id`),
		title: asText(fields.title, `${path}.title`),
		titled: asBoolean(fields.titled, `${path}.titled`),
		pinned: asBoolean(fields.pinned, `${path}.pinned`),
		createdAtMs: asTime(fields.createdAtMs, `${path}.createdAtMs`),
		updatedAtMs: asTime(fields.updatedAtMs, `${path}.updatedAtMs`),
		leafId: fields.leafId === null ? null : asRecordId(fields.leafId, `${path}.leafId`),
		systemPrompt: asText(fields.systemPrompt, `${path}.systemPrompt`),
		egress: asOneOf(fields.egress, `${path}.egress`, EGRESS),
		...(fields.mode === undefined ? {} : { mode: fields.mode }),
		...optional(fields, path, { memoryResetAtMs: asTime })
	};
}

export function messageFrom(value: unknown, path: string): Message {
	const fields = asObject(value, path);
	const message: Message = {
		id: asRecordId(fields.id, `${path}.id`),
		conversationId: asRecordId(fields.conversationId, `${path}.conversationId`),
		parentId: fields.parentId === null ? null : asRecordId(fields.parentId, `${path}.parentId`),
		role: asRole(fields.role, `${path}.role`),
		parts: partsFrom(fields.parts, `${path}.parts`),
		status: asOneOf(fields.status, `${path}.status`, STATUSES),
		createdAtMs: asTime(fields.createdAtMs, `${path}.createdAtMs`)
	};
	if (fields.source !== undefined) message.source = asSource(fields.source, `${path}.source`);
	if (fields.model !== undefined) message.model = asText(fields.model, `${path}.model`);
	if (fields.receipt !== undefined)
		message.receipt = receiptFrom(fields.receipt, `${path}.receipt`);
	// Each once, as a turn keeps them.
	if (fields.notes !== undefined)
		message.notes = [...new Set(textsFrom(fields.notes, `${path}.notes`))];
	if (fields.error !== undefined) message.error = errorDataFrom(fields.error, `${path}.error`);
	if (fields.site !== undefined) message.site = siteFindingFrom(fields.site, `${path}.site`);
	if (fields.files !== undefined) message.files = fileFindingFrom(fields.files, `${path}.files`);
	if (fields.feedback !== undefined)
		message.feedback = asOneOf(fields.feedback, `${path}.feedback`, FEEDBACK);
	if (message.feedback !== undefined)
		Object.assign(message, optional(fields, path, { feedbackAtMs: asTime }));
	return message;
}

export function receiptFrom(value: unknown, path: string): Receipt {
	const fields = asObject(value, path);
	if (fields.version !== 1)
		throw new ParseError(
			`${path}.version`,
			'should be 1: a newer app wrote this. Reload the page.'
		);
	const { confidence, threshold, tokensPerSecond } = fields;
	return {
		version: 1,
		source: asSource(fields.source, `${path}.source`),
		reason: asText(fields.reason, `${path}.reason`),
		confidence: orNull(confidence, `${path}.confidence`),
		threshold: orNull(threshold, `${path}.threshold`),
		calibrated: asBoolean(fields.calibrated, `${path}.calibrated`),
		attempts: asArray(fields.attempts, `${path}.attempts`).map((attempt, i) =>
			attemptFrom(attempt, `${path}.attempts[${i}]`)
		),
		stageMs: stagesFrom(asObject(fields.stageMs, `${path}.stageMs`), `${path}.stageMs`),
		promptTokens: asInteger(fields.promptTokens, `${path}.promptTokens`),
		completionTokens: asInteger(fields.completionTokens, `${path}.completionTokens`),
		cachedTokens: asInteger(fields.cachedTokens, `${path}.cachedTokens`),
		tokensPerSecond: orNull(tokensPerSecond, `${path}.tokensPerSecond`),
		costMicroUsd: asInteger(fields.costMicroUsd, `${path}.costMicroUsd`),
		bytesSent: asInteger(fields.bytesSent, `${path}.bytesSent`),
		exampleIds: textsFrom(fields.exampleIds, `${path}.exampleIds`),
		experienceIds: textsFrom(fields.experienceIds, `${path}.experienceIds`),
		...optional(fields, path, {
			abstains: asBoolean,
			mode: asText,
			domain: domainFrom,
			beforehand: asNumber,
			dissatisfied: asNumber,
			heardBy: asText,
			calibration: calibrationFrom,
			exampleQuestions: textsFrom,
			choice: engineChoiceFrom
		})
	};
}

function attemptFrom(value: unknown, path: string): Attempt {
	const fields = asObject(value, path);
	return {
		source: asSource(fields.source, `${path}.source`),
		outcome: asOneOf(fields.outcome, `${path}.outcome`, ['kept', 'dropped', 'failed']),
		reason: asText(fields.reason, `${path}.reason`),
		confidence: orNull(fields.confidence, `${path}.confidence`),
		ms: asNumber(fields.ms, `${path}.ms`),
		...optional(fields, path, {
			text: asText,
			completionTokens: asCount,
			costMicroUsd: asCount,
			bytesSent: asCount,
			votes: votesFrom,
			grade: asNumber
		})
	};
}

/** The fields that are there, each by its parser. */
function optional<T extends Record<string, (value: unknown, path: string) => unknown>>(
	fields: Fields,
	path: string,
	parsers: T
): { [K in keyof T]?: ReturnType<T[K]> } {
	const read: { [K in keyof T]?: ReturnType<T[K]> } = {};
	for (const name in parsers)
		if (fields[name] !== undefined)
			read[name] = parsers[name]!(fields[name], `${path}.${name}`) as ReturnType<T[typeof name]>;
	return read;
}

const asCount = (value: unknown, path: string) => asInteger(value, path);

function domainFrom(value: unknown, path: string) {
	const { id, probability } = asObject(value, path);
	return {
		id: asText(id, `${path}.id`),
		probability: asNumber(probability, `${path}.probability`)
	};
}

function calibrationFrom(value: unknown, path: string): ReceiptCalibration {
	const { by, questions, atMs } = asObject(value, path);
	if (asOneOf(by, `${path}.by`, ['device', 'guess']) === 'guess') return { by: 'guess' };
	return {
		by: 'device',
		questions: asInteger(questions, `${path}.questions`),
		atMs: asTime(atMs, `${path}.atMs`)
	};
}

function votesFrom(value: unknown, path: string) {
	const votes = asObject(value, path);
	return { for: asInteger(votes.for, `${path}.for`), of: asInteger(votes.of, `${path}.of`) };
}

function stagesFrom(fields: Fields, path: string): Record<string, number> {
	const stages = Object.entries(fields)
		.filter(([name]) => !NOT_IDS.has(name))
		.map(([name, ms]) => [name, asNumber(ms, `${path}.${name.slice(0, 40)}`)] as const);
	return Object.fromEntries(stages);
}

function textsFrom(value: unknown, path: string): string[] {
	return asArray(value, path).map((text, i) => asText(text, `${path}[${i}]`));
}

function orNull(value: unknown, path: string): number | null {
	return value === null ? null : asNumber(value, path);
}

function asSource(value: unknown, path: string): Source {
	if (!isSource(value)) throw new ParseError(path, 'should say who answered, as in “base”.');
	return value;
}

export function asRecordId(value: unknown, path: string): string {
	if (!isRecordId(value))
		throw new ParseError(path, 'should be an id: up to 200 letters, digits, dots, colons, dashes.');
	return value;
}

export function asTime(value: unknown, path: string): number {
	const ms = asNumber(value, path);
	if (ms < 0 || ms > MAX_TIME_MS)
		throw new ParseError(path, 'should be a time in milliseconds since 1970.');
	return ms;
}
