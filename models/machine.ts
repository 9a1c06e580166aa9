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

const BUSY = /, (\d+\.\d) other processes busy$/;

/** The machines of several measurements, each once, and the busiest that any of them was. */
export function machinesText(texts: readonly string[]): string {
	const busiest = Math.max(...texts.map((text) => Number(BUSY.exec(text)?.[1] ?? 0)));
	const machines = new Set(texts.map((text) => text.replace(BUSY, '')));
	return `${[...machines].join('; ')}, up to ${busiest.toFixed(1)} other processes busy`;
}
