// The comparison before its code is here: most visits never open its page. Not here: the comparison
// itself (compare.ts).

import type { CompareService } from '../contract/compare.ts';

/** `load` gives the same service each time. */
export function compareOnFirstUse(load: () => Promise<CompareService>): CompareService {
	return {
		elsewhere: async () => (await load()).elsewhere(),
		cost: async (request) => (await load()).cost(request),
		consent(answer) {
			// One waits where one runs, and then it is here.
			load().then(
				(service) => service.consent(answer),
				() => undefined
			);
		},
		async *run(request, stops) {
			yield* (await load()).run(request, stops);
		},
		vote: async (answers, best) => (await load()).vote(answers, best),
		votes: async () => (await load()).votes(),
		forgetVotes: async () => (await load()).forgetVotes(),
		keep: async (kept) => (await load()).keep(kept)
	};
}
