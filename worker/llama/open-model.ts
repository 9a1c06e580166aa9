// Opens a verified model in this process, through node-llama-cpp's prebuilt binaries: nothing is downloaded
// or compiled. Its numbers are compared with the manifest's self-test before anybody is served. Not here:
// the wire form (chat.ts), and how contexts are shared (context-pool.ts).

import { getLlama, LlamaLogLevel, NoBinaryFoundError } from 'node-llama-cpp';
import type { Llama, LlamaModel, Token } from 'node-llama-cpp';
import { ContextPool } from './context-pool.ts';
import { installCommand } from './gpu-binary.ts';
import {
	BATCH_TOKENS,
	contextsFor,
	flashAttentionFor,
	hasMetal,
	sequencesFor,
	threadsFor,
	type MachineFacts
} from './machine.ts';
import { ModelFileError, type ModelFiles } from './model-files.ts';
import type { PromptPart } from './plain-text.ts';
import { promptTemplate, type PromptTemplate } from './prompt.ts';
import { runSelfTest } from './self-test.ts';
import { stateFiles, type StateFile } from './state-files.ts';

export type Gpu = 'auto' | 'off' | 'metal' | 'cuda' | 'vulkan';

export type OpenOptions = {
	machine: MachineFacts;
	gpu?: Gpu;
	/** Conversations at once; from memory when absent. */
	parallel?: number | undefined;
	/** From the free processors when absent. */
	threads?: number | undefined;
	/** Prompt and answer together; the manifest's when absent. */
	contextTokens?: number | undefined;
};

export type OpenModel = {
	readonly files: ModelFiles;
	readonly llama: Llama;
	readonly model: LlamaModel;
	readonly pool: ContextPool;
	readonly template: PromptTemplate;
	/** Prompt and answer together. */
	readonly contextTokens: number;
	readonly parallel: number;
	readonly threads: number;
	readonly flashAttention: 'auto' | false;
	/** `cpu`, or what computes and how many layers of it: `metal, 28 layers`. */
	readonly backend: string;
	/** For the state of a sequence on its way from one context to another. */
	stateFile(): StateFile;
	/** Makes the modifiers' contexts ahead of their first requests, as far as they fit. Never rejects. */
	prepareModifiers(): Promise<void>;
	/** A prompt's tokens, with the beginning mark where the model wants one. */
	tokenize(prompt: readonly PromptPart[]): Token[];
	close(): Promise<void>;
};

// Beside its KV a state has a head and its tokens' numbers.
const STATE_HEAD_BYTES = 2 ** 20;

