// Several answers at once as one stream: their events, each as soon as it comes.

import type { EngineEvent } from './engine.ts';

/** Events of several generators as they come. */
export async function* mergeEvents(
	sources: AsyncGenerator<EngineEvent>[]
): AsyncGenerator<EngineEvent> {
	type Step = { index: number; result: IteratorResult<EngineEvent> };
	const step = (index: number): Promise<Step> =>
		sources[index]!.next().then((result) => ({ index, result }));
	const pending = new Map(sources.map((_, index) => [index, step(index)]));
	try {
		while (pending.size > 0) {
			const { index, result } = await Promise.race(pending.values());
			if (result.done) pending.delete(index);
			else {
				pending.set(index, step(index));
				yield result.value;
			}
		}
	} finally {
		await Promise.all(sources.map((source) => source.return(undefined)));
	}
}
