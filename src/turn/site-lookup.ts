// Looks into a site's pages before its chat answers: what they hold on the question, or that they do not
// tell. A search that fails costs no answer: it is said, and the model answers by itself. Fetched with the
// first turn of a site's chat. Not here: the search (src/site/), and the prompt (site-prompt.ts).

import { errorData } from '../contract/errors.ts';
import type { TurnEvent } from '../contract/events.ts';
import { SITE_UNSEARCHED } from '../decide/plan-words.ts';
import { holdsMarker } from './role-markers.ts';
import type { SiteKnowledge } from './site-prompt.ts';
import type { Turn } from './turn.ts';

/** A first search fetches the index and the embedder; who waits longer is answered without. */
export const SITE_PATIENCE_MS = 60_000;

export async function* lookInSite(
	turn: Turn,
	site: SiteKnowledge
): AsyncGenerator<TurnEvent, void> {
	const { deps, state, situation, signal } = turn;
	yield* turn.opening;
	const startedMs = deps.elapsed();
	const patience = AbortSignal.any([signal, AbortSignal.timeout(SITE_PATIENCE_MS)]);
	try {
		const found = await site.find(situation.prompt, patience);
		// A page that holds a template's marks could speak in another's role.
		const citations = found.filter(({ title, text }) => !holdsMarker(`${title} ${text}`));
		state.site = { citations, readHere: false };
	} catch (error) {
		if (signal.aborted) return;
		const why = `${SITE_UNSEARCHED} ${errorData(error).message}`;
		state.reasons.push(why);
		yield { type: 'notice', message: why };
	}
	state.stages.site = deps.elapsed() - startedMs;
}
