// What comes from outside is read as data: an operator's set-up with refusals that say why, a page's
// wishes with what is not understood left out.

import { expect, test } from 'vitest';
import {
	DEFAULT_WIDGET,
	hostMessageFrom,
	lookFrom,
	MAX_CONTEXT,
	MAX_SEND,
	parseSiteConfig,
	parseSiteWidget
} from './widget.ts';

test('a site that sets nothing up gets the defaults, and one that does what it says', () => {
	expect(parseSiteWidget({}, 'w')).toEqual(DEFAULT_WIDGET);
	const given = {
		title: 'Help',
		greeting: 'Hello',
		suggestions: ['One?', 'Two?'],
		systemPrompt: 'You help.',
		engines: ['edge', 'local', 'local'],
		mode: 'only:math',
		handoff: { kind: 'mailto', address: 'help@shop.example' },
		knowledge: { file: 'shop.bin', sha256: 'a'.repeat(64), bytes: 1000 }
	};
	expect(parseSiteWidget(given, 'w')).toEqual({ ...given, engines: ['edge', 'local'] });
	expect(parseSiteWidget({ engines: ['edge'] }, 'w').engines).toEqual(['edge']);
});

test('the index of a site’s pages is named by a plain name and its hash', () => {
	const knowledge = { file: 'shop.bin', sha256: 'a'.repeat(64), bytes: 1000 };
	for (const [change, message] of [
		[{ file: '../shop.bin' }, 'w.knowledge.file: should be a name'],
		[{ file: 'shop.html' }, 'w.knowledge.file: should be a name'],
		[{ sha256: 'A'.repeat(64) }, 'w.knowledge.sha256: should be 64'],
		[{ bytes: 25_000_001 }, 'w.knowledge.bytes: should be a whole number'],
		[{ url: 'https://evil.example' }, 'w.knowledge.url: is not known']
	] as const)
		expect(() => parseSiteWidget({ knowledge: { ...knowledge, ...change } }, 'w'), message).toThrow(
			message
		);
});

test('of a webhook nothing is read but that there is one', () => {
	const handoff = { kind: 'webhook', url: 'https://hooks.shop.example/secret' };
	expect(parseSiteWidget({ handoff }, 'w').handoff).toEqual({ kind: 'webhook' });
});

test.each([
	[{ colour: 'red' }, 'w.colour: is not known'],
	[{ title: 'x'.repeat(81) }, 'w.title: may have 80 characters at most, has 81'],
	[{ greeting: 7 }, 'w.greeting: should be text'],
	[{ suggestions: Array(7).fill('?') }, 'w.suggestions: may have 6 at most, has 7'],
	[{ suggestions: ['?'.repeat(161)] }, 'w.suggestions[0]: may have 160'],
	[{ engines: [] }, 'w.engines: should name “local”, “edge” or both'],
	[
		{ engines: ['edge'], knowledge: { file: 'a.bin', sha256: 'a'.repeat(64), bytes: 1 } },
		'w.knowledge: needs “local”'
	],
	[{ engines: ['cloud'] }, 'w.engines[0]: should be one of local, edge'],
	[{ mode: 'custom' }, 'w.mode: should be auto'],
	[{ mode: 'best' }, 'w.mode: should be auto'],
	[{ handoff: { kind: 'fax' } }, 'w.handoff.kind: should be one of page, mailto, webhook'],
	[{ handoff: { kind: 'mailto' } }, 'w.handoff.address: should be text'],
	[{ handoff: { kind: 'mailto', address: 'a@b?bcc=c@d' } }, 'w.handoff.address: should be a mail']
])('refuses %j and says where and why', (value, message) => {
	expect(() => parseSiteWidget(value, 'w')).toThrow(message);
});

test('what the edge answers is read back whole', () => {
	const config = {
		...DEFAULT_WIDGET,
		key: 'shop',
		name: 'The shop',
		origins: ['https://shop.example']
	};
	expect(parseSiteConfig(JSON.parse(JSON.stringify(config)))).toEqual(config);
	expect(() => parseSiteConfig({ ...config, origins: [7] })).toThrow('site.origins[0]');
	expect(() => parseSiteConfig(null)).toThrow('site: should be an object');
});

test('a page’s message is one of five, with no more text than has room', () => {
	expect(hostMessageFrom({ type: 'send', text: 'x'.repeat(MAX_SEND + 1) })).toEqual({
		type: 'send',
		text: 'x'.repeat(MAX_SEND)
	});
	expect(hostMessageFrom({ type: 'context', text: 'x'.repeat(MAX_CONTEXT + 1) })).toEqual({
		type: 'context',
		text: 'x'.repeat(MAX_CONTEXT)
	});
	const options = { mode: 'accurate', maxCritiqueRounds: 3, paths: 10 };
	expect(hostMessageFrom({ type: 'send', text: 'Hi', options })).toEqual({
		type: 'send',
		text: 'Hi',
		options
	});
	for (const wrong of [7, {}, { mode: 'best' }, { paths: 11 }, { maxCritiqueRounds: -1 }])
		expect(hostMessageFrom({ type: 'send', text: 'Hi', options: wrong })).toEqual({
			type: 'send',
			text: 'Hi'
		});
	for (const type of ['focus', 'shown'])
		expect(hostMessageFrom({ type, more: 1 })).toEqual({ type });
	for (const value of [null, 7, 'send', [], {}, { type: 'send' }, { type: 'eval', text: 'x' }])
		expect(hostMessageFrom(value), JSON.stringify(value)).toBeNull();
});

test('a colour, a font and a language are what they are and nothing more', () => {
	const colours = (value: unknown) => lookFrom({ colours: { accent: value } }).colours['accent'];
	for (const colour of [
		'#fff',
		'#0a5c36ff',
		'rebeccapurple',
		'rgb(10, 92, 54)',
		'rgb(0 0 0 / 0.5)',
		'oklch(0.7 0.1 200)',
		'color(srgb 0.1 0.2 0.3)'
	])
		expect(colours(colour), colour).toBe(colour);
	for (const other of [
		'url(https://evil.example)',
		'red; background: url(//evil.example)',
		'var(--paper)',
		'rgb(url(x))',
		'',
		7
	])
		expect(colours(other), String(other)).toBeUndefined();
	expect(lookFrom({ colours: { constructor: 'red', focus: 'red' } }).colours).toEqual({});
	expect(lookFrom({ font: 'Georgia, "Noto Serif", serif' }).font).toBe(
		'Georgia, "Noto Serif", serif'
	);
	expect(lookFrom({ font: 'x; } body { display: none' }).font).toBeNull();
	expect(lookFrom({ lang: 'pt-BR' }).lang).toBe('pt-BR');
	expect(lookFrom({ lang: '<b>' }).lang).toBeNull();
	expect(lookFrom({ fontBytes: new ArrayBuffer(400_001) }).fontBytes).toBeNull();
	expect(lookFrom(undefined)).toEqual(lookFrom({ theme: 'neon', direction: 'up' }));
});
