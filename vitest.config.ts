import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Pure code in Node, beside its source. What needs a browser is in test/e2e (Playwright), what needs
// workerd in test/worker (through wrangler on a real socket).
export default defineConfig({
	plugins: [svelte()],
	test: {
		include: [
			'src/**/*.test.ts',
			'worker/**/*.test.ts',
			'models/**/*.test.ts',
			'test/unit/**/*.test.ts',
			'test/worker/**/*.test.ts'
		],
		environment: 'node',
		testTimeout: 30_000
	}
});
