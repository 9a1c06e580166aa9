// What llama.cpp, wllama and the browser say when something goes wrong, and what it means: a code and
// a sentence. wllama passes llama.cpp's own words only through its logger.

import type { EngineErrorCode } from './engine.ts';

/** llama.cpp's last words kept for the message of an error. */
const KEPT_LOG_LINES = 20;

/** wllama's logger: keeps llama.cpp's last errors, and notices what kills a session. */
export class SessionLog {
	#lines: string[] = [];
	onLine: () => void = () => {};
	onFatal: (code: EngineErrorCode, message: string) => void = () => {};

	get text(): string {
		return this.#lines.join('\n');
	}
	clear(): void {
		this.#lines = [];
	}
	debug = (): void => {
		this.onLine();
	};
	log = (): void => {
		this.onLine();
	};
	warn = (...args: unknown[]): void => this.#add(args);
	error = (...args: unknown[]): void => {
		// A worker that could not start reports an event and nothing else.
		if (typeof Event !== 'undefined' && args[0] instanceof Event)
			this.onFatal('failed', 'The model’s worker could not start. Reload the page and try again.');
		else this.#add(args);
	};

	#add(args: unknown[]): void {
		this.onLine();
		const line = args.map(String).join(' ').trim();
		if (/device lost/i.test(line))
			this.onFatal('device-lost', 'The connection to the graphics card was lost. Try again.');
		if (/error|fail|insufficient|corrupt|invalid|exceed/i.test(line)) this.#lines.push(line);
		if (this.#lines.length > KEPT_LOG_LINES) this.#lines.shift();
	}
}

/** A code and a sentence for what llama.cpp, wllama or the browser said. */
export function explain(said: string, otherwise: EngineErrorCode): [EngineErrorCode, string] {
	if (
		/insufficient memory|failed to allocate|out of memory|bad_alloc|Cannot (?:enlarge|allocate)|memory access out of bounds|could not allocate/i.test(
			said
		)
	)
		return [
			'out-of-memory',
			'There is not enough memory for this model. Close other tabs, or choose a smaller model.'
		];
	if (/device lost/i.test(said))
		return ['device-lost', 'The connection to the graphics card was lost. Try again.'];
	const detail = firstError(said);
	if (otherwise === 'invalid-model')
		return [
			'invalid-model',
			/lora/i.test(detail)
				? `An adapter file cannot be used with this model: ${detail}. Remove the model and download it again.`
				: `The model file cannot be read: ${detail}. Remove the model and download it again, or choose another file.`
		];
	if (otherwise === 'device-lost')
		return ['device-lost', `The model stopped unexpectedly (${detail}). Try again.`];
	return [otherwise, `The model could not answer: ${detail}. Try again, or choose another model.`];
}

/** The line that says most: the first of llama.cpp's errors, without the function's name. */
function firstError(said: string): string {
	const lines = said
		.split('\n')
		.map((line) => line.replace(/^(?:\w+ *)*\w+: +(?:error loading model: )?/, '').trim())
		.filter((line) => line !== '');
	return (lines[0] ?? 'no reason was given').replace(/[.\s]+$/, '').slice(0, 200);
}
