// `npm run edge -- --port N`: the gateway alone, on Node; with `--workerd` in Cloudflare's own runtime.
// Keys and UNDERSTUDY_* variables come from the environment. Not part of the Worker.
//
// V8's options in package.json (MiB) make memory level off after a thousand requests: `--max-semi-space-size=8`
// bounds the space for new objects, without which it rises to 235 MiB over 15,000 requests, and
// `--initial-old-space-size=16`, which counts only beside a `--max-old-space-size`, has what died collected
// before 60 MiB of it lie about. 1,024 holds what requests may hold together (middleware/body.ts) twice over.

import process from 'node:process';
import { Failure, runPinned } from './pinned-node.mjs';
import { isFree, serveHere } from './workerd.mjs';

const DEFAULT_PORT = 8790;
const HELP = `npm run edge                     serves the gateway on Node, on port ${DEFAULT_PORT}
npm run edge -- --port 9000      on another port
npm run edge -- --workerd        in Cloudflare's runtime
npm run edge -- --host 0.0.0.0   for other machines too (Node only)`;

await runPinned(import.meta.url, async () => {
	const options = parseArguments(process.argv.slice(2));
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	if (!(await isFree(options.port)))
		throw new Failure(
			`Port ${options.port} is in use. Choose another: \`npm run edge -- --port ${options.port + 1}\`.`
		);
	const server = await (options.workerd ? serveHere({ port: options.port }) : startNode(options));
	console.log(`\n  Understudy's edge  ${server.origin}/v1\n\n  Ctrl-C stops it.`);
	const stopped = new Promise((resolve) => {
		for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
			process.on(signal, () => resolve(0));
	});
	const code = await Promise.race([stopped, server.exited]);
	await server.stop();
	if (code !== 0) throw new Failure('The edge ended by itself. Run `npm run edge` again.');
	return 0;
});

/** @typedef {{ help: boolean, port: number, host: string, workerd: boolean }} EdgeOptions */

/** @param {EdgeOptions} options */
async function startNode({ port, host }) {
	const { startGateway } = await import('./node.ts');
	const gateway = await startGateway({
		port,
		hostname: host,
		env: process.env,
		ledgerPath: process.env.UNDERSTUDY_LEDGER ?? '.understudy/ledger.db'
	});
	return { ...gateway, exited: new Promise(() => undefined) };
}

/**
 * @param {string[]} argv
 * @returns {EdgeOptions}
 */
function parseArguments(argv) {
	const options = { help: false, port: DEFAULT_PORT, host: '127.0.0.1', workerd: false };
	for (let i = 0; i < argv.length; i++) {
		const [name, inline] = (argv[i] ?? '').split('=');
		if (name === '--help' || name === '-h') options.help = true;
		else if (name === '--workerd') options.workerd = true;
		else if (name === '--host') options.host = inline ?? argv[++i] ?? '';
		else if (name === '--port' || name === '-p') {
			options.port = Number(inline ?? argv[++i]);
			if (!Number.isInteger(options.port) || options.port < 1 || options.port > 65_535)
				throw new Failure('--port needs a number from 1 to 65535: `npm run edge -- --port 9000`.');
		} else throw new Failure(`npm run edge does not know “${argv[i]}”.\n${HELP}`);
	}
	return options;
}
