// What a machine is called, and several measurements on it together.

import { expect, test } from 'vitest';
import { machinesText, machineText } from './machine.ts';

test('this machine is told by its cores, its memory and what else ran', () => {
	expect(machineText()).toMatch(
		/^\d+ CPU cores \(.+\), \d+\.\d GB of memory, \d+\.\d other processes busy$/
	);
});

test('steps on one machine name it once, with the busiest it was', () => {
	const at = (busy: string, cores = 2) =>
		`${cores} CPU cores (A), 8.0 GB of memory, ${busy} other processes busy`;
	expect(machinesText([at('1.0'), at('3.5'), at('0.0')])).toBe(
		'2 CPU cores (A), 8.0 GB of memory, up to 3.5 other processes busy'
	);
	expect(machinesText([at('1.0'), at('2.0', 4)])).toBe(
		'2 CPU cores (A), 8.0 GB of memory; 4 CPU cores (A), 8.0 GB of memory, up to 2.0 other processes busy'
	);
});
