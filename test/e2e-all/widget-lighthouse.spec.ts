// Lighthouse on a site's page without the widget and with it: nothing on the page moves, and nothing is less
// accessible. How fast the page is depends on the machine: `npm run bench -- widget` measures that.

import { judgeHost } from '../support/host-lighthouse.ts';
import { expect } from '../support/test.ts';
import { test } from '../support/widget.ts';

test('Lighthouse finds the page with the widget as still and as accessible as without it', async ({
	at
}) => {
	const without = await judgeHost(at('/without'));
	const plain = await judgeHost(at('/plain'));
	expect(plain.failures).toEqual(without.failures);
	expect(plain.accessibility).toBeGreaterThanOrEqual(without.accessibility);
	expect(plain.cls).toBe(0);
});
