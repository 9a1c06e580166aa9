// The worker's side of engine-port.ts, whichever engine runs in it: loads models, streams answers in
// parcels, passes aborts on. Not here: the page's side (worker-engine.ts), and which engine it is.

import { letGoOfFiles } from '../platform/let-go.ts';
import { EngineError, type Engine, type EngineEvent, type LoadedModel } from './engine.ts';
import {
	failureOf,
	type EngineRequest,
	type FromEngine,
	type LoadRequest,
	type ModelState,
	type ToEngine
} from './engine-port.ts';

// Events that come closer together than 15 ms travel together, three at most: each parcel wakes the
// page, and what is under way when an answer is stopped is computed for nobody.
const GATHER_MS = 15;
const GATHER_EVENTS = 3;

/** Serves the page that started this worker, from now on. */
export function serveEngine(engine: Engine): void {
	const models = new Map<number, LoadedModel>();
	const running = new Map<number, AbortController>();

	addEventListener('message', ({ data }: MessageEvent<ToEngine>) => {
		if (data.type === 'abort') running.get(data.request)?.abort();
		else void answer(data);
	});

	function tell(message: FromEngine): void {
		postMessage(message);
	}

	async function answer(message: { request: number } & EngineRequest): Promise<void> {
		const { request } = message;
		const controller = new AbortController();
		running.set(request, controller);
		const id = message.type === 'load' ? request : message.model;
		try {
			const value = await act(message, controller.signal);
			tell({ request, type: 'done', value, state: stateOf(id) });
		} catch (error) {
			tell({ request, type: 'failed', failure: failureOf(error), state: stateOf(id) });
		} finally {
			running.delete(request);
		}
	}

	async function act(
		message: { request: number } & EngineRequest,
		signal: AbortSignal
	): Promise<number | null> {
		switch (message.type) {
			case 'load':
				await load(message, signal);
				return null;
			case 'generate': {
				const parcel = new Parcel(message.request, tell);
				try {
					for await (const event of modelOf(message.model).generate(message.body, signal))
						parcel.add(event);
				} finally {
					parcel.send();
				}
				return null;
			}
			case 'warm':
				await modelOf(message.model).warm(message.messages, signal);
				return null;
			case 'count':
				return modelOf(message.model).countTokens(message.text);
			case 'dispose':
				await models.get(message.model)?.dispose();
				models.delete(message.model);
				// Its files may be removed now, and this thread had handles of them.
				void letGoOfFiles();
				return null;
			default:
				return message satisfies never;
		}
	}

	async function load(
		{ request, model, options }: { request: number } & LoadRequest,
		signal: AbortSignal
	): Promise<void> {
		const loaded = await engine.load(model, {
			...options,
			signal,
			onProgress: (fraction) => tell({ request, type: 'progress', fraction }),
			onNotice: (message) => tell({ request, type: 'notice', message, state: stateOf(request) })
		});
		models.set(request, loaded);
		const state = stateOf(request);
		if (state) tell({ request, type: 'loaded', manifest: loaded.manifest, state });
	}

	function modelOf(id: number): LoadedModel {
		const model = models.get(id);
		if (!model) throw new EngineError('failed', 'The model was unloaded. Load it again.');
		return model;
	}

	function stateOf(id: number): ModelState | null {
		const model = models.get(id);
		if (!model) return null;
		const { backend, contextTokens, capabilities } = model;
		return { backend, contextTokens, capabilities };
	}
}

/** Events of one answer on their way; the first after a pause travels at once. */
class Parcel {
	readonly #request: number;
	readonly #tell: (message: FromEngine) => void;
	#events: EngineEvent[] = [];
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(request: number, tell: (message: FromEngine) => void) {
		this.#request = request;
		this.#tell = tell;
	}

	add(event: EngineEvent): void {
		this.#events.push(event);
		// That the prompt was read is told with the first word, which must not wait behind it.
		if (event.type === 'prompt-read') return;
		if (this.#timer === null || this.#events.length >= GATHER_EVENTS) this.send();
		this.#timer ??= setTimeout(() => {
			this.#timer = null;
			this.send();
		}, GATHER_MS);
	}

	send(): void {
		const events = this.#events;
		if (events.length > 0) this.#tell({ request: this.#request, type: 'events', events });
		this.#events = [];
	}
}
