// The app's figures in one go: the whole turn against bare wllama, the weights against wllama's own
// cache, time until a model can answer, and memory after a thousand turns. `npm run bench -- app`
// (about a quarter of an hour); each part also runs alone: turn, weights, memory. An idle machine is part
// of the measurement.

import { cpus, loadavg } from 'node:os';
import { benchMemory } from './memory.ts';
import { benchTurn } from './turn.ts';
import { benchWeights } from './weights.ts';

const loadBefore = loadavg()[0];
const onRound = (line: string) => console.log(line);
const turn = await benchTurn(15, onRound);
const weights = await benchWeights({ onRound });
const memory = await benchMemory();

const row = (ours: number, against: number, ratio: number, aim: string) => ({
	ours: Number(ours.toPrecision(3)),
	against: Number(against.toPrecision(3)),
	ratio: Number(ratio.toPrecision(3)),
	aim
});
console.table({
	'decode, tokens/s': row(
		turn.app.decodePerSecond,
		turn.bare.decodePerSecond,
		turn.decodeRatio,
		'≥ 0.97'
	),
	'prefill, tokens/s': row(
		turn.app.prefillPerSecond,
		turn.bare.prefillPerSecond,
		turn.prefillRatio,
		'≥ 0.97'
	),
	'question to first text, ms': row(
		turn.app.firstMs,
		turn.bare.firstMs,
		turn.app.firstMs / turn.bare.firstMs,
		'–'
	),
	'first text, turn 10 against turn 1': { ratio: turn.turnTenOverOne, aim: '≤ 1.1' },
	'weights to first token, ms': row(
		weights.store.totalMs,
		weights.wllama.totalMs,
		weights.ratio,
		'≤ 1.1'
	),
	'ready to answer, ms (later visit, first visit)': {
		ours: turn.readyMs.later,
		against: turn.readyMs.first
	},
	'memory, MiB (1,000 turns, 100 turns)': row(
		memory.lateMegabytes,
		memory.earlyMegabytes,
		memory.ratio,
		'≤ 1.1'
	)
});
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, loadBefore };
console.log(JSON.stringify({ machine, turn, weights, memory }, null, '\t'));
