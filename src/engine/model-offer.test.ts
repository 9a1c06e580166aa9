import { expect, test } from 'vitest';
import { randomModel } from '../../test/support/random-architectures.ts';
import { randomLlama, randomLora } from '../../test/support/random-gguf.ts';
import { randomPeft } from '../../test/support/random-peft.ts';
import { manifestFromGguf } from '../contract/gguf-manifest.ts';
import type { DeviceReport } from '../contract/services.ts';
import { readPeft } from '../platform/peft-adapter.ts';
import type { InstalledModel } from '../platform/weight-store.ts';
import { adapterIn, entryOf, offerOfPeft } from './model-offer.ts';

const { weights, configuration } = randomPeft('llama');
const W = new Blob([weights]);
const C = new Blob([configuration]);

/** Models that are here, as the store has them. */
async function stock(...files: Uint8Array<ArrayBuffer>[]) {
	const models = await Promise.all(
		files.map(async (bytes, i) => {
			const manifest = await manifestFromGguf([new Blob([bytes])], { fileName: `${i}.gguf` });
			return { manifest: { ...manifest, name: `Model ${i}` }, blob: new Blob([bytes]) };
		})
	);
	return {
		list: async () =>
			models.map(({ manifest }) => ({ manifest, state: { state: 'ready' } }) as InstalledModel),
		open: async ({ id }: { id: string }) => {
			const { manifest, blob } = models.find((one) => one.manifest.id === id)!;
			return [{ path: manifest.files[0]!.path, blob }];
		}
	};
}

test('the two files of an adapter in PEFT’s form are offered for every base they fit', async () => {
	const here = await stock(
		randomModel('llama'),
		randomModel('llama', { seed: 2 }),
		randomModel('phi3'),
		randomModel('llama', { embedding: 32 })
	);
	expect(await adapterIn([C, W], here)).toMatchObject({
		rank: 4,
		alpha: 8,
		activated: false,
		madeFor: 'someone/Random-1B-Instruct',
		bases: [
			{ name: 'Model 0', by: 'shape' },
			{ name: 'Model 1', by: 'shape' }
		]
	});
});

test('models that llama.cpp does not run are passed over, whatever their files are', async () => {
	const here = await stock(randomModel('llama'));
	const [model] = await here.list();
	const other = (fields: object) =>
		({ ...model, manifest: { ...model!.manifest, id: 'other', ...fields } }) as InstalledModel;
	const list = async () => [
		other({ engine: 'webllm', files: [], baseSha256: 'c'.repeat(64) }),
		other({ id: 'speech' }),
		model!
	];
	const open = async ({ id }: { id: string }) =>
		id === 'speech' ? [{ path: 'model.gguf', blob: new Blob(['{}']) }] : here.open({ id });
	const found = await adapterIn([W, C], { list, open });
	expect(found).toMatchObject({ bases: [{ name: 'Model 0' }] });
	expect(found).toHaveProperty('bases.length', 1);
});

test('one file of the two is half an adapter, and others are none', async () => {
	const here = await stock();
	expect(await adapterIn([W], here)).toEqual({ missing: 'adapter_config.json', at: 0 });
	expect(await adapterIn([new Blob(['# An adapter']), C], here)).toEqual({
		missing: 'adapter_model.safetensors',
		at: 1
	});
	const model = new Blob([randomModel('llama')]);
	expect(await adapterIn([model], here)).toBeNull();
	expect(await adapterIn([model, model], here)).toBeNull();
});

test('where no model here fits it says why not of the one that comes closest', async () => {
	await expect(adapterIn([W, C], await stock())).rejects.toThrow(
		/made for “someone\/Random-1B-Instruct”, and no model on this device has the layers it changes\. Add that model first, then the adapter\.$/
	);
	const here = await stock(randomModel('phi3'), randomModel('llama', { layers: 1 }));
	await expect(adapterIn([W, C], here)).rejects.toThrow(
		/The closest is Model 1\. The adapter changes model\.layers\.1\.self_attn\.q_proj, and this base has no blk\.1\.attn_q\.weight\.$/
	);
});

