import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, settingsFrom } from './settings.ts';
import { specialistOf, withoutSpecialists, withSpecialist } from './specialists.ts';

test('a specialist that nobody touched is asked, at the strength it was trained with', () => {
	expect(specialistOf({}, 'starter', 'math')).toEqual({ on: true, scale: 1 });
	expect(specialistOf({}, 'starter', '__proto__')).toEqual({ on: true, scale: 1 });
});

test('only what differs is kept, for one model’s specialist alone', () => {
	const off = withSpecialist({}, 'starter', 'math', { on: false });
	expect(off).toEqual({ 'starter/math': { on: false, scale: 1 } });
	expect(specialistOf(off, 'other', 'math').on).toBe(true);
	const weak = withSpecialist(off, 'starter', 'math', { scale: 0.5 });
	expect(weak).toEqual({ 'starter/math': { on: false, scale: 0.5 } });
	expect(withSpecialist(weak, 'starter', 'math', { on: true, scale: 1 })).toEqual({});
});

test('all of a model are as they came in one step; another model’s stay', () => {
	const both = withSpecialist(
		withSpecialist({}, 'starter', 'code', { scale: 2 }),
		'starter-2',
		'code',
		{ on: false }
	);
	expect(withoutSpecialists(both, 'starter')).toEqual({
		'starter-2/code': { on: false, scale: 1 }
	});
});

test('settings from outside keep what is understood, whole or not at all', () => {
	const specialists = { 'starter/math': { on: false, scale: 0.5 } };
	expect(settingsFrom({ specialists }).specialists).toEqual(specialists);
	for (const wrong of [
		[],
		{ math: { on: true, scale: 1 } },
		{ 'starter/math': { on: true, scale: 9 } },
		{ 'starter/math': { on: true, scale: 0 } },
		{ 'starter/math': { on: 'yes', scale: 1 } },
		{ 'starter/math': null }
	])
		expect(settingsFrom({ specialists: wrong }).specialists).toEqual(DEFAULT_SETTINGS.specialists);
});
