// A site's passages in front of a question, for a model that follows what it is told: one that follows no
// instructions answers a question with passages before it worse than the question alone, and is given none.
// Beside the question and not in the system prompt: what a model read of the conversation stays valid.
// Not here: finding the passages (site-lookup.ts).

import { MESSAGE_ALLOWANCE } from '../context/fit-context.ts';
import type { SiteCitation } from '../contract/site-finding.ts';
import { withPassages } from '../decide/site-passages.ts';
import type { LoadedModel } from '../engine/engine.ts';
import { tokenCounter } from './token-counts.ts';

/** What a site's chat knows of its pages. */
export interface SiteKnowledge {
	/** The passages on a question, best first; none where the site does not tell. Throws what fetching throws. */
	find(question: string, signal: AbortSignal): Promise<readonly SiteCitation[]>;
}

/** What was found for the turn's question. */
export type SiteState = {
	citations: readonly SiteCitation[];
	/** Whether the model of this device was given them. */
	readHere: boolean;
};

/** Of a context, for passages: half of the rest is left for the conversation and the answer. */
const SHARE = 0.4;

/** The question as a model of this device is asked it; notes in `site` whether it was given passages. */
export async function promptHere(
	question: string,
	site: SiteState | null,
	model: LoadedModel,
	contextTokens: number
): Promise<string> {
	if (site === null || !model.manifest.template.systemPrompt) return question;
	const count = tokenCounter(model);
	const alone = await count(question);
	const chosen: SiteCitation[] = [];
	for (const citation of site.citations) {
		const asked = withPassages(question, [...chosen, citation]);
		if ((await count(asked)) - alone + MESSAGE_ALLOWANCE > contextTokens * SHARE) break;
		chosen.push(citation);
	}
	site.readHere = chosen.length > 0;
	return withPassages(question, chosen);
}
