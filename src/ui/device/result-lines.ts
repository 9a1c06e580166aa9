// The result of measuring a model as lines of a name and a value, for the card on screen, the text that is
// copied and the picture. What every page is told of the device, and nothing that tells one person from
// another. Pure. Not here: drawing it (draw-result.ts).

import type { Benchmark } from '../../contract/device-profile.ts';
import type { DeviceReport } from '../../contract/services.ts';
import type { DeviceWords } from '../messages/device/en.ts';
import type { Format } from '../messages/format.ts';

export type ResultLine = { name: string; value: string };

// navigator.deviceMemory never says more than 8.
const MEMORY_CAP_GB = 8;

export function resultLines(
	benchmark: Benchmark,
	device: DeviceReport,
	t: DeviceWords,
	format: Format
): ResultLine[] {
	const { card } = t;
	const { engine, backend, prefillTokensPerSecond, memoryBytes } = benchmark;
	const speed = (tokens: number) => card.speed(figure(tokens, format));
	return [
		{ name: card.model, value: benchmark.modelName },
		{
			name: card.runs,
			value: card.runsValue(t.engines[engine], t.places[backend] ?? backend)
		},
		{ name: card.writes, value: speed(benchmark.decodeTokensPerSecond) },
		{
			name: card.reads,
			value: prefillTokensPerSecond === null ? card.unknown : speed(prefillTokensPerSecond)
		},
		{
			name: card.first,
			value: card.firstValue(
				format.duration(benchmark.firstTokenMs),
				format.number(benchmark.promptTokens)
			)
		},
		{
			name: card.memory,
			value: memoryBytes === null ? card.unknown : format.bytes(memoryBytes)
		},
		{ name: card.device, value: deviceLine(device, t, format) },
		{ name: card.date, value: format.date(benchmark.atMs) }
	];
}

export function resultText(title: string, lines: readonly ResultLine[]): string {
	return [title, ...lines.map(({ name, value }) => `${name}: ${value}`)].join('\n');
}

function deviceLine(device: DeviceReport, { card }: DeviceWords, format: Format): string {
	const { browser, system, threads, memoryGb, webgpu } = device;
	const memory = format.bytes((memoryGb ?? 0) * 1e9);
	return [
		...(browser ? [card.on(browser, system ?? '')] : []),
		card.threads(format.number(threads)),
		...(memoryGb === null
			? []
			: [memoryGb >= MEMORY_CAP_GB ? card.deviceMemoryAtLeast(memory) : card.deviceMemory(memory)]),
		webgpu.available ? webgpu.adapter.replace(/ \(.*\)$/, '') : card.noGraphics
	].join(', ');
}

/** Two figures of a small number, none after the point of a large one. */
function figure(tokens: number, format: Format): string {
	return tokens < 10 ? format.number(tokens, 1) : format.number(Math.round(tokens));
}
