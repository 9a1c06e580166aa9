import { expect, test } from 'vitest';
import { Installs, progressState } from './installs.ts';
import type { InstallProgress } from './weight-store.ts';

const progress = (receivedBytes: number): InstallProgress => ({
	id: 'm',
	receivedBytes,
	totalBytes: 10,
	bytesPerSecond: 0,
	waiting: null
});

/** Work that ends when told to, or rejects when it is aborted. */
function controlledWork() {
	const end = Promise.withResolvers<string>();
	let runs = 0;
	let report: ((progress: InstallProgress) => void) | undefined;
	const work = (signal: AbortSignal, tell: (progress: InstallProgress) => void) => {
		runs++;
		report = tell;
		signal.addEventListener('abort', () => end.reject(signal.reason));
		return end.promise;
	};
	return { work, end, report: (bytes: number) => report?.(progress(bytes)), runs: () => runs };
}

const nothing = () => undefined;

test('whoever asks for what is running joins it, and hears where it stands', async () => {
	const installs = new Installs<string>();
	const { work, end, report, runs } = controlledWork();
	const first: number[] = [];
	const second: number[] = [];
	const one = installs.run('m', { onProgress: (p) => first.push(p.receivedBytes) }, nothing, work);
	await Promise.resolve();
	report(4);
	const two = installs.run('m', { onProgress: (p) => second.push(p.receivedBytes) }, nothing, work);
	report(8);
	end.resolve('done');
	expect(await Promise.all([one, two])).toEqual(['done', 'done']);
	expect(runs()).toBe(1);
	expect(first).toEqual([4, 8]);
	expect(second).toEqual([4, 8]);
	expect(installs.get('m')).toBeUndefined();
});

test('either of them can pause it, and other tabs are told', async () => {
	const installs = new Installs<string>();
	const { work } = controlledWork();
	const controller = new AbortController();
	let told = 0;
	const one = installs.run('m', {}, nothing, work);
	const two = installs.run('m', { signal: controller.signal }, () => told++, work);
	controller.abort(new Error('paused'));
	await expect(one).rejects.toThrow('paused');
	await expect(two).rejects.toThrow('paused');
	expect(told).toBe(1);
});

test('a signal that aborts after the end pauses nothing', async () => {
	const installs = new Installs<string>();
	const { work, end } = controlledWork();
	const controller = new AbortController();
	let told = 0;
	const run = installs.run('m', { signal: controller.signal }, () => told++, work);
	end.resolve('done');
	expect(await run).toBe('done');
	controller.abort();
	expect(told).toBe(0);
});

test('stopping waits until the work has ended; a new one can start afterwards', async () => {
	const installs = new Installs<string>();
	const running = installs.run('m', {}, nothing, controlledWork().work);
	const ended = expect(running).rejects.toThrow();
	await installs.stopAll();
	await ended;
	const { work, end } = controlledWork();
	end.resolve('again');
	expect(await installs.run('m', {}, nothing, work)).toBe('again');
});

test('a list of models hears why nothing moves', () => {
	expect(progressState({ ...progress(3), waiting: 'waiting for the network' })).toEqual({
		state: 'downloading',
		receivedBytes: 3,
		totalBytes: 10,
		bytesPerSecond: 0,
		waiting: 'waiting for the network'
	});
	expect(progressState(progress(3))).not.toHaveProperty('waiting');
});
