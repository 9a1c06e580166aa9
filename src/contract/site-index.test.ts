// The index file of a site: what is written is read again, and what is damaged, of another version or
// embedder, or leads to another site, is refused with a sentence.

import { describe, expect, test } from 'vitest';
import { siteFindingFrom } from './site-finding.ts';
import {
	packSiteIndex,
	parseSiteIndex,
	passageUrl,
	sameEmbedder,
	type SiteIndex
} from './site-index.ts';

const INDEX: SiteIndex = {
	embedder: 'embedder-0123',
	dimensions: 2,
	base: 'https://shop.example/help/',
	pages: [{ title: 'Straße', url: 'https://shop.example/help/a.html' }],
	passages: [
		{ page: 0, heading: 'One › Two', anchor: 'zwei ü', text: 'Words.' },
		{ page: 0, heading: '', anchor: '', text: 'More.' }
	],
	scales: Float32Array.of(0.5, 0.25),
	vectors: Int8Array.of(1, -2, 127, -127)
};
const ORIGINS = ['https://shop.example'];

/** The file with something in its header replaced. */
function changed(change: (header: Record<string, unknown>) => void): Uint8Array {
	const bytes = packSiteIndex(INDEX);
	const view = new DataView(bytes.buffer);
	const length = view.getUint32(4, true);
	const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
	change(header);
	const text = new TextEncoder().encode(JSON.stringify(header));
	const made = new Uint8Array(8 + text.length + bytes.length - 8 - length);
	made.set(bytes.subarray(0, 4));
	new DataView(made.buffer).setUint32(4, text.length, true);
	made.set(text, 8);
	made.set(bytes.subarray(8 + length), 8 + text.length);
	return made;
}

test('what is packed is read again, also from the middle of a larger memory', () => {
	const packed = packSiteIndex(INDEX);
	expect(parseSiteIndex(packed, ORIGINS)).toEqual(INDEX);
	const larger = new Uint8Array(packed.length + 3);
	larger.set(packed, 3);
	expect(parseSiteIndex(larger.subarray(3), ORIGINS)).toEqual(INDEX);
	expect(passageUrl(INDEX, INDEX.passages[0]!)).toBe(
		'https://shop.example/help/a.html#zwei%20%C3%BC'
	);
});

describe('refuses, saying why', () => {
	const packed = packSiteIndex(INDEX);
	for (const [what, bytes, message] of [
		['no index', new Uint8Array(20), 'should begin with “USK1”'],
		['nothing', new Uint8Array(), 'should begin with “USK1”'],
		['half a header', packed.subarray(0, 40), 'ends within its header'],
		['half the vectors', packed.subarray(0, -1), 'bytes of vectors where 12 are due'],
		['a newer version', changed((header) => (header.version = 2)), 'is 2; this app reads 1'],
		[
			'a page that is not there',
			changed((header) => (header.passages = [[1, '', '', 'x']])),
			'passages[0]'
		],
		[
			'another site',
			changed((header) => (header.base = 'https://evil.example/')),
			'none of the site’s origins'
		],
		['a script', changed((header) => (header.base = 'javascript:alert(1)//')), 'http or https'],
		[
			'a password',
			changed((header) => (header.base = 'https://a:b@shop.example/')),
			'http or https'
		]
	] as const)
		test(what, () => {
			expect(() => parseSiteIndex(bytes, ORIGINS)).toThrow(message);
		});

	test('a base that would run into what follows it', () => {
		const bytes = changed((header) =>
			Object.assign(header, { base: 'https://shop.example', pages: [['.evil.example/', 'x']] })
		);
		expect(parseSiteIndex(bytes, ORIGINS).pages[0]?.url).toBe(
			'https://shop.example/.evil.example/'
		);
	});

	test('vectors of another embedder', () => {
		expect(() => sameEmbedder(INDEX, 'embedder-9')).toThrow(
			'questions are embedded by “embedder-9”'
		);
		expect(() => sameEmbedder(INDEX, INDEX.embedder)).not.toThrow();
	});

	test('a kept citation that leads anywhere but to a page', () => {
		const finding = (url: string) => ({ citations: [{ title: 'T', url, text: 'x' }], read: true });
		expect(siteFindingFrom(finding('https://a.example/#b'), 'site').citations).toHaveLength(1);
		for (const url of ['javascript:alert(1)', 'data:text/html,x', '/relative', ' https:x'])
			expect(() => siteFindingFrom(finding(url), 'site'), url).toThrow('http or https');
	});
});
