// `npm run native`: a model on this machine, natively, for the web app and any OpenAI client. With
// `--print llama-server` or `--print vllm` it prints the command line for one of those instead, for vLLM behind
// writing the model in the form that it reads. Not part of the Worker.

import { join, resolve } from 'node:path';
import process from 'node:process';
import { Failure, ROOT, runPinned } from './pinned-node.mjs';

const DEFAULT_PORT = 8792;
const DEFAULT_MODEL = 'models/starter/manifest.json';
const DEFAULT_FOLDER = '.cache/vllm';
/** @type {readonly import('./llama/open-model.ts').Gpu[]} */
const GPUS = ['auto', 'off', 'metal', 'cuda', 'vulkan'];
/** @type {readonly import('./llama/command-line.ts').Printed[]} */
const PRINTED = ['llama-server', 'vllm'];
const HELP = `npm run native                     serves the starter natively, on port ${DEFAULT_PORT}
npm run native -- --port 9000      on another port
npm run native -- --model PATH     a manifest.json, its folder, or a .gguf file
npm run native -- --host 0.0.0.0   for other machines too; needs a token
npm run native -- --token TOKEN    who asks must show it (or UNDERSTUDY_NATIVE_TOKEN)
npm run native -- --origin URL     pages of this origin may ask too; may be given again
npm run native -- --name HOST      goes by this name too, as behind a proxy; may be given again
npm run native -- --parallel N     conversations at once (default: from memory, at most 8)
npm run native -- --context N      tokens of prompt and answer (default: the model's own)
npm run native -- --threads N      threads (default: one fewer than the free processors)
npm run native -- --gpu WHICH      auto, off, metal, cuda or vulkan
npm run native -- --print WHICH    llama-server or vllm: prints its command line, and serves nothing
npm run native -- --folder PATH    where --print vllm writes the model as vLLM reads it (default: ${DEFAULT_FOLDER}/)`;

await runPinned(import.meta.url, async () => {
	const options = parseArguments(process.argv.slice(2));
	if (options.help) {
		console.log(HELP);
		return 0;
	}
	const { machineFacts } = await import('./llama/machine.ts');
	try {
		if (options.print) {
			const [{ commandLine }, { checkAccess }] = await Promise.all([
				import('./llama/command-line.ts'),
				import('./node/native-access.ts')
			]);
			checkAccess(options);
			const { command, notes } = await commandLine(options.print, {
				...options,
				machine: machineFacts()
			});
			for (const note of notes) console.error(`# ${note}`);
			console.log(command);
			return 0;
		}
		return await serve(options, machineFacts());
	} catch (error) {
		if (error instanceof Error && ['ModelFileError', 'NativeOptionError'].includes(error.name))
			throw new Failure(error.message);
		throw error;
	}
});

/**
 * @param {NativeArguments} options
 * @param {import('./llama/machine.ts').MachineFacts} machine
 */
async function serve(options, machine) {
	const [{ llamaProvider }, { checkNative, startNative }, { checkListening }, { closedAtSignal }] =
		await Promise.all([
			import('./providers/llama.ts'),
			import('./node/native.ts'),
			import('./node/native-access.ts'),
			import('./node/closing.ts')
		]);
	checkNative({ ...options, env: process.env });
	await checkListening(options);
	const model = await llamaProvider(options.model, { ...options, machine });
	const server = await startNative({
		port: options.port,
		host: options.host,
		token: options.token,
		origins: options.origins,
		names: options.names,
		model,
		env: process.env,
		assets: join(ROOT, 'build')
	});
	// Who asks for a modifier first does not wait for its context; who asks anything before is not held up by it.
	void model.opened.prepareModifiers();
	const { files, backend, threads, parallel, contextTokens } = model.opened;
	const names = files.adapters.map(({ modifier }) => modifier.id).join(', ');
	const trained = model.opened.model.trainContextSize ?? Infinity;
	if (contextTokens > trained)
		console.error(
			`\n--context ${contextTokens} is more than the ${trained} tokens this model was trained for. Beyond them its answers may make no sense: start with --context ${trained}.`
		);
	// Before it says that it can be stopped.
	const closed = closedAtSignal(async () => {
		await server.stop();
		await model.close();
	});
	console.log(`
  Understudy, natively  ${server.origin}
  For OpenAI clients    ${server.origin}/v1

  ${files.manifest.name}: ${backend}, ${threads} thread${threads === 1 ? '' : 's'}, ${parallel} conversations at once, ${contextTokens} tokens each
  ${names === '' ? 'No modifiers.' : `Modifiers: ${names}`}

  Ctrl-C stops it.`);
	await closed;
	return 0;
}

/**
 * @typedef {{ help: boolean, port: number, model: string, host?: string, token?: string, origins: string[], names: string[],
 *   parallel?: number, contextTokens?: number, threads?: number, gpu?: import('./llama/open-model.ts').Gpu,
 *   print?: import('./llama/command-line.ts').Printed, folder: string }} NativeArguments
 */

/**
 * @param {string[]} argv
 * @returns {NativeArguments}
 */
function parseArguments(argv) {
	/** @type {NativeArguments} */
	const options = {
		help: false,
		port: DEFAULT_PORT,
		model: DEFAULT_MODEL,
		origins: [],
		names: [],
		folder: join(ROOT, DEFAULT_FOLDER),
		token: process.env.UNDERSTUDY_NATIVE_TOKEN || undefined
	};
	for (let i = 0; i < argv.length; i++) {
		const [name = '', ...rest] = (argv[i] ?? '').split('=');
		const value = () => {
			const given = rest.length > 0 ? rest.join('=') : argv[++i];
			if (given === undefined || given === '') throw new Failure(`${name} needs a value.\n${HELP}`);
			return given;
		};
		const whole = (/** @type {number} */ most) => {
			const number = Number(value());
			if (Number.isInteger(number) && number >= 1 && number <= most) return number;
			throw new Failure(`${name} needs a whole number from 1 to ${most}.`);
		};
		/** @template {string} T @param {readonly T[]} known @returns {T} */
		const oneOf = (known) => {
			const given = value();
			const found = known.find((one) => one === given);
			if (found) return found;
			throw new Failure(`${name} should be ${known.join(', ')}; is “${given}”.`);
		};
		if (name === '--help' || name === '-h') options.help = true;
		else if (name === '--port' || name === '-p') options.port = whole(65_535);
		// npm runs in this folder, and says where the person is.
		else if (name === '--model') options.model = resolve(process.env.INIT_CWD ?? ROOT, value());
		else if (name === '--folder') options.folder = resolve(process.env.INIT_CWD ?? ROOT, value());
		else if (name === '--host') options.host = value();
		else if (name === '--token') options.token = value();
		else if (name === '--origin') options.origins.push(value());
		else if (name === '--name') options.names.push(...value().split(','));
		else if (name === '--parallel') options.parallel = whole(64);
		else if (name === '--context') options.contextTokens = whole(1_000_000);
		else if (name === '--threads') options.threads = whole(512);
		else if (name === '--gpu') options.gpu = oneOf(GPUS);
		else if (name === '--print') options.print = oneOf(PRINTED);
		else throw new Failure(`npm run native does not know “${argv[i]}”.\n${HELP}`);
	}
	return options;
}
