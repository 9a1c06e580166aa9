// The two commands' own behaviour: what they say when they cannot run, and what counts as installed.
// Serving itself is in assets.test.ts; a whole run of `npm start` is what CI does first.

import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { runNode, sourcesHash } from '../../worker/pinned-node.mjs';

const start = (...argv: string[]) => runNode(['worker/start.mjs', ...argv]);

test('npm start says which port is taken, and how to choose another', async () => {
	const taken = createServer();
	const port = await new Promise<number>((resolve) => {
		taken.listen(0, '127.0.0.1', () => {
			const address = taken.address();
			resolve(address && typeof address === 'object' ? address.port : 0);
		});
	});
	try {
		const { code, output } = await start('--port', `${port}`);
		expect(code).toBe(1);
		expect(output).toContain(`Port ${port} is in use.`);
		expect(output).toContain('npm start -- --port');
		expect(output).not.toMatch(/\n\s+at /);
	} finally {
		taken.close();
	}
});

test('npm start refuses a port that is none, and an option it does not know', async () => {
	for (const port of ['0', '70000', 'http', ''])
		expect((await start('--port', port)).output, port).toContain('a number from 1 to 65535');
	const { code, output } = await start('--watch');
	expect(code).toBe(1);
	expect(output).toContain('does not know “--watch”');
});

test('npm start --help lists what it takes', async () => {
	const { code, output } = await start('--help');
	expect(code).toBe(0);
	expect(output).toContain('--port 9000');
});

test('npm test refuses an option it does not know, rather than leave something out', async () => {
	const { code, output } = await runNode(['test/run.mjs', '--only-unit']);
	expect(code).toBe(1);
	expect(output).toContain('does not know “--only-unit”');
});

test('a build is named after its sources, the same each time', () => {
	expect(sourcesHash()).toBe(sourcesHash());
	expect(sourcesHash()).toMatch(/^[0-9a-f]{16}$/);
});
