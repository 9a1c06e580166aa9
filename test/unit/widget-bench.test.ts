// The figures of the widget's bench that are computed and not read.

import { expect, test } from 'vitest';
import { worstWindow } from '../bench/widget/vitals.ts';

test('layout shifts count in windows, of which the worst is the page’s', () => {
	const at = (startTime: number, value: number) => ({ startTime, value });
	expect(worstWindow([])).toBe(0);
	expect(worstWindow([at(0, 0.1), at(900, 0.1), at(2000, 0.15)])).toBeCloseTo(0.2);
	// No longer than five seconds, however close together they are.
	const steady = Array.from({ length: 10 }, (_, i) => at(i * 900, 0.1));
	expect(worstWindow(steady)).toBeCloseTo(0.6);
});