test('one at an address is an offer with what its configuration says, or why it cannot be had', async () => {
	const adapter = await readPeft(W, C);
	const url = 'https://files.example/poems/adapter_model.safetensors';
	const remote = { url, bytes: weights.length, name: 'poems', adapter };
	const device = { quotaBytes: 1e9, usedBytes: 0, memoryGb: 8 } as DeviceReport;
	const offer = await offerOfPeft(remote, device, await stock(randomModel('llama')));
	expect(offer).toMatchObject({
		name: 'poems',
		architecture: 'llama',
		quantisation: 'F32',
		adapter: { bases: [{ name: 'Model 0' }] },
		peft: { rank: 4, alpha: 8 },
		refusal: null
	});
	const { name: _, ...to } = offer.adapter!.bases[0]!;
	expect(await entryOf(offer, to)).toMatchObject({
		id: expect.stringMatching(/^url-[0-9a-f]{16}$/),
		attachTo: to,
		peft: { rank: 4, alpha: 8 },
		sha256: null
	});
	expect(await offerOfPeft(remote, device, await stock())).toMatchObject({
		adapter: null,
		refusal: expect.stringContaining('made for “someone/Random-1B-Instruct”')
	});
	const full = { ...device, quotaBytes: weights.length * 1.5 };
	expect(await offerOfPeft(remote, full, await stock(randomModel('llama')))).toMatchObject({
		adapter: null,
		refusal: expect.stringMatching(
			/^This adapter has (.+), and needs (?!\1).+ while it is converted; .*left for this app/
		)
	});
	// No escape sequence, and a name all the same.
	const odd = { ...remote, url: 'https://files.example/100%' };
	const { fileName } = await offerOfPeft(odd, device, await stock(randomModel('llama')));
	expect(fileName).toBe('100%');
});

test('the same address is an adapter of its own for each base, and keeps the id it has', async () => {
	const adapter = await readPeft(W, C);
	const url = 'https://files.example/poems/adapter_model.safetensors';
	const device = { quotaBytes: 1e9, usedBytes: 0, memoryGb: 8 } as DeviceReport;
	const here = await stock(randomModel('llama'), randomModel('llama', { seed: 2 }));
	const remote = { url, bytes: weights.length, name: 'poems', adapter };
	const offer = await offerOfPeft(remote, device, here);
	const [first, second] = offer.adapter!.bases;
	const one = await entryOf(offer, first);
	const two = await entryOf(offer, second);
	expect(one.id).not.toBe(two.id);
	expect(one.id).not.toBe((await entryOf(offer)).id);
	const stored = [
		{ id: 'url-old', entry: one, adapter: { ...first } } as unknown as InstalledModel
	];
	expect((await entryOf(offer, first, stored)).id).toBe('url-old');
	expect((await entryOf(offer, second, stored)).id).toBe(two.id);
});

test('a model here that cannot be read does not keep an adapter from another, and is named where none fits', async () => {
	const whole = await stock(randomModel('llama'));
	const [model] = await whole.list();
	const broken = { ...model, manifest: { ...model!.manifest, id: 'broken' } } as InstalledModel;
	const open = async ({ id }: { id: string }) => {
		if (id === 'broken') throw new Error('Pieces of broken are gone. Download it again.');
		return whole.open({ id });
	};
	const found = await adapterIn([W, C], { list: async () => [broken, model!], open });
	expect(found).toMatchObject({ bases: [{ name: 'Model 0' }] });
	await expect(adapterIn([W, C], { list: async () => [broken], open })).rejects.toThrow(
		'Pieces of broken are gone. Download it again.'
	);
	const { bytes } = randomLora(randomLlama());
	await expect(
		adapterIn([new Blob([bytes])], { list: async () => [broken], open })
	).rejects.toThrow('Pieces of broken are gone.');
});
