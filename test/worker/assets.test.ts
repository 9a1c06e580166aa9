// The Worker in the real workerd, asked over a real socket. The files are a small made-up build, so
// that this needs none; test/e2e/shell.spec.ts asks the same of the real one.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { headersFile } from '../../worker/headers.ts';
import { freePort, isFree, serve, type Server } from '../../worker/workerd.mjs';
import { runNode } from '../../worker/pinned-node.mjs';

const SCRIPT_HASH = `sha256-${createHash('sha256').update('start()').digest('base64')}`;
const PAGE = `<!doctype html><meta http-equiv="content-security-policy" content="default-src 'self'; script-src 'self' '${SCRIPT_HASH}'"><script>start()</script>`;
const WEIGHTS = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 251);
const FILES: Record<string, string | Uint8Array> = {
	_headers: headersFile(),
	'index.html': PAGE,
	'models.html': PAGE,
	'404.html': `${PAGE}<p>Not here</p>`,
	'service-worker.js': 'self.x = 1;',
	'manifest.webmanifest': '{"name":"x"}',
	'icons/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
	'_app/version.json': '{"version":"1"}',
	'_app/immutable/entry/start.abc.js': `export const text = '${'understudy '.repeat(400)}';`,
	'_app/immutable/assets/engine.abc.wasm': new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]),
	'models/starter/base.gguf': WEIGHTS,
	'models/starter/manifest.json': '{}'
};

let folder: string;
let server: Server;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'understudy-assets-'));
	for (const [path, content] of Object.entries(FILES)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), content);
	}
	server = await serve({ assets: folder });
}, 120_000);

afterAll(async () => {
	await server?.stop();
	rmSync(folder, { recursive: true, force: true });
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** A plain HTTP request: `fetch` would follow redirects, decode bodies and refuse some headers. */
function ask(
	path: string,
	{ method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {}
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const request = httpRequest(
			{ host: '127.0.0.1', port: server.port, path, method, headers },
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(chunks)
					})
				);
				response.on('error', reject);
			}
		);
		request.on('error', reject);
		request.end();
	});
}

describe('headers', () => {
	for (const path of [
		'/',
		'/models',
		'/nowhere',
		'/healthz',
		'/service-worker.js',
		'/_app/immutable/entry/start.abc.js',
		'/_app/immutable/assets/engine.abc.wasm',
		'/models/starter/base.gguf'
	])
		test(`${path} is isolated, not sniffed and sends no referrer`, async () => {
			const { headers } = await ask(path);
			expect(headers).toMatchObject({
				'cross-origin-opener-policy': 'same-origin',
				'cross-origin-embedder-policy': 'require-corp',
				'cross-origin-resource-policy': 'same-origin',
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'no-referrer'
			});
			expect(headers['permissions-policy']).toContain('camera=()');
		});

	test('a page is sent with its own policy, hashes included, and cannot be framed', async () => {
		const { headers } = await ask('/');
		expect(headers['content-security-policy']).toBe(
			`default-src 'self'; script-src 'self' '${SCRIPT_HASH}'; frame-ancestors 'none'`
		);
	});

	test('a script is sent with the policy its worker runs under: WebAssembly, but no eval', async () => {
		const policy = (await ask('/service-worker.js')).headers['content-security-policy'];
		expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
		expect(policy).not.toContain("'unsafe-eval'");
		expect(policy).toContain("worker-src 'self' blob:;");
	});

	test('names with a hash are kept for good, everything that can change is asked for again', async () => {
		const cached = async (path: string) => (await ask(path)).headers['cache-control'];
		expect(await cached('/_app/immutable/entry/start.abc.js')).toContain('immutable');
		expect(await cached('/_app/immutable/assets/engine.abc.wasm')).toContain('immutable');
		for (const path of [
			'/',
			'/models',
			'/service-worker.js',
			'/manifest.webmanifest',
			'/_app/version.json',
			'/models/starter/base.gguf',
			'/models/starter/manifest.json'
		])
			expect(await cached(path), path).toBe('no-cache');
	});

	test('files have the types that browsers insist on', async () => {
		const type = async (path: string) => (await ask(path)).headers['content-type'];
		expect(await type('/_app/immutable/assets/engine.abc.wasm')).toBe('application/wasm');
		expect(await type('/_app/immutable/entry/start.abc.js')).toMatch(/^text\/javascript/);
		expect(await type('/manifest.webmanifest')).toBe('application/manifest+json');
		expect(await type('/models/starter/base.gguf')).toBe('application/octet-stream');
	});

	test('text is compressed for those who take it', async () => {
		const path = '/_app/immutable/entry/start.abc.js';
		const plain = await ask(path);
		const small = await ask(path, { headers: { 'accept-encoding': 'gzip' } });
		expect(small.headers['content-encoding']).toBe('gzip');
		expect(small.body.byteLength).toBeLessThan(plain.body.byteLength / 5);
	});

	test('what did not change is answered with 304, which leaves the stored policy alone', async () => {
		for (const path of ['/', '/models/starter/base.gguf']) {
			const { etag = '' } = (await ask(path)).headers;
			expect(etag, path).not.toBe('');
			const again = await ask(path, { headers: { 'if-none-match': etag } });
			expect(again.status, path).toBe(304);
			expect(again.headers['content-security-policy'], path).toBeUndefined();
		}
	});
});

