import { expect, test } from 'vitest';
import type { DeviceReport } from '../../contract/services.ts';
import { mlcFitOf } from './mlc-fit.ts';

const device: DeviceReport = {
	webgpu: { available: true, shaderF16: true, adapter: 'a GPU', reason: '' },
	threads: 8,
	crossOriginIsolated: true,
	memoryGb: 4,
	quotaBytes: 10e9,
	usedBytes: 1e9,
	persisted: true
};
const offer = { bytes: 2e9, quantisation: 'q4f16_1' };

test('what memory or room cannot hold is refused before gigabytes come for it', () => {
	expect(mlcFitOf(offer, device)).toEqual({ kind: 'runs' });
	expect(mlcFitOf({ ...offer, bytes: 7e9 }, device)).toEqual({
		kind: 'refused',
		lacks: 'memory',
		needsBytes: 7e9,
		hasBytes: 6e9
	});
	expect(mlcFitOf(offer, { ...device, usedBytes: 9e9 })).toEqual({
		kind: 'refused',
		lacks: 'storage',
		needsBytes: 2e9,
		hasBytes: 1e9
	});
	const untold = { ...device, memoryGb: null, quotaBytes: 0 };
	expect(mlcFitOf({ ...offer, bytes: 7e9 }, untold)).toEqual({ kind: 'runs' });
});

test('what the graphics lack is said, each by its name', () => {
	const without = (webgpu: Partial<DeviceReport['webgpu']>) =>
		mlcFitOf(offer, { ...device, webgpu: { ...device.webgpu, ...webgpu } });
	expect(without({ available: false })).toEqual({ kind: 'waits', lacks: 'graphics' });
	expect(without({ shaderF16: false })).toEqual({ kind: 'waits', lacks: 'shader-f16' });
	const whole = { ...device, webgpu: { ...device.webgpu, shaderF16: false } };
	expect(mlcFitOf({ ...offer, quantisation: 'q4f32_1' }, whole)).toEqual({ kind: 'runs' });
});
