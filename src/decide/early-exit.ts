// Whether a streaming answer is given up before its end, because its running confidence has fallen so
// low that it is handed over anyway. The bound is the model's, chosen by the calibrate step so that
// fewer than one in a hundred right answers is lost by it. Pure; not whom it is handed to, and only
// of use where there is somebody: the caller asks that first.

import type { EarlyExit } from '../contract/manifest.ts';

export type Running = {
	/** Calibrated, of the answer so far; null while nothing is known. */
	confidence: number | null;
	/** So far. */
	tokens: number;
};

/** Never without a bound, which is of the base's answers alone. */
export function exitsEarly(
	exit: EarlyExit | null | undefined,
	{ confidence, tokens }: Running
): boolean {
	if (!exit || confidence === null) return false;
	return tokens >= exit.tokens && confidence < exit.confidence;
}
