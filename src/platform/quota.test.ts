import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';
import { askToPersist, measureRoom, storageError } from './quota.ts';
import { checkRoom, roomAlong } from './room-forecast.ts';

test.each([
	[0, '0 bytes'],
	[999, '999 bytes'],
	[1000, '1.0 kB'],
	[99_960, '100 kB'],
	[999_600, '1.0 MB'],
	[2_019_377_696, '2.0 GB'],
	[-5, '0 bytes']
])('%i bytes read as %s', (bytes, text) => {
	expect(formatBytes(bytes)).toBe(text);
});

const room = { quotaBytes: 1e9, usedBytes: 0.4e9, persisted: false };

test('what fits is let through, and so is everything where the room is unknown', () => {
	expect(() => checkRoom('A model', 5e8, room)).not.toThrow();
	expect(() => checkRoom('A model', 5e12, { ...room, quotaBytes: 0 })).not.toThrow();
});

test('what does not fit is refused with need, room and the next step', () => {
	expect(() => checkRoom('Qwen3 0.6B', 6e8, room)).toThrow(
		'Qwen3 0.6B needs 634 MB more on this device; the browser has 600 MB left for this app (400 MB of 1.0 GB in use). Remove a model, free disk space, or choose a smaller model.'
	);
});

test('room is made when a piece finds none, and no sooner', async () => {
	const freed: number[] = [];
	const models = [0.3e9, 0.2e9];
	const take = roomAlong('A model', 9e8, { ...room, usedBytes: 0.5e9 }, async () => {
		freed.push(models.shift() ?? 0);
		return freed.at(-1)!;
	});
	await take(4e8);
	expect(freed).toEqual([]);
	await take(1e8);
	expect(freed).toEqual([0.3e9]);
	await take(2e8);
	expect(freed).toEqual([0.3e9]);
	await take(2e8);
	expect(freed).toEqual([0.3e9, 0.2e9]);
	await expect(take(1e8)).rejects.toMatchObject({ code: 'no-space' });
});

test('without a way to make room all of it has to be there before the first piece', () => {
	expect(() => roomAlong('A model', 9e8, room)).toThrow(/A model needs/);
});

test('a quota error is a full disk; another failure keeps its own words', async () => {
	const full = await storageError(new DOMException('no', 'QuotaExceededError'), 'piece 3');
	expect(full).toMatchObject({ code: 'disk-full' });
	expect(full.message).toMatch(/disk is full: piece 3.*kept.*then resume/);
	const other = await storageError(new Error('The disk makes noises.'), 'piece 3');
	expect(other).toMatchObject({ code: 'storage-failed' });
	expect(other.message).toMatch(/could not store piece 3: The disk makes noises\..*resume/);
});

test('a browser that tells nothing is no error', async () => {
	expect(await measureRoom()).toEqual({ quotaBytes: 0, usedBytes: 0, persisted: false });
	expect(await askToPersist()).toBe(false);
});
