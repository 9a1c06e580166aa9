// Who asks, in a process of its own, so that reading answers takes no time from who writes them: it gets one
// list of requests at a time, sends them all at once, and says when pieces came. Started by asker().

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'node:http';

export type Asked = { url: string; body: Record<string, unknown> };

export type Heard = {
	/** From sending to the first piece with text. */
	firstMs: number;
	/** From the first such piece to the last one. */
	restMs: number;
	/** From sending to the end. */
	allMs: number;
	text: string;
	/** llama-server's figures. */
	timings: { cache_n: number; prompt_n: number; predicted_n: number; prompt_ms: number };
};

export type Asker = { ask(...list: Asked[]): Promise<Heard[]>; stop(): void };

/** Starts the process. */
export function asker(): Asker {
	const child = fork(fileURLToPath(import.meta.url), ['ask'], { stdio: 'inherit' });
	return {
		ask: (...list) =>
			new Promise((resolve, reject) => {
				child.once('message', (answer: { heard?: Heard[]; error?: string }) =>
					answer.heard ? resolve(answer.heard) : reject(new Error(answer.error))
				);
				child.send(list);
			}),
		stop: () => void child.kill()
	};
}

const agent = new Agent({ keepAlive: true });

function hear({ url, body }: Asked): Promise<Heard> {
	return new Promise((resolve, reject) => {
		const beganMs = performance.now();
		let [firstMs, lastMs, rest, text] = [0, 0, '', ''];
		let timings: Heard['timings'] | null = null;
		const line = (data: string) => {
			if (!data.startsWith('data: {')) return;
			const event = JSON.parse(data.slice('data: '.length)) as {
				error?: { message: string };
				choices?: { delta: { content?: string } }[];
				timings?: Heard['timings'];
			};
			if (event.error) reject(new Error(event.error.message));
			timings = event.timings ?? timings;
			const piece = event.choices?.[0]?.delta.content ?? '';
			if (piece === '') return;
			text += piece;
			lastMs = performance.now();
			firstMs ||= lastMs;
		};
		const call = request(url, {
			agent,
			method: 'POST',
			headers: { 'content-type': 'application/json' }
		});
		call.on('error', reject);
		call.on('response', (response) => {
			response.setEncoding('utf8');
			response.on('data', (chunk: string) => {
				const lines = (rest + chunk).split('\n');
				rest = lines.pop() ?? '';
				lines.forEach(line);
			});
			response.on('end', () => {
				if (!timings) return reject(new Error(`No answer: ${response.statusCode} ${rest}`));
				resolve({
					firstMs: firstMs - beganMs,
					restMs: lastMs - firstMs,
					allMs: performance.now() - beganMs,
					text,
					timings
				});
			});
		});
		call.end(JSON.stringify({ stream: true, temperature: 0, ...body }));
	});
}

if (process.argv[2] === 'ask' && process.send)
	process.on('message', (list: Asked[]) => {
		Promise.all(list.map(hear)).then(
			(heard) => process.send?.({ heard }),
			(error: unknown) => process.send?.({ error: String(error) })
		);
	});
