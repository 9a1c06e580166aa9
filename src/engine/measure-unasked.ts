// Measures by itself what answers, at a moment when nobody waits for anything: some time after the start, and where
// the page is hidden or busy then, when it is looked at and quiet again. Not here: measuring (device-service.ts).

import type { Unsubscribe } from '../contract/services.ts';

export type CalmMoments = {
	/** Whether the page is looked at, no turn runs and the device saves no power. */
	isCalm(): Promise<boolean>;
	/** Something of that may have changed. */
	onChange(listener: () => void): Unsubscribe;
	wait(ms: number): Promise<void>;
};

// After the start, and after what a person does first.
const AFTER_START_MS = 20_000;
// Whoever comes back, or reads an answer, may be about to ask.
const AFTER_CHANGE_MS = 10_000;
/** A question that comes in between ends a measurement; a model that cannot be measured does so each time. */
const MOST_TRIES = 3;

/** `isThere`: whether it is still this model that answers. Never throws: what cannot be measured is done without. */
export async function measureUnasked(
	measure: () => Promise<void>,
	isThere: () => boolean,
	moments: CalmMoments
): Promise<void> {
	await moments.wait(AFTER_START_MS);
	for (let tries = 0; tries < MOST_TRIES && isThere();) {
		let changed: () => void = () => undefined;
		const change = new Promise<void>((resolve) => (changed = resolve));
		// From before it is asked, so that no change is missed.
		const end = moments.onChange(changed);
		try {
			if (await moments.isCalm()) {
				tries += 1;
				if (isThere() && (await measured(measure))) return;
			} else await change;
		} finally {
			end();
		}
		await moments.wait(AFTER_CHANGE_MS);
	}
}

const measured = (measure: () => Promise<void>): Promise<boolean> =>
	measure().then(
		() => true,
		() => false
	);
