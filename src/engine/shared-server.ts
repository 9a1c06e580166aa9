// The leader's side of a shared engine: answers other tabs' requests with the model this tab runs,
// and tells them its state. A request of a tab that closed is aborted, so that nothing is computed
// for nobody. Not here: loading models (model-host.ts).

import { errorData } from '../contract/errors.ts';
import type { LoadedModel } from './engine.ts';
import { EngineError } from './engine.ts';
import type { SharedState, TabMessage, TabRequest } from './shared-protocol.ts';
import type { Tabs } from './shared-tabs.ts';

/** What the leader's tab does for the others. */
export interface ServedModels {
	state(): SharedState;
	/** The model of `epoch`, or null when it was changed since. */
	model(epoch: number): LoadedModel | null;
	use(id: string): Promise<void>;
	remove(id: string): Promise<void>;
	renew(id: string): Promise<void>;
}

export type SharedServer = {
	hear(message: TabMessage): void;
	/** Tells every tab the state as it is now. */
	tellState(): void;
	tellNotice(message: string): void;
};

export function serveTabs(tabs: Tabs, models: ServedModels): SharedServer {
	const running = new Map<string, Map<number, AbortController>>();

	function tellState(): void {
		tabs.post({ type: 'state', leader: tabs.id, ...models.state() });
	}

	/** The requests of a tab; the first one starts the watch for its end. */
	function requestsOf(tab: string): Map<number, AbortController> {
		const known = running.get(tab);
		if (known) return known;
		const requests = new Map<number, AbortController>();
		running.set(tab, requests);
		void abortWhenGone(tab, requests);
		return requests;
	}

	async function abortWhenGone(tab: string, requests: Map<number, AbortController>) {
		await tabs.gone(tab);
		running.delete(tab);
		for (const controller of requests.values()) controller.abort();
	}

	async function run(
		message: Exclude<TabRequest, { type: 'hello' | 'abort' }>,
		signal: AbortSignal
	): Promise<number | null> {
		const { from: to, request } = message;
		switch (message.type) {
			case 'generate':
				for await (const event of modelOf(message.epoch).generate(message.body, signal))
					tabs.post({ type: 'event', leader: tabs.id, to, request, event });
				return null;
			case 'warm':
				await modelOf(message.epoch).warm(message.messages, signal);
				return null;
			case 'count':
				return modelOf(message.epoch).countTokens(message.text);
			case 'use':
				await models.use(message.modelId);
				return null;
			case 'remove':
				await models.remove(message.modelId);
				return null;
			case 'renew':
				await models.renew(message.modelId);
				return null;
			default:
				return message satisfies never;
		}
	}

	function modelOf(epoch: number): LoadedModel {
		const model = models.model(epoch);
		if (model === null)
			throw new EngineError('device-lost', 'The model was changed in another tab. Try again.');
		return model;
	}

	async function answer(message: Exclude<TabRequest, { type: 'hello' | 'abort' }>): Promise<void> {
		const { from: to, request } = message;
		const requests = requestsOf(to);
		const controller = new AbortController();
		requests.set(request, controller);
		try {
			const value = await run(message, controller.signal);
			tabs.post({ type: 'done', leader: tabs.id, to, request, value });
		} catch (error) {
			tabs.post({ type: 'failed', leader: tabs.id, to, request, error: errorData(error) });
		} finally {
			requests.delete(request);
		}
	}

	return {
		hear(message) {
			switch (message.type) {
				case 'hello':
					tellState();
					break;
				case 'abort':
					running.get(message.from)?.get(message.request)?.abort();
					break;
				case 'generate':
				case 'warm':
				case 'count':
				case 'use':
				case 'remove':
				case 'renew':
					void answer(message);
					break;
				default:
				// From a leader that is gone, or for every tab: not for this side.
			}
		},
		tellState,
		tellNotice: (message) => tabs.post({ type: 'notice', leader: tabs.id, message })
	};
}
