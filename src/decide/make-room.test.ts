import { expect, test } from 'vitest';
import { STORAGE_RESERVE_BYTES } from '../contract/room.ts';
import { uniform } from '../contract/random.ts';
import { evictionOrder, roomPlan, type StoredModel } from './make-room.ts';

const model = (id: string, fields: Partial<StoredModel> = {}): StoredModel => ({
	id,
	name: id,
	bytes: 100,
	lastUsedAtMs: 1,
	pinned: false,
	fixed: false,
	fromDisk: false,
	installedAtMs: null,
	...fields
});
const ids = (models: readonly StoredModel[]) => models.map(({ id }) => id);

test('those longest unused go first, one never used before all, and of two the larger', () => {
	expect(
		ids(
			evictionOrder([
				model('today', { lastUsedAtMs: 9 }),
				model('never', { lastUsedAtMs: null }),
				model('small', { bytes: 5 }),
				model('large', { bytes: 500 })
			])
		)
	).toEqual(['never', 'large', 'small', 'today']);
});

test('one that was fetched and not used yet counts from when it came, and one fetched again from then', () => {
	const models = [
		model('just-fetched', { lastUsedAtMs: null, installedAtMs: 9 }),
		model('fetched-again', { lastUsedAtMs: 1, installedAtMs: 8 }),
		model('used', { lastUsedAtMs: 5, installedAtMs: 2 }),
		model('old', { lastUsedAtMs: null, installedAtMs: 3 })
	];
	expect(ids(evictionOrder(models))).toEqual(['old', 'used', 'fetched-again', 'just-fetched']);
});

test('one that nobody can fetch again goes only when it is named, and then last', () => {
	const free = STORAGE_RESERVE_BYTES;
	const models = [
		model('disk', { bytes: 500, lastUsedAtMs: null, fromDisk: true }),
		model('kept', { bytes: 500, fromDisk: true, pinned: true }),
		model('listed', { bytes: 80 }),
		model('later', { bytes: 60, lastUsedAtMs: 2 })
	];
	const plan = roomPlan(600, free, models);
	expect([ids(plan.remove), ids(plan.offered)]).toEqual([[], ['disk']]);
	expect([plan.fits, plan.fitsWithOffered]).toEqual([false, true]);
	const named = roomPlan(600, free, models, new Set(['disk', 'kept']));
	expect([ids(named.remove), named.fits]).toEqual([['listed', 'later', 'disk'], true]);
	// What it frees is not asked of the others as well.
	expect(ids(roomPlan(550, free, models, new Set(['disk'])).remove)).toEqual(['listed', 'disk']);
	expect(roomPlan(700, free, models)).toMatchObject({ fits: false, fitsWithOffered: false });
});

test('what is pinned, in use, or comes with the app never goes, however short room is', () => {
	const kept = [model('pinned', { pinned: true }), model('starter', { fixed: true })];
	expect(roomPlan(1000, 0, kept)).toEqual({
		freeBytes: 0,
		leavesBytes: -1000,
		remove: [],
		offered: [],
		fits: false,
		fitsWithOffered: false,
		shortBytes: 1000 + STORAGE_RESERVE_BYTES
	});
});

test('no more goes than is needed, and what a later one made needless is spared', () => {
	const free = STORAGE_RESERVE_BYTES;
	const models = [
		model('first', { bytes: 50, lastUsedAtMs: 1 }),
		model('second', { bytes: 80, lastUsedAtMs: 2 }),
		model('third', { bytes: 500, lastUsedAtMs: 3 })
	];
	expect(ids(roomPlan(0, free, models).remove)).toEqual([]);
	expect(ids(roomPlan(40, free, models).remove)).toEqual(['first']);
	expect(ids(roomPlan(120, free, models).remove)).toEqual(['first', 'second']);
	expect(ids(roomPlan(520, free, models).remove)).toEqual(['first', 'third']);
	expect(roomPlan(40, free, models).leavesBytes).toBe(STORAGE_RESERVE_BYTES + 10);
});

test('for any models: a plan that fits leaves the reserve, needs every model it names, and touches none that stays', () => {
	const random = uniform(7);
	for (let run = 0; run < 500; run++) {
		const models = Array.from({ length: Math.floor(random() * 7) }, (_, i) =>
			model(`m${i}`, {
				bytes: Math.floor(random() * 1e9),
				lastUsedAtMs: random() < 0.2 ? null : Math.floor(random() * 100),
				pinned: random() < 0.2,
				fromDisk: random() < 0.2,
				installedAtMs: random() < 0.5 ? null : Math.floor(random() * 100),
				fixed: random() < 0.2
			})
		);
		const needed = Math.floor(random() * 3e9);
		const free = Math.floor(random() * 1e9);
		const { fits, leavesBytes, remove } = roomPlan(needed, free, models);
		expect(remove.some(({ pinned, fixed, fromDisk }) => pinned || fixed || fromDisk)).toBe(false);
		if (!fits) continue;
		expect(leavesBytes).toBeGreaterThanOrEqual(STORAGE_RESERVE_BYTES);
		for (const { bytes } of remove) expect(leavesBytes - bytes).toBeLessThan(STORAGE_RESERVE_BYTES);
	}
});
