// Registers Lighthouse's tests of pages, as first visits. Specs in test/e2e and test/e2e-all say of which.

import { runLighthouse } from './lighthouse.ts';
import { expect, test } from './test.ts';

const CATEGORIES = ['accessibility', 'best-practices', 'seo'] as const;

export function lighthouseTests(paths: readonly string[]): void {
	for (const path of paths)
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
}
