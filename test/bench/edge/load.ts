// The load of the edge's bench: plain Node HTTP with kept connections and almost no parsing, so that the
// client costs little beside what it measures. Every answer is checked for being whole.

import { Agent, request as httpRequest } from 'node:http';
import process from 'node:process';
import type { Target } from './targets.ts';

export type Streamed = {
	/** From sending the request to the first byte of the answer's body. */
	firstByteMs: number;
	/** For each token: from the provider's write to its arrival here. */
	tokenMs: number[];
};

export type Client = {
	stream(tokens: number, everyMs: number): Promise<Streamed>;
	whole(): Promise<void>;
	close(): void;
};

const MESSAGES = [
	{ role: 'system', content: 'You are a helpful assistant. Answer in one paragraph.' },
	{ role: 'user', content: 'Why is the sky blue? '.repeat(10) }
];

export function clientOf(target: Target): Client {
	const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
	const ask = (body: object, onBytes: (bytes: Buffer) => void) =>
		new Promise<void>((resolve, reject) => {
			const text = JSON.stringify({ model: target.model, messages: MESSAGES, ...body });
			const request = httpRequest(
				{
					host: '127.0.0.1',
					port: target.port,
					path: '/v1/chat/completions',
					method: 'POST',
					agent,
					headers: {
						'content-type': 'application/json',
						'content-length': Buffer.byteLength(text),
						...target.headers
					}
				},
				(response) => {
					if (response.statusCode !== 200)
						reject(new Error(`${target.name} answered ${response.statusCode}.`));
					response.on('data', onBytes);
					response.on('end', resolve);
					response.on('error', reject);
				}
			);
			request.on('error', reject);
			request.end(text);
		});
	return {
		async stream(tokens, everyMs) {
			const result: Streamed = { firstByteMs: 0, tokenMs: [] };
			let tail = '';
			const startedNs = process.hrtime.bigint();
			await ask({ stream: true, user: `${tokens},${everyMs}` }, (bytes) => {
				const nowNs = process.hrtime.bigint();
				if (result.firstByteMs === 0) result.firstByteMs = Number(nowNs - startedNs) / 1e6;
				const text = tail + bytes.toString('latin1');
				for (const [, at = '0'] of text.matchAll(/@(\d+)@/g))
					result.tokenMs.push(Number(nowNs - BigInt(at)) / 1e6);
				// A mark that was cut in two is read with the next piece.
				const open = text.lastIndexOf('data: ');
				tail = text.slice(open).includes('\n\n') ? '' : text.slice(open);
				if (/@\d+@/.test(tail)) tail = '';
			});
			if (result.tokenMs.length !== tokens)
				throw new Error(`${target.name} gave ${result.tokenMs.length} of ${tokens} tokens.`);
			return result;
		},
		async whole() {
			let bytes = 0;
			await ask({}, (piece) => (bytes += piece.length));
			if (bytes < 500) throw new Error(`${target.name} gave ${bytes} bytes.`);
		},
		close: () => agent.destroy()
	};
}

/** The value below which a share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
