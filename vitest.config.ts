import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { configDefaults, defineConfig } from 'vitest/config';

// Two projects: pure code in Node, beside its source, with what asks a server over a real socket; and
// `*.workerd.test.ts`, which run inside the real workerd. What needs a browser is in test/e2e.
const WORKERD = 'test/worker/**/*.workerd.test.ts';

export default defineConfig({
	test: {
		// Vitest leaves a core to itself, which on two cores is every other one.
		maxWorkers: '100%',
		projects: [
			{
				plugins: [svelte()],
				test: {
					name: 'node',
					include: [
						'src/**/*.test.ts',
						'worker/**/*.test.ts',
						'models/**/*.test.ts',
						'site-index/**/*.test.ts',
						'test/unit/**/*.test.ts',
						'test/worker/**/*.test.ts'
					],
					exclude: [...configDefaults.exclude, WORKERD],
					environment: 'node',
					testTimeout: 30_000
				}
			},
			{
				plugins: [
					cloudflareTest({
						main: 'test/worker/workerd-main.ts',
						miniflare: {
							compatibilityDate: '2026-08-01',
							durableObjects: { LEDGER: { className: 'BudgetLedger', useSQLite: true } },
							kvNamespaces: ['CACHE', 'SITES']
						}
					})
				],
				test: { name: 'workerd', include: [WORKERD], testTimeout: 30_000 }
			}
		]
	}
});
