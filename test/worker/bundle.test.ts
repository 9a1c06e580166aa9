// What goes to Cloudflare, bundled as wrangler bundles it: nothing of Node is in it, none of Node's own
// files of the gateway, and the translators wait until a request needs them.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runNode } from '../../worker/pinned-node.mjs';

let folder: string;
let script: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'understudy-bundle-'));
	const { code, output } = await runNode(
		[
			'node_modules/wrangler/bin/wrangler.js',
			'deploy',
			'--dry-run',
			`--outdir=${folder}`,
			`--assets=${join(import.meta.dirname, '../fixtures/wire')}`
		],
		{
			env: {
				CI: '1',
				WRANGLER_SEND_METRICS: 'false',
				WRANGLER_SEND_ERROR_REPORTS: 'false',
				WRANGLER_LOG_PATH: join(folder, 'logs')
			}
		}
	);
	expect(code, output).toBe(0);
	const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.js'));
	script = readFileSync(join(folder, file), 'utf8');
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the Cloudflare bundle holds the gateway, and nothing of Node', () => {
	expect(script).toContain('/v1/chat/completions');
	expect(script).toContain('BudgetLedger');
	expect(script).not.toMatch(/["']node:[a-z_/]+["']/);
	expect(script).not.toMatch(/\b(?:require|__require)\(["'](?:fs|http|https|net|path|os)["']\)/);
	expect(script).not.toContain('@hono/node-server');
	expect(script).not.toContain('DatabaseSync');
	// The native profile's provider, and what it stands on.
	expect(script).not.toContain('node-llama-cpp');
	expect(script).not.toContain('worker/llama/');
	expect(script).not.toContain('worker/providers/llama.ts');
});

test('wire forms run with the first request that needs them, not when the Worker starts', () => {
	for (const form of ['anthropic', 'gemini', 'workers-ai', 'openai'])
		expect(script).toMatch(new RegExp(`"worker/wire/${form}\\.ts"\\(\\)`));
});
