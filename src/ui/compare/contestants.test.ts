// Who can be compared: what is whole on this device, with what belongs to it.

import { expect, test } from 'vitest';
import { contestantKey, contestantOf } from '../../contract/compare.ts';
import type { Manifest } from '../../contract/manifest.ts';
import type { ModelListing } from '../../contract/services.ts';
import { testManifest } from '../../../test/support/scripted-model.ts';
import { choicesOf, contestantName, firstContestants, mixable } from './contestants.ts';

const modifier = (id: string, baseSha256?: string): Manifest['modifiers'][number] => ({
	id,
	file: 'base.gguf',
	rank: 4,
	alpha: 4,
	invocationTokens: [9],
	...(baseSha256 && { baseSha256 })
});
const listing = (id: string, fields: Partial<ModelListing> = {}): ModelListing => ({
	id,
	name: `The ${id}`,
	manifest: { ...testManifest, id },
	entry: null,
	status: { state: 'ready' },
	...fields
});
const own = (id: string, modelId: string, invocationTokens: number[] = []): ModelListing =>
	listing(id, {
		manifest: null,
		adapter: {
			modelId,
			baseSha256: testManifest.baseSha256,
			by: 'hash',
			file: testManifest.files[0]!,
			rank: 4,
			alpha: 4,
			invocationTokens,
			on: false,
			scale: 0.5
		}
	});

test('a model is offered alone, with its specialists, and with adapters of its base, also those that are off', () => {
	const listings = [
		listing('a', {
			manifest: {
				...testManifest,
				id: 'a',
				modifiers: [modifier('code'), modifier('lost', 'f'.repeat(64))]
			}
		}),
		listing('b', { status: { state: 'absent' }, manifest: null }),
		own('mine', 'a'),
		own('other', 'c')
	];
	expect(choicesOf(listings, (id) => id.toUpperCase())).toEqual([
		{
			id: 'a',
			name: 'The a',
			adapters: [
				{ id: 'code', name: 'CODE', own: false, scale: 1, activated: true },
				{ id: 'mine', name: 'The mine', own: true, scale: 0.5, activated: false }
			]
		}
	]);
});

test('it begins with the model that answers and its first adapter, else with another model', () => {
	const plain = choicesOf([listing('a'), listing('b')], String);
	expect(firstContestants(plain, 'b').map(contestantKey)).toEqual(['b', 'a']);
	expect(firstContestants(plain.slice(0, 1), null).map(contestantKey)).toEqual(['a']);
	expect(firstContestants([], null)).toEqual([]);
	const with1 = choicesOf([listing('a'), own('mine', 'a')], String);
	expect(firstContestants(with1, 'gone').map(contestantKey)).toEqual(['a', 'a+mine@0.5']);
});

test('what can be mixed with those chosen is each other adapter, and of those that wait for a word one at most', () => {
	const [model] = choicesOf(
		[
			listing('a', { manifest: { ...testManifest, id: 'a', modifiers: [modifier('code')] } }),
			own('waits', 'a', [7]),
			own('mine', 'a'),
			own('yours', 'a')
		],
		String
	);
	const withThose = (...ids: string[]) =>
		mixable(
			model!.adapters,
			ids.map((id) => ({ id, scale: 1 }))
		).map(({ id }) => id);
	expect(withThose()).toEqual(['code', 'waits', 'mine', 'yours']);
	expect(withThose('code')).toEqual(['mine', 'yours']);
	expect(withThose('mine')).toEqual(['code', 'waits', 'yours']);
	expect(withThose('mine', 'waits')).toEqual(['yours']);
	expect(withThose('mine', 'yours', 'code')).toEqual([]);
});

test('a name says with what and how strongly, of a mix each; what is gone keeps its id', () => {
	const choices = choicesOf([listing('a'), own('mine', 'a')], String);
	const scaled = (name: string, scale: number) => `${name} at ${scale}`;
	const named = (key: string) =>
		contestantName(contestantOf(key), choices, { alone: 'alone', scaled });
	expect(named('a')).toEqual({ model: 'The a', as: 'alone' });
	expect(named('a+mine@1')).toEqual({ model: 'The a', as: 'The mine' });
	expect(named('a+mine@0.25')).toEqual({ model: 'The a', as: 'The mine at 0.25' });
	expect(named('b+x@2')).toEqual({ model: 'b', as: 'x at 2' });
	expect(named('a+gone@1+mine@0.25')).toEqual({
		model: 'The a',
		as: 'gone at 1 + The mine at 0.25'
	});
});
