// Two and three tabs in one process, joined by Node's own BroadcastChannel and Web Locks. The same
// between real tabs of a real browser: test/e2e/tabs.spec.ts.

import { afterEach, expect, test } from 'vitest';
import type { ActiveModel } from '../contract/services.ts';
import { scriptedModel, scriptedWords, type Script } from '../../test/support/scripted-model.ts';
import type { EngineEvent, GenerateRequest, LoadedModel } from './engine.ts';
import { followLeader } from './shared-client.ts';
import { sharedModel } from './shared-model.ts';
import { serveTabs, type ServedModels } from './shared-server.ts';
import { joinTabs, type Tabs } from './shared-tabs.ts';

const never = new AbortController().signal;
const request: GenerateRequest = {
	messages: [{ role: 'user', content: 'Hi' }],
	modifier: null,
	sampling: { temperature: 0, topP: 1, topK: 40, seed: null, maxTokens: 8 }
};

const open = new Set<Tabs>();
afterEach(() => {
	for (const tabs of open) tabs.close();
	open.clear();
});

async function join(id: string): Promise<Tabs> {
	const tabs = await joinTabs(navigator.locks, id);
	open.add(tabs);
	return tabs;
}

async function leader(id: string, model: LoadedModel, served: Partial<ServedModels> = {}) {
	const tabs = await join(id);
	await tabs.lead();
	const active: ActiveModel = {
		state: 'ready',
		id: model.manifest.id,
		name: model.manifest.name,
		backend: model.backend,
		contextTokens: model.contextTokens,
		manifest: model.manifest,
		shared: false
	};
	const server = serveTabs(tabs, {
		state: () => ({ active, epoch: 1, capabilities: model.capabilities }),
		model: (epoch) => (epoch === 1 ? model : null),
		use: async () => undefined,
		remove: async () => undefined,
		renew: async () => undefined,
		...served
	});
	tabs.listen((message) => server.hear(message));
	server.tellState();
	return { tabs, server };
}

async function follower(id: string) {
	const tabs = await join(id);
	const heard: { model: LoadedModel | null; notices: string[] } = { model: null, notices: [] };
	const client = followLeader(tabs, {
		onState({ active, epoch, capabilities }) {
			heard.model =
				active.state === 'ready' && capabilities
					? sharedModel(client, active, epoch, capabilities)
					: null;
		},
		onNotice: (message) => heard.notices.push(message)
	});
	tabs.listen((message) => client.hear(message));
	client.hello();
	await expect.poll(() => heard.model).not.toBeNull();
	return { tabs, client, heard, model: heard.model! };
}

async function read(events: AsyncIterable<EngineEvent>): Promise<EngineEvent[]> {
	const all: EngineEvent[] = [];
	for await (const event of events) all.push(event);
	return all;
}

const script = (...scripts: Script[]) => scriptedModel((_request, index) => scripts[index]);

test('a follower hears what the leader’s model says, and what it can do', async () => {
	const real = script({ kind: 'answer', words: 4 });
	await leader('l', real);
	const { model } = await follower('f');
	expect(model).toMatchObject({
		manifest: real.manifest,
		backend: real.backend,
		contextTokens: real.contextTokens,
		capabilities: real.capabilities
	});
	const events = await read(model.generate(request, never));
	expect(events.flatMap((event) => (event.type === 'delta' ? event.text : []))).toEqual(
		scriptedWords(0, 4)
	);
	expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'stop', completionTokens: 4 });
	expect(real.requests).toEqual([request]);
	expect(await model.countTokens('three short words')).toBe(3);
});

test('two followers at once each hear their own answer', async () => {
	await leader('l', script({ kind: 'answer', words: 5 }, { kind: 'answer', words: 6 }));
	const [one, two] = [await follower('f1'), await follower('f2')];
	const texts = await Promise.all(
		[one, two].map(async ({ model }) =>
			(await read(model.generate(request, never)))
				.map((event) => (event.type === 'delta' ? event.text : ''))
				.join('')
		)
	);
	expect(texts.toSorted()).toEqual(
		[scriptedWords(0, 5).join(''), scriptedWords(1, 6).join('')].toSorted()
	);
});

