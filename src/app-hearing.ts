// Puts together what hears complaints in other languages: the classifiers on this device, the one that is kept open, and
// when it is asked. A part of app.ts that is fetched when it is first needed: most people have no classifier.

import { createClassifierModels } from './engine/classifier-models.ts';
import { openBrowserClassifier } from './engine/classifier-worker-client.ts';
import { KeptClassifier } from './engine/kept-classifier.ts';
import { CLASSIFIER_ID_PREFIX } from './contract/ids.ts';
import type { HearingService } from './contract/hearing.ts';
import { longestPair } from './decide/foreign-complaint.ts';
import { browserNetwork } from './platform/network.ts';
import { savesPower } from './platform/power.ts';
import type { WeightStore } from './platform/weight-store.ts';
import { createComplaintHearer, type HearingParts } from './turn/complaint-hearer.ts';
import type { ComplaintHearer } from './turn/hear-complaint.ts';

// In the browser's own list of what happened when, for whoever measures it.
const HEARS = 'understudy:hears';

export function createHearing({
	weights,
	...parts
}: {
	weights: WeightStore;
} & Pick<HearingParts, 'conversations' | 'idle'>): {
	classifiers: HearingService;
	hearer: ComplaintHearer;
} {
	const classifiers = createClassifierModels({
		weights,
		catalog: async () => (await import('../models/classifier-catalog.json')).default,
		network: browserNetwork,
		open: openBrowserClassifier,
		longest: async () => longestPair(),
		elapsed: () => performance.now()
	});
	const { delay } = browserNetwork;
	const kept = new KeptClassifier({
		find: () => classifiers.find(),
		async open(files) {
			const opened = await openBrowserClassifier(files);
			performance.mark(HEARS);
			return opened;
		},
		delay,
		onGivenUp: (id, error) => classifiers.gaveUp(id, error)
	});
	// Another may hear from now on, or none.
	weights.onChange((id, { state }) => {
		if (id.startsWith(CLASSIFIER_ID_PREFIX) && (state === 'ready' || state === 'absent'))
			kept.changed();
	});
	const never = new AbortController().signal;
	return {
		classifiers,
		hearer: createComplaintHearer({
			...parts,
			kept,
			language: () => document.documentElement.lang,
			savesPower,
			delay: (ms) => delay(ms, never)
		})
	};
}
