// embed.js as it is built: small, one classic script, and nothing but the element left behind.

import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { buildEmbed } from '../../vite.embed.ts';

test('the loader is at most 12 kB compressed, declares nothing, and runs no text as code', async () => {
	const code = await buildEmbed();
	expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(12 * 1024);
	expect(code.trim()).toMatch(/^\(function\(\)\{[^]*\}\)\(\);?$/);
	expect(code).not.toMatch(/\beval\(|new Function|innerHTML|document\.write|\bimport\(/);
	expect(code).not.toMatch(/\b(localStorage|sessionStorage|indexedDB|document\.cookie)\b/);
	expect(code).not.toContain("'*'");
});