describe('ranges', () => {
	const path = '/models/starter/base.gguf';

	test('the whole says that parts may be had', async () => {
		const whole = await ask(path);
		expect(whole.status).toBe(200);
		expect(whole.headers['accept-ranges']).toBe('bytes');
		expect(whole.body.equals(WEIGHTS)).toBe(true);
	});

	for (const [range, first, last] of [
		['bytes=0-9', 0, 9],
		['bytes=65536-131071', 65_536, 131_071],
		['bytes=299000-', 299_000, 299_999],
		['bytes=-5', 299_995, 299_999]
	] as const)
		test(`${range} is answered with those bytes alone`, async () => {
			const part = await ask(path, { headers: { range } });
			expect(part.status).toBe(206);
			expect(part.headers['content-range']).toBe(`bytes ${first}-${last}/${WEIGHTS.length}`);
			expect(part.headers['content-length']).toBe(`${last - first + 1}`);
			expect(part.body.equals(WEIGHTS.subarray(first, last + 1))).toBe(true);
		});

	test('a range behind the end is refused with the length', async () => {
		const refused = await ask(path, { headers: { range: `bytes=${WEIGHTS.length}-` } });
		expect(refused.status).toBe(416);
		expect(refused.headers['content-range']).toBe(`bytes */${WEIGHTS.length}`);
	});

	test('a download of what has changed since starts again', async () => {
		const { etag = '' } = (await ask(path)).headers;
		const same = await ask(path, { headers: { range: 'bytes=10-', 'if-range': etag } });
		const changed = await ask(path, { headers: { range: 'bytes=10-', 'if-range': '"old"' } });
		expect(same.status).toBe(206);
		expect(changed.status).toBe(200);
		expect(changed.body.byteLength).toBe(WEIGHTS.length);
	});
});

describe('answers', () => {
	test('/healthz gives the version, and says that no provider is configured', async () => {
		const { status, body } = await ask('/healthz');
		expect(status).toBe(200);
		expect(JSON.parse(body.toString())).toMatchObject({
			ok: true,
			name: 'understudy',
			version: packageJson.version,
			gateway: { configured: false, providers: [], problems: [] }
		});
	});

	test('an address that is not there gets the 404 page, and keeps its status', async () => {
		const { status, body, headers } = await ask('/nowhere/at/all');
		expect(status).toBe(404);
		expect(body.toString()).toContain('Not here');
		expect(headers['cache-control']).toBe('no-store');
	});

	test('HEAD answers like GET, without a body', async () => {
		for (const path of ['/', '/healthz', '/models/starter/base.gguf']) {
			const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })];
			expect(head.status, path).toBe(200);
			expect(head.body.byteLength, path).toBe(0);
			expect(head.headers['content-type'], path).toBe(get.headers['content-type']);
			expect(head.headers.etag, path).toBe(get.headers.etag);
		}
	});

	test('other methods are refused in a sentence that says which are taken', async () => {
		for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
			const { status, headers, body } = await ask('/', { method });
			expect(status, method).toBe(405);
			expect(headers.allow, method).toBe('GET, HEAD');
			expect(body.toString(), method).toBe(`${method} is not allowed here. Use GET or HEAD.\n`);
		}
	});

	test('it stays inside the build', async () => {
		for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json'])
			expect((await ask(path)).body.toString(), path).not.toContain('devDependencies');
		expect((await ask('/_headers')).status).toBe(404);
	});
});

test('the bundle for Cloudflare holds nothing of Node', async () => {
	const out = mkdtempSync(join(tmpdir(), 'understudy-bundle-'));
	try {
		const { code, output } = await runNode(
			[
				'node_modules/wrangler/bin/wrangler.js',
				'deploy',
				'--dry-run',
				`--outdir=${out}`,
				`--assets=${folder}`
			],
			{ env: { CI: '1', WRANGLER_SEND_METRICS: 'false' } }
		);
		expect(code, output).toBe(0);
		const scripts = readdirSync(out).filter((name) => name.endsWith('.js'));
		expect(scripts).toHaveLength(1);
		for (const name of scripts) {
			const source = readFileSync(join(out, name), 'utf8');
			expect(source).not.toMatch(/["']node:|require\(["']/);
			expect(source).not.toContain('devDependencies');
		}
	} finally {
		rmSync(out, { recursive: true, force: true });
	}
}, 120_000);

test('the port is free again once the server has stopped', async () => {
	const port = await freePort();
	const other = await serve({ assets: folder, port });
	expect(await isFree(port)).toBe(false);
	await other.stop();
	expect(await isFree(port)).toBe(true);
}, 120_000);

test('the server ends with the command that started it, even one that was killed', async () => {
	const port = await freePort();
	const script = `
		import { serve } from './worker/workerd.mjs';
		await serve({ assets: process.argv[1], port: ${port} });
		process.kill(process.pid, 'SIGKILL');`;
	const child = spawn(process.execPath, ['--input-type=module', '--eval', script, folder]);
	await new Promise((done) => child.on('exit', done));
	await expect.poll(() => isFree(port), { timeout: 30_000 }).toBe(true);
}, 120_000);
