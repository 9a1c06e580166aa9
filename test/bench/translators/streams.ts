// Recorded streams for the comparison of translators: those of test/fixtures/wire, with one text delta
// said as often as a real answer has deltas, and any folder of recordings in the AI SDK's repository form
// (`*.chunks.txt`, one event's JSON a line). Also what an OpenAI client makes of a translated stream.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bytes } from '../../../worker/contract.ts';
import type { Form } from './ai-sdk.ts';

export type Stream = {
	name: string;
	form: Form;
	/** One event each, as a network brings them that keeps up with the model. */
	pieces: Bytes[];
};

const FIXTURES = join(import.meta.dirname, '../../fixtures/wire');
const encoder = new TextEncoder();

/** A fixture as it is, or with its events that say `repeated` said so many times. */
export function fixture(name: string, repeated = '', times = 1): Stream {
	const pieces = readFileSync(join(FIXTURES, name), 'utf8')
		.split(/(?<=\n\r?\n)/)
		.flatMap((event) =>
			Array.from({ length: repeated && event.includes(repeated) ? times : 1 }, () =>
				encoder.encode(event)
			)
		);
	const form = name.startsWith('gemini') ? 'gemini' : 'anthropic';
	return { name: times > 1 ? `${name} × ${times}` : name, form, pieces };
}

/** Every recording under a folder; which provider it is of, the folder's name says. */
export function recordings(folder: string): Stream[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((path) => /(anthropic|google)\/.*\.chunks\.txt$/.test(path))
		.toSorted()
		.map((path): Stream => {
			const form = /(?:^|\/)google\//.test(path) ? 'gemini' : 'anthropic';
			const events = readFileSync(join(folder, path), 'utf8').trim().split('\n');
			// Some files hold several answers after one another: a real stream ends with its first.
			const stop = events.findIndex((json) => json.includes('"type":"message_stop"'));
			const pieces = events.slice(0, stop === -1 ? undefined : stop + 1).map((json) => {
				const kind = form === 'anthropic' ? `event: ${String(JSON.parse(json).type)}\n` : '';
				return encoder.encode(`${kind}data: ${json}\n\n`);
			});
			return { name: basename(path, '.chunks.txt'), form, pieces };
		});
}

/** The pieces as a provider's answer, one read each. */
export function answerOf({ pieces }: Stream): Response {
	let next = 0;
	const body = new ReadableStream<Bytes>({
		pull(controller) {
			const piece = pieces[next++];
			if (piece) controller.enqueue(piece);
			else controller.close();
		}
	});
	return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

export type Assembled = {
	content: string;
	reasoning: string;
	finish: string | null;
	calls: { name: string; arguments: unknown }[];
	usage: unknown;
};

/** What an OpenAI client makes of a stream's events. */
export function assembled(text: string): Assembled {
	const answer: Assembled = { content: '', reasoning: '', finish: null, calls: [], usage: null };
	const args: string[] = [];
	for (const block of text.split('\n\n')) {
		if (!block.startsWith('data: ')) continue;
		const event = JSON.parse(block.slice(6));
		answer.usage = event.usage ?? answer.usage;
		for (const { delta, finish_reason: finish } of event.choices) {
			answer.content += delta.content ?? '';
			answer.reasoning += delta.reasoning_content ?? '';
			answer.finish = finish ?? answer.finish;
			for (const { index, function: f } of delta.tool_calls ?? []) {
				args[index] = (args[index] ?? '') + (f.arguments ?? '');
				if (f.name) answer.calls[index] = { name: f.name, arguments: null };
			}
		}
	}
	// `{"a": 1}` and `{"a":1}` are the same arguments.
	answer.calls.forEach((call, i) => (call.arguments = parsed(args[i] ?? '')));
	return answer;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text || '{}');
	} catch {
		return text;
	}
}
