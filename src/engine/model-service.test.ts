// What a tab does itself before it asks the one that leads. Tabs together, with a real engine, are tested in a browser
// (test/e2e/tabs.spec.ts).

import { expect, test } from 'vitest';
import { createModelService, type ModelServiceDependencies } from './model-service.ts';
import type { BringOptions } from './registry.ts';
import type { TabMessage } from './shared-protocol.ts';

/** A tab that another one leads, whose answers the test gives. */
function follower() {
	const posted: TabMessage[] = [];
	let hear: (message: TabMessage) => void = () => undefined;
	let brought: { options: BringOptions; end: (error?: Error) => void } | null = null;
	const dependencies = {
		weights: { onChange: () => () => undefined },
		settings: { onChange: () => () => undefined },
		engines: {
			present: async () => [],
			bringHere: (_: string, options: BringOptions) =>
				new Promise<void>((resolve, reject) => {
					brought = { options, end: (error) => (error ? reject(error) : resolve()) };
				})
		},
		tabs: {
			id: 'this-tab',
			post: (message: TabMessage) => void posted.push(message),
			listen: (listener: typeof hear) => (hear = listener),
			lead: () => new Promise(() => undefined),
			gone: () => new Promise(() => undefined),
			close: () => undefined
		}
	} as unknown as ModelServiceDependencies;
	const models = createModelService(dependencies);
	const state = () =>
		hear({
			type: 'state',
			leader: 'that-tab',
			active: { state: 'idle' },
			epoch: 0,
			capabilities: null
		});
	state();
	return {
		models,
		posted,
		state,
		hear: (message: TabMessage) => hear(message),
		brought: () => brought!
	};
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('what a browser fetches for the clicked tab alone is there before another tab loads the model', async () => {
	const { models, posted, hear, brought } = follower();
	const using = models.use('built-in');
	await settled();
	brought().options.onProgress?.(0.5);
	expect(models.active).toEqual({ state: 'loading', id: 'built-in', fraction: 0.5 });
	expect(posted.map(({ type }) => type)).toEqual(['hello']);
	brought().end();
	await settled();
	const asked = posted.at(-1)!;
	expect(asked).toMatchObject({ type: 'use', modelId: 'built-in' });
	if (asked.type !== 'use') return;
	const { request } = asked;
	hear({ type: 'done', leader: 'that-tab', to: 'this-tab', request, value: null });
	await using;
});

test('where the browser refuses, nobody is asked, and this tab shows again what the leading one has', async () => {
	const { models, posted, state, brought } = follower();
	const using = models.use('built-in');
	await settled();
	brought().options.onProgress?.(0);
	brought().end(new Error('It does not.'));
	await expect(using).rejects.toThrow('It does not.');
	expect(posted.map(({ type }) => type)).toEqual(['hello', 'hello']);
	state();
	expect(models.active).toEqual({ state: 'idle' });
});
