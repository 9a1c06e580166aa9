// What the edge costs beside its peer: `npm run bench -- edge`.
//   [--only latency,tokens,throughput,memory,living]  [--against portkey]  [--out FILE]
// A mock provider, the gateways and the load are processes on the loopback, and take turns in short
// rounds. Prints a table and JSON. An idle machine is part of the measurement.

import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { clientOf, percentile } from './edge/load.ts';
import { processorMs, residentMib, startTargets, type Target } from './edge/targets.ts';

const { values } = parseArgs({
	options: {
		only: { type: 'string', default: 'latency,tokens,throughput,memory,living' },
		against: { type: 'string', default: 'portkey' },
		out: { type: 'string' }
	}
});
const only = values.only.split(',');
const names = ['understudy', ...values.against.split(',')];
let { targets, stop } = await startTargets(names);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
const rows: Record<string, string | number>[] = [];
const add = (measure: string, target: string, figures: Record<string, number>) =>
	rows.push({
		measure,
		target,
		...Object.fromEntries(Object.entries(figures).map(([k, v]) => [k, Number(v.toPrecision(3))]))
	});

try {
	const gateways = targets.filter(({ name }) => name !== 'direct');
	if (only.some((measure) => /latency|tokens|throughput/.test(measure)))
		for (const target of gateways) await warm(target);
	if (only.includes('latency')) await latency();
	if (only.includes('tokens')) for (const streams of [1, 50, 500]) await tokens(streams);
	if (only.includes('throughput')) await throughput(gateways);
	for (const measure of ['memory', 'living'] as const) {
		if (!only.includes(measure)) continue;
		stop();
		// Fresh processes: what the runs before left behind would hide growth.
		({ targets, stop } = await startTargets(names));
		for (const target of targets) if (target.livingMib) await memory(target, measure);
	}
} finally {
	stop();
}
console.table(rows);
const result = { cpu: `${cpus().length} × ${cpus()[0]?.model}`, node: process.version, rows };
console.log(JSON.stringify(result));
if (values.out) writeFileSync(values.out, `${JSON.stringify(result, null, '\t')}\n`);

/** Compiled code, open connections. */
async function warm(target: Target): Promise<void> {
	const client = clientOf(target);
	for (let i = 0; i < 20; i++)
		await Promise.all(Array.from({ length: 25 }, () => client.stream(20, 0)));
	for (let i = 0; i < 20; i++) await Promise.all(Array.from({ length: 25 }, () => client.whole()));
	client.close();
}

/** One request after the other, targets in turn, so that a busy moment hits all alike. */
async function latency(): Promise<void> {
	const clients = targets.map((target) => ({
		target,
		client: clientOf(target),
		ms: [] as number[]
	}));
	for (let round = 0; round < 1_000; round++)
		for (const { client, ms } of clients) ms.push((await client.stream(3, 0)).firstByteMs);
	const direct = clients[0]?.ms ?? [];
	for (const { target, client, ms } of clients) {
		client.close();
		add('first byte, ms', target.name, {
			p50: percentile(ms, 0.5),
			p99: percentile(ms, 0.99),
			'added p50': percentile(ms, 0.5) - percentile(direct, 0.5),
			'added p99': percentile(ms, 0.99) - percentile(direct, 0.99)
		});
	}
}

/** Streams side by side, each 20 tokens a second (10 with 500): how late a token comes, and the memory. */
async function tokens(streams: number): Promise<void> {
	const [count, everyMs] = streams === 500 ? [60, 100] : [120, 50];
	let direct: number[] = [];
	for (const target of targets) {
		const client = clientOf(target);
		let peakMib = 0;
		const timer = setInterval(() => (peakMib = Math.max(peakMib, residentMib(target.pid))), 100);
		const started = Array.from({ length: streams }, (_, i) =>
			// Spread over one interval: providers do not write in step.
			pause((i / streams) * everyMs).then(() => client.stream(count, everyMs))
		);
		const all = (await Promise.all(started)).flatMap(({ tokenMs }) => tokenMs);
		clearInterval(timer);
		client.close();
		if (target.name === 'direct') direct = all;
		add(`token, ms, ${streams} streams`, target.name, {
			p50: percentile(all, 0.5),
			p99: percentile(all, 0.99),
			'added p50': percentile(all, 0.5) - percentile(direct, 0.5),
			'added p99': percentile(all, 0.99) - percentile(direct, 0.99),
			...(target.name !== 'direct' && { MiB: peakMib })
		});
	}
}

/** As many as go, 50 at a time, for three rounds of three seconds each, gateways in turn. */
async function throughput(gateways: Target[]): Promise<void> {
	for (const [measure, run] of [
		['requests a second, whole', (c: ReturnType<typeof clientOf>) => c.whole()],
		['requests a second, 50 tokens streamed', (c: ReturnType<typeof clientOf>) => c.stream(50, 0)]
	] as const) {
		const best = new Map<string, number>();
		const total = new Map<string, { done: number; cpuMs: number }>();
		for (let round = 0; round < 3; round++)
			for (const target of gateways) {
				const client = clientOf(target);
				let done = 0;
				const cpuMs = processorMs(target.pid);
				const startedMs = performance.now();
				const worker = async () => {
					while (performance.now() - startedMs < 3_000) {
						await run(client);
						done += 1;
					}
				};
				await Promise.all(Array.from({ length: 50 }, worker));
				const rate = (done / (performance.now() - startedMs)) * 1000;
				best.set(target.name, Math.max(best.get(target.name) ?? 0, rate));
				client.close();
				const sum = total.get(target.name) ?? { done: 0, cpuMs: 0 };
				sum.done += done;
				sum.cpuMs += processorMs(target.pid) - cpuMs;
				total.set(target.name, sum);
			}
		for (const [name, rate] of best) {
			const { done, cpuMs } = total.get(name) ?? { done: 0, cpuMs: 0 };
			add(measure, name, { best: rate, 'processor ms each': cpuMs / done });
		}
	}
}

/**
 * 10,000 streamed requests, 20 at a time, from a process that answered one: the resident memory, left to
 * itself, or what of the heap lives, after a full collection each time.
 */
async function memory(target: Target, measure: 'memory' | 'living'): Promise<void> {
	const client = clientOf(target);
	const mib = async () =>
		measure === 'living' && target.livingMib ? target.livingMib() : residentMib(target.pid);
	const seen: Record<string, number> = { 'MiB at first': await mib() };
	for (let done = 0; done < 10_000; done += 1_000) {
		for (let i = 0; i < 50; i++)
			await Promise.all(Array.from({ length: 20 }, () => client.stream(20, 0)));
		if (done === 0 || done === 4_000 || done === 9_000)
			seen[`MiB after ${done + 1_000}`] = await mib();
	}
	client.close();
	add(measure, target.name, seen);
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
