import { expect, test } from 'vitest';
import { testManifest } from '../../test/support/scripted-model.ts';
import { uniform } from '../contract/random.ts';
import { tabMessageFrom, type TabMessage } from './shared-protocol.ts';

const capabilities = {
	logprobs: true,
	modifiers: false,
	mixes: false,
	parallel: 1,
	sharedPrefix: true,
	grammar: false,
	embeddings: false
};
const answer = { leader: 'l', to: 't', request: 3 };
const messages: TabMessage[] = [
	{ type: 'hello', from: 't' },
	{
		type: 'generate',
		from: 't',
		request: 1,
		epoch: 2,
		body: {
			messages: [{ role: 'user', content: 'Hi' }],
			modifier: { id: 'code', scale: 1 },
			mixed: [{ id: 'mine', scale: 0.5 }],
			sampling: { temperature: 0, topP: 1, topK: 40, seed: null, maxTokens: 5, stop: ['.'] },
			topLogprobs: 2,
			grammar: 'root ::= "a"',
			paths: 3
		}
	},
	{ type: 'warm', from: 't', request: 1, epoch: 2, messages: [{ role: 'system', content: '' }] },
	{ type: 'count', from: 't', request: 1, epoch: 2, text: 'word' },
	{ type: 'abort', from: 't', request: 1 },
	{ type: 'use', from: 't', request: 1, modelId: 'starter' },
	{ type: 'remove', from: 't', request: 1, modelId: 'starter' },
	{ type: 'state', leader: 'l', active: { state: 'idle' }, epoch: 0, capabilities: null },
	{
		type: 'state',
		leader: 'l',
		active: {
			state: 'ready',
			id: 'scripted',
			name: 'Scripted',
			backend: 'wasm-threads',
			contextTokens: 512,
			manifest: testManifest,
			shared: true
		},
		epoch: 4,
		capabilities
	},
	{
		type: 'state',
		leader: 'l',
		active: { state: 'downloading', id: 'a', receivedBytes: 1, totalBytes: 2 },
		epoch: 1,
		capabilities: null
	},
	{
		type: 'state',
		leader: 'l',
		active: { state: 'loading', id: 'a', fraction: 0.5 },
		epoch: 1,
		capabilities: null
	},
	{
		type: 'state',
		leader: 'l',
		active: { state: 'failed', id: 'a', code: 'failed', message: 'No.' },
		epoch: 1,
		capabilities: null
	},
	{ type: 'notice', leader: 'l', message: 'On the processor.' },
	{
		type: 'event',
		...answer,
		event: { type: 'prompt-read', promptTokens: 9, cachedTokens: 1, ms: 2.5 }
	},
	{
		type: 'event',
		...answer,
		event: { type: 'prompt-read', path: 2, promptTokens: 9, cachedTokens: 8, ms: 1 }
	},
	{
		type: 'event',
		...answer,
		event: {
			type: 'delta',
			path: 0,
			text: 'a',
			tokens: [{ token: 'a', logprob: -Infinity, top: [{ token: 'b', logprob: -0.5 }] }]
		}
	},
	{
		type: 'event',
		...answer,
		event: { type: 'finished', path: 0, reason: 'length', completionTokens: 4, decodeMs: 9.5 }
	},
	{ type: 'done', ...answer, value: 12 },
	{ type: 'done', ...answer, value: null },
	{ type: 'failed', ...answer, error: { code: 'device-lost', message: 'Gone.' } },
	{ type: 'pause', modelId: 'starter' }
];

test.each(messages)('a $type message is heard as it was said', (message) => {
	expect(tabMessageFrom(structuredClone(message))).toEqual(message);
});

test('what is said besides is left out, so that a newer tab may say more', () => {
	expect(tabMessageFrom({ type: 'hello', from: 't', mood: 'cheerful' })).toEqual({
		type: 'hello',
		from: 't'
	});
});

test.each([null, 7, 'hello', [], {}, { type: 'shout' }, { type: 'hello', from: 7 }])(
	'%j is no message',
	(data) => {
		expect(tabMessageFrom(data)).toBeNull();
	}
);

/** Replaces one value somewhere in `value`. */
function damage(value: unknown, random: () => number): unknown {
	if (typeof value !== 'object' || value === null || random() < 0.2)
		return [undefined, null, -1.5, 'x', [], {}, Number.NaN][Math.floor(random() * 7)];
	const entries = Object.entries(value);
	const at = Math.floor(random() * entries.length);
	const copy: Record<string, unknown> = { ...value };
	const [key] = entries[at] ?? ['type'];
	copy[key] = damage(copy[key], random);
	return copy;
}

test('2,000 damaged messages are refused or heard whole, and none throws', () => {
	const random = uniform(11);
	let refused = 0;
	for (let i = 0; i < 2000; i++) {
		const message = messages[i % messages.length];
		const heard = tabMessageFrom(damage(message, random));
		if (heard === null) refused += 1;
		else expect(tabMessageFrom(structuredClone(heard))).toEqual(heard);
	}
	expect(refused).toBeGreaterThan(1000);
});
