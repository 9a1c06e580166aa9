// The worker that classifies texts: the page goes on drawing, and the model that answers goes on computing,
// meanwhile. Serves classifier-port.ts with transformers-classifier.ts. Not here: the page's side
// (classifier-worker-client.ts).

import { errorData } from '../contract/errors.ts';
import type { TextClassifier } from '../contract/text-classifier.ts';
import type { FromClassifier, ToClassifier } from './classifier-port.ts';
import { EngineError } from './engine.ts';
import { openClassifier } from './transformers-classifier.ts';

let opening: Promise<TextClassifier> | null = null;
/** One after the other: the runtime computes one call at a time. */
let last: Promise<void> = Promise.resolve();
const stops = new Map<number, AbortController>();

addEventListener('message', ({ data }: MessageEvent<ToClassifier>) => {
	switch (data.type) {
		case 'open':
			return void open(data);
		case 'classify': {
			stops.set(data.request, new AbortController());
			last = last.then(() => classify(data));
			return;
		}
		case 'stop':
			return stops.get(data.request)?.abort();
		default:
			return data satisfies never;
	}
});

async function open({ files, runtime }: Extract<ToClassifier, { type: 'open' }>): Promise<void> {
	opening = openClassifier(async (path) => {
		const blob = files[path];
		if (!blob)
			throw new EngineError(
				'invalid-model',
				`This classifier lacks its file “${path}”. Remove it and download it again.`
			);
		return blob;
	}, runtime);
	try {
		tell({ type: 'opened', labels: (await opening).labels });
	} catch (error) {
		tell({ type: 'unopened', ...errorData(error) });
	}
}

async function classify({
	request,
	texts
}: Extract<ToClassifier, { type: 'classify' }>): Promise<void> {
	const signal = stops.get(request)?.signal;
	try {
		if (!opening) throw new Error('no classifier is open');
		const said = await (await opening).classify(texts, { ...(signal && { signal }) });
		tell({
			type: 'classified',
			request,
			probabilities: said.map((labels) => [...labels.values()])
		});
	} catch (error) {
		tell({ type: 'failed', request, ...errorData(error) });
	} finally {
		stops.delete(request);
	}
}

function tell(message: FromClassifier): void {
	postMessage(message);
}
