import { expect, test } from 'vitest';
import { browserName, systemName } from './browser-name.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';

test('a browser that names its brands is named by its own, without the made-up one', () => {
	const chromium = { brand: 'Chromium', version: '140' };
	const nobody = { brand: 'Not=A?Brand', version: '24' };
	const edge = { brand: 'Microsoft Edge', version: '140' };
	const named = (...brands: { brand: string; version: string }[]) =>
		browserName({ userAgentData: { brands, platform: 'Linux' } });
	expect(named(nobody, chromium, edge)).toBe('Microsoft Edge 140');
	expect(named(chromium, nobody)).toBe('Chromium 140');
	expect(systemName({ userAgentData: { platform: 'Linux' }, userAgent: WINDOWS })).toBe('Linux');
});

test('others are told by the string they all send', () => {
	const name = (userAgent: string) => [browserName({ userAgent }), systemName({ userAgent })];
	expect(name(`${WINDOWS} Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0`)).toEqual([
		'Edge 140',
		'Windows'
	]);
	expect(name(`${WINDOWS} HeadlessChrome/140.0.0.0 Safari/537.36`)).toEqual([
		'Chrome 140',
		'Windows'
	]);
	expect(name('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toEqual([
		'Firefox 140',
		'Linux'
	]);
	expect(
		name(
			'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1'
		)
	).toEqual(['Safari 17', 'iOS']);
});

test('a browser that says nothing has no name', () => {
	expect([browserName(undefined), systemName({})]).toEqual(['', '']);
});