test('an engine’s error arrives with its code and sentence', async () => {
	await leader('l', script({ kind: 'fail', words: 1, code: 'out-of-memory' }));
	const { model } = await follower('f');
	await expect(read(model.generate(request, never))).rejects.toMatchObject({
		name: 'EngineError',
		code: 'out-of-memory',
		message: 'The script fails with out-of-memory.'
	});
});

test('an abort ends the stream at once and stops the leader’s computation', async () => {
	const real = script({ kind: 'hang', words: 3 });
	await leader('l', real);
	const { model } = await follower('f');
	const stop = new AbortController();
	const events: EngineEvent[] = [];
	for await (const event of model.generate(request, stop.signal)) {
		events.push(event);
		if (events.filter(({ type }) => type === 'delta').length === 3) stop.abort();
	}
	expect(events.at(-1)).toMatchObject({ type: 'finished', reason: 'abort', completionTokens: 3 });
	await expect.poll(real.running).toBe(0);
});

test('whoever stops reading stops the leader’s computation', async () => {
	const real = script({ kind: 'hang', words: 3 });
	await leader('l', real);
	const { model } = await follower('f');
	for await (const event of model.generate(request, never)) if (event.type === 'delta') break;
	await expect.poll(real.running).toBe(0);
});

test('nothing is computed any longer for a tab that was closed', async () => {
	const real = script({ kind: 'hang', words: 3 });
	await leader('l', real);
	const { model, tabs } = await follower('f');
	const reading = read(model.generate(request, never)).catch(() => undefined);
	await expect.poll(real.running).toBe(1);
	tabs.close();
	await expect.poll(real.running).toBe(0);
	void reading;
});

test('a request of a model that was changed meanwhile is refused as lost', async () => {
	await leader('l', script(), { model: () => null });
	const { model } = await follower('f');
	await expect(read(model.generate(request, never))).rejects.toMatchObject({ code: 'device-lost' });
	await expect(model.countTokens('a')).rejects.toMatchObject({ code: 'device-lost' });
});

test('when the leader is closed another tab leads, and what was under way in a third is lost, once', async () => {
	const first = await leader('l1', script({ kind: 'hang', words: 2 }));
	const { model, heard } = await follower('f');
	const leading = leader('l2', script({ kind: 'answer', words: 3 }));
	const events: EngineEvent[] = [];
	const reading = (async () => {
		for await (const event of model.generate(request, never)) events.push(event);
	})();
	const failed = expect(reading).rejects.toMatchObject({ code: 'device-lost' });
	await expect.poll(() => events.length).toBe(3);
	first.tabs.close();
	await leading;
	await failed;
	const again = await read(heard.model!.generate(request, never));
	expect(again.filter(({ type }) => type === 'delta').length).toBe(3);
});

test('choosing and removing a model is done by the leader, whose refusal is heard', async () => {
	const done: string[] = [];
	await leader('l', script(), {
		use: async (id) => void done.push(`use ${id}`),
		remove: async (id) => {
			throw Object.assign(new Error(`${id} is in use.`), { code: 'storage-failed' });
		}
	});
	const { client } = await follower('f');
	await client.use('small');
	expect(done).toEqual(['use small']);
	await expect(client.remove('small')).rejects.toMatchObject({
		code: 'storage-failed',
		message: 'small is in use.'
	});
});

test('notices of the leader are heard in every tab', async () => {
	const { server } = await leader('l', script());
	const [one, two] = [await follower('f1'), await follower('f2')];
	server.tellNotice('The model now runs on the processor.');
	await expect
		.poll(() => [one.heard.notices, two.heard.notices])
		.toEqual([['The model now runs on the processor.'], ['The model now runs on the processor.']]);
});

test('a tab that leaves before it is asked for is gone, and a closed one does not lead', async () => {
	const one = await join('one');
	await one.lead();
	const two = await join('two');
	const three = await join('three');
	let leads = '';
	void two.lead().then(() => (leads += 'two'));
	void three.lead().then(() => (leads += 'three'));
	two.close();
	await three.gone('two');
	one.close();
	await expect.poll(() => leads).toBe('three');
});
