// Lighthouse on every page, as a first visit. Performance depends on the machine: `npm run bench --
// lighthouse` measures it.

import { runLighthouse } from '../support/lighthouse.ts';
import { expect, test } from '../support/test.ts';

const CATEGORIES = ['accessibility', 'best-practices', 'seo'] as const;

for (const path of ['/', '/models', '/settings', '/help'])
	test(`Lighthouse gives ${path} 95 or more in accessibility, best practices and SEO`, async ({
		server
	}) => {
		const { scores, complaints } = await runLighthouse(`${server.origin}${path}`, {
			categories: [...CATEGORIES]
		});
		for (const category of CATEGORIES)
			expect(
				scores[category],
				`${category} of ${path}:\n${complaints.join('\n')}`
			).toBeGreaterThanOrEqual(95);
	});
