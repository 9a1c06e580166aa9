// Whom the frame says hello to, by what the browser says of the page around it. What is said after that, and what
// a hostile page tries, is test/e2e/widget-attack.spec.ts.

import { afterEach, expect, test, vi } from 'vitest';
import { linkToHost } from './host-link.ts';

afterEach(() => vi.unstubAllGlobals());

const SHOP = ['https://shop.example', 'https://www.shop.example'];
const OWN = 'https://edge.example';

/** The origins that were said hello to; null where the frame refused the page. */
function greeted(ancestorOrigins: readonly string[] | undefined): string[] | null {
	const origins: string[] = [];
	vi.stubGlobal('location', { origin: OWN, ancestorOrigins });
	vi.stubGlobal('window', {
		parent: { postMessage: (_: unknown, origin: string) => origins.push(origin) },
		addEventListener: () => undefined,
		removeEventListener: () => undefined
	});
	const nothing = () => undefined;
	const link = linkToHost({
		origins: SHOP,
		onConnect: nothing,
		onMessage: nothing,
		onFlood: nothing
	});
	link?.end();
	return link && origins;
}

test('a page that the browser names is the only one greeted, where it is listed', () => {
	expect(greeted([SHOP[1]!, 'https://top.example'])).toEqual([SHOP[1]]);
	expect(greeted([OWN])).toEqual([OWN]);
	expect(greeted(['https://other.example', SHOP[0]!])).toBeNull();
});

test.each([
	['does not name pages', undefined],
	['names none that frames without a referrer, as Firefox', ['null']],
	['says that nobody frames it', []]
])('where the browser %s, each listed origin is greeted, and only it can hear it', (_, above) => {
	expect(greeted(above)).toEqual([...SHOP, OWN]);
});
