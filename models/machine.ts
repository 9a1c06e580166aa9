// The machine a figure was measured on, in words. Not what the app measures of a device (platform/).

import { cpus, loadavg, totalmem } from 'node:os';

/** E.g. `2 CPU cores (AMD EPYC), 7.8 GB of memory, 1.9 other processes busy`. */
export function machineText(): string {
	const cores = cpus();
	// A minute's mean of runnable processes, this one among them: others made what is timed here slower.
	const others = Math.max(0, loadavg()[0]! - 1);
	const model = cores[0]?.model.trim() ?? 'unknown';
	const memory = `${(totalmem() / 1e9).toFixed(1)} GB of memory`;
	return `${cores.length} CPU cores (${model}), ${memory}, ${others.toFixed(1)} other processes busy`;
}
