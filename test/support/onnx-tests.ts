// Registers the conformance suite for chat models in ONNX form as Playwright tests, in a real Chromium, in the
// worker the app starts, under its content security policy.

import { expect, test } from '@playwright/test';
import { plainOnnxRuntime } from '../../vite.onnxruntime.ts';
import { DEFAULT_POLICY } from '../../worker/headers.ts';
import { CONFORMANCE } from '../engine-conformance.ts';
import { startEngineServer, type EngineServer } from './engine-server.ts';
import type {} from './onnx-page/main.ts';

// 32-bit floats throughout; the reference computes in 64.
const TOLERANCE = 0.001;

/** `plain` serves the page without isolation: one thread. */
export function onnxTests(title: string, { plain, only }: { plain: boolean; only?: RegExp }): void {
	test.describe(title, () => {
		let server: EngineServer;
		test.beforeAll(async () => {
			server = await startEngineServer({
				page: 'onnx-page',
				plugins: [plainOnnxRuntime()],
				policy: DEFAULT_POLICY
			});
		});
		test.afterAll(async () => {
			await server?.stop();
		});

		for (const { name } of CONFORMANCE) {
			if (only && !only.test(name)) continue;
			test(name, async ({ page, context }) => {
				const origin = plain ? server.plain : server.isolated;
				const asked: string[] = [];
				context.on('request', (request) => asked.push(request.url()));
				await page.goto(origin);
				expect(await page.evaluate(() => crossOriginIsolated)).toBe(!plain);
				const result = await page.evaluate(([one, tolerance]) => onnxPage.run(one, tolerance), [
					name,
					TOLERANCE
				] as const);
				if (result.outcome === 'skipped') test.skip(true, result.reason);
				if (result.outcome === 'failed') throw new Error(result.message);
				expect(
					asked.filter((url) => !url.startsWith(origin) && !/^(blob|data):/.test(url))
				).toEqual([]);
			});
		}
	});
}