/** Throws ModelFileError with the fact and the next step. */
export async function openModel(files: ModelFiles, options: OpenOptions): Promise<OpenModel> {
	const { machine } = options;
	const threads = options.threads ?? threadsFor(machine);
	const llama = await startLlama(options.gpu ?? 'auto', threads, machine);
	const states = stateFiles();
	let preparing = Promise.resolve();
	let closing = false;
	const close = async () => {
		closing = true;
		await preparing;
		await llama.dispose();
		states.close();
	};
	try {
		const contextTokens = options.contextTokens ?? files.manifest.template.contextTokens;
		const model = await load(llama, files, contextTokens);
		const { tokens } = model;
		const { cpuRam, gpuVram } = model.fileInsights.estimateContextResourceRequirements({
			contextSize: contextTokens,
			modelGpuLayers: model.gpuLayers,
			sequences: 1,
			includeGraphOverhead: false
		});
		// Where the KV lies: on a graphics processor in its own memory, which Apple Silicon shares.
		const freeBytes = llama.gpu === false ? machine.freeBytes : (await llama.getVramState()).free;
		const bytesEach = cpuRam + gpuVram;
		const parallel = options.parallel ?? sequencesFor(bytesEach, { freeBytes });
		const headSize = files.header.shape?.headSize ?? null;
		const flashAttention = flashAttentionFor(headSize, llama.gpu !== false);
		const pool = new ContextPool(model, {
			contextTokens,
			sequences: parallel,
			batchTokens: BATCH_TOKENS,
			threads,
			flashAttention,
			adapterPaths: files.adapters.map(({ path }) => path),
			mostContexts: contextsFor(bytesEach * parallel, { freeBytes })
		});
		const opened: OpenModel = {
			files,
			llama,
			model,
			pool,
			template: promptTemplate(files.header.chatTemplate, {
				bos: tokens.bosString,
				eos: tokens.eosString,
				control: controlSpellings(model)
			}),
			contextTokens,
			parallel,
			threads,
			flashAttention,
			backend: llama.gpu === false ? 'cpu' : `${llama.gpu}, ${model.gpuLayers} layers`,
			stateFile: () => states.next(bytesEach + STATE_HEAD_BYTES),
			prepareModifiers() {
				preparing = (async () => {
					for (const [id, { modifier }] of files.adapters.entries()) {
						if (closing) return;
						await pool.prepare([{ id, scale: 1 }]).catch((error: unknown) => {
							const reason = error instanceof Error ? error.message : String(error);
							process.stderr.write(`${modifier.id} waits for its first request: ${reason}\n`);
						});
					}
				})();
				return preparing;
			},
			tokenize(prompt) {
				// Some models' words begin with a space that only a text's first has.
				const list = prompt.flatMap(({ text, plain }, i) =>
					model.tokenize(text, !plain, i === 0 ? undefined : 'trimLeadingSpace')
				);
				if (tokens.shouldPrependBosToken && tokens.bos !== null && list[0] !== tokens.bos)
					list.unshift(tokens.bos);
				return list;
			},
			close
		};
		await pool.prepare([]).catch((cause: unknown) => {
			const reason = cause instanceof Error ? cause.message : String(cause);
			throw new ModelFileError(
				`There is no room for ${parallel} conversations of ${contextTokens} tokens: ${reason}. Start with a smaller --parallel or --context.`,
				{ cause }
			);
		});
		await runSelfTest(opened);
		return opened;
	} catch (error) {
		await close();
		throw error;
	}
}

async function startLlama(gpu: Gpu, maxThreads: number, machine: MachineFacts): Promise<Llama> {
	const wanted =
		gpu === 'auto' ? (hasMetal(machine) ? 'metal' : false) : gpu === 'off' ? false : gpu;
	try {
		return await getLlama({
			gpu: wanted,
			build: 'never',
			skipDownload: true,
			maxThreads,
			logLevel: LlamaLogLevel.error,
			// llama.cpp's own lines would stand among the server's.
			logger: (_level, message) => process.stderr.write(`llama.cpp: ${message.trim()}\n`)
		});
	} catch (cause) {
		if (!(cause instanceof NoBinaryFoundError)) throw cause;
		throw new ModelFileError(noBinary(wanted, machine), { cause });
	}
}

function noBinary(wanted: 'metal' | 'cuda' | 'vulkan' | false, machine: MachineFacts): string {
	const { platform, arch } = machine;
	if (wanted === false)
		return `node-llama-cpp has no binary for ${platform} ${arch}. Use the app in a browser, or a llama-server: \`npm run native -- --print llama-server\`.`;
	const install = installCommand(wanted, machine);
	return install === null
		? `node-llama-cpp has no ${wanted} binary for ${platform} ${arch}. Leave --gpu out to compute on what there is.`
		: `No ${wanted} binary of node-llama-cpp runs here. Install it and the graphics driver, then start again: \`${install}\`. Or leave --gpu out to compute on the CPU.`;
}

/** As a prompt would spell them: what llama.cpp reads as one token wherever control tokens count. */
function controlSpellings(model: LlamaModel): string[] {
	const spellings: string[] = [];
	for (const token of model.iterateAllTokens()) {
		const { control, unknown } = model.getTokenAttributes(token);
		if (control || unknown) spellings.push(model.detokenize([token], true));
	}
	return spellings;
}

async function load(llama: Llama, files: ModelFiles, contextSize: number): Promise<LlamaModel> {
	try {
		return await llama.loadModel({
			modelPath: files.base,
			gpuLayers: llama.gpu === false ? 0 : { fitContext: { contextSize } }
		});
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ModelFileError(
			`${files.base} could not be loaded: ${reason}. Close other programs, or choose a smaller model.`,
			{ cause }
		);
	}
}
