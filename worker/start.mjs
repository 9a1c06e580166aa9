// `npm start`: installs, builds when the sources changed, and serves the app and the Worker on one
// origin through wrangler. `npm start -- --port N` chooses the port. It asks nothing.

import process from 'node:process';
import { buildIfChanged, Failure, runPinned } from './pinned-node.mjs';
import { isFree, serveHere } from './workerd.mjs';

const DEFAULT_PORT = 8787;
const HELP = `npm start                 serves Understudy on the first free port from ${DEFAULT_PORT}
npm start -- --port 9000  serves it on port 9000`;

await runPinned(import.meta.url, async () => {
	const options = parseArguments(process.argv.slice(2));
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	if (options.port && !(await isFree(options.port)))
		throw new Failure(
			`Port ${options.port} is in use. Choose another (\`npm start -- --port ${options.port + 1}\`), or leave it out to take a free one.`
		);
	await buildIfChanged();
	const port = options.port ?? (await firstFree());
	const server = await serveHere({ assets: 'build', port });
	console.log(`\n  Understudy  ${server.origin}\n\n  Ctrl-C stops it.`);
	const stopped = new Promise((resolve) => {
		for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
			process.on(signal, () => resolve(0));
	});
	const code = await Promise.race([stopped, server.exited]);
	await server.stop();
	if (code !== 0)
		throw new Failure(
			`The server ended by itself. Run \`npm start\` again. It said:\n${server.said() || '(nothing)'}`
		);
	return 0;
});

async function firstFree() {
	for (let port = DEFAULT_PORT; port < DEFAULT_PORT + 100; port++)
		if (await isFree(port)) return port;
	throw new Failure(
		`Ports ${DEFAULT_PORT} to ${DEFAULT_PORT + 99} are all in use. Choose one: \`npm start -- --port N\`.`
	);
}

/**
 * @param {string[]} argv
 * @returns {{ help: boolean, port?: number }}
 */
function parseArguments(argv) {
	/** @type {{ help: boolean, port?: number }} */
	const options = { help: false };
	for (let i = 0; i < argv.length; i++) {
		const [name, inline] = (argv[i] ?? '').split('=');
		if (name === '--help' || name === '-h') options.help = true;
		else if (name === '--port' || name === '-p') {
			const value = Number(inline ?? argv[++i]);
			if (!Number.isInteger(value) || value < 1 || value > 65_535)
				throw new Failure('--port needs a number from 1 to 65535: `npm start -- --port 9000`.');
			options.port = value;
		} else throw new Failure(`npm start does not know “${argv[i]}”.\n${HELP}`);
	}
	return options;
}
