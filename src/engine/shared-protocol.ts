// What tabs say to each other so that one of them runs the engine for all: requests to the leader,
// its answers, and its state. Everything heard is checked here before it is believed: another tab
// may run another version of the app. Not here: who leads (shared-leader.ts) and what is done.

import { engineChoiceFrom, MODEL_BACKENDS } from '../contract/engine-choice.ts';
import type { ErrorData } from '../contract/errors.ts';
import { manifestFrom } from '../contract/manifest.ts';
import { asRole, errorDataFrom } from '../contract/parse-parts.ts';
import {
	asArray,
	asBoolean,
	asInteger,
	asNumber,
	asObject,
	asOneOf,
	asString,
	type Fields
} from '../contract/parse.ts';
import type { ActiveModel } from '../contract/services.ts';
import { ParseError } from '../contract/errors.ts';
import type {
	Capabilities,
	ChatMessage,
	EngineEvent,
	GenerateRequest,
	Sampling
} from './engine.ts';

/** Part of every name that tabs meet under: tabs of different protocols do not hear each other. */
export const PROTOCOL = 'v1';

/** What the leader says of the model it runs; `epoch` changes with every load. */
export type SharedState = { active: ActiveModel; epoch: number; capabilities: Capabilities | null };

/** To the leader. `from` names the tab, `request` is that tab's number for it. */
export type TabRequest =
	| { type: 'hello'; from: string }
	| { type: 'generate'; from: string; request: number; epoch: number; body: GenerateRequest }
	| { type: 'warm'; from: string; request: number; epoch: number; messages: ChatMessage[] }
	| { type: 'count'; from: string; request: number; epoch: number; text: string }
	| { type: 'abort'; from: string; request: number }
	| { type: 'use' | 'remove' | 'renew'; from: string; request: number; modelId: string };

/** From the leader; `to` names the tab it answers. */
export type LeaderMessage =
	| ({ type: 'state'; leader: string } & SharedState)
	| { type: 'notice'; leader: string; message: string }
	| { type: 'event'; leader: string; to: string; request: number; event: EngineEvent }
	/** The end of any request; `value` is a count where one was asked for. */
	| { type: 'done'; leader: string; to: string; request: number; value: number | null }
	| { type: 'failed'; leader: string; to: string; request: number; error: ErrorData };

/** To every tab: whoever downloads this model stops for now. */
export type EveryoneMessage = { type: 'pause'; modelId: string };

export type TabMessage = TabRequest | LeaderMessage | EveryoneMessage;

const TYPES = [
	'hello',
	'generate',
	'warm',
	'count',
	'abort',
	'use',
	'remove',
	'renew',
	'state',
	'notice',
	'event',
	'done',
	'failed',
	'pause'
] as const;

/** The message in `data`, or null when it is none of this protocol. Never throws. */
export function tabMessageFrom(data: unknown): TabMessage | null {
	try {
		return parse(asObject(data, 'message'));
	} catch (error) {
		if (error instanceof ParseError) return null;
		throw error;
	}
}

function parse(fields: Fields): TabMessage {
	const type = asOneOf(fields.type, 'type', TYPES);
	const from = () => asString(fields.from, 'from');
	const leader = () => asString(fields.leader, 'leader');
	const to = () => asString(fields.to, 'to');
	const request = () => asInteger(fields.request, 'request');
	const epoch = () => asInteger(fields.epoch, 'epoch');
	const modelId = () => asString(fields.modelId, 'modelId');
	switch (type) {
		case 'hello':
			return { type, from: from() };
		case 'generate':
			return {
				type,
				from: from(),
				request: request(),
				epoch: epoch(),
				body: requestFrom(fields.body)
			};
		case 'warm':
			return {
				type,
				from: from(),
				request: request(),
				epoch: epoch(),
				messages: messagesFrom(fields.messages)
			};
		case 'count':
			return {
				type,
				from: from(),
				request: request(),
				epoch: epoch(),
				text: asString(fields.text, 'text')
			};
		case 'abort':
			return { type, from: from(), request: request() };
		case 'use':
		case 'remove':
		case 'renew':
			return { type, from: from(), request: request(), modelId: modelId() };
		case 'state':
			return {
				type,
				leader: leader(),
				active: activeFrom(fields.active),
				epoch: epoch(),
				capabilities: fields.capabilities === null ? null : capabilitiesFrom(fields.capabilities)
			};
		case 'notice':
			return { type, leader: leader(), message: asString(fields.message, 'message') };
		case 'event':
			return {
				type,
				leader: leader(),
				to: to(),
				request: request(),
				event: eventFrom(fields.event)
			};
		case 'done':
			return {
				type,
				leader: leader(),
				to: to(),
				request: request(),
				value: fields.value === null ? null : asInteger(fields.value, 'value')
			};
		case 'failed':
			return {
				type,
				leader: leader(),
				to: to(),
				request: request(),
				error: errorDataFrom(fields.error, 'error')
			};
		case 'pause':
			return { type, modelId: modelId() };
		default:
			return type satisfies never;
	}
}

function messagesFrom(value: unknown): ChatMessage[] {
	return asArray(value, 'messages').map((one) => {
		const message = asObject(one, 'messages[]');
		return {
			role: asRole(message.role, 'role'),
			content: asString(message.content, 'content')
		};
	});
}

function requestFrom(value: unknown): GenerateRequest {
	const body = asObject(value, 'body');
	return {
		messages: messagesFrom(body.messages),
		modifier: body.modifier === null ? null : modifierFrom(body.modifier),
		...(body.mixed !== undefined && { mixed: asArray(body.mixed, 'mixed').map(modifierFrom) }),
		sampling: samplingFrom(body.sampling),
		...(body.topLogprobs !== undefined && {
			topLogprobs: asInteger(body.topLogprobs, 'topLogprobs')
		}),
		...(body.grammar !== undefined && { grammar: asString(body.grammar, 'grammar') }),
		...(body.paths !== undefined && { paths: asInteger(body.paths, 'paths', 1) })
	};
}

function modifierFrom(value: unknown): NonNullable<GenerateRequest['modifier']> {
	const modifier = asObject(value, 'modifier');
	return {
		id: asString(modifier.id, 'modifier.id'),
		scale: asNumber(modifier.scale, 'modifier.scale')
	};
}

function samplingFrom(value: unknown): Sampling {
	const sampling = asObject(value, 'sampling');
	return {
		temperature: asNumber(sampling.temperature, 'temperature'),
		topP: asNumber(sampling.topP, 'topP'),
		topK: asInteger(sampling.topK, 'topK'),
		seed: sampling.seed === null ? null : asInteger(sampling.seed, 'seed'),
		maxTokens: asInteger(sampling.maxTokens, 'maxTokens', 1),
		...(sampling.stop !== undefined && {
			stop: asArray(sampling.stop, 'stop').map((text) => asString(text, 'stop[]'))
		})
	};
}

/** A logarithm of a probability: minus infinity is one. */
function asLogprob(value: unknown): number {
	return value === -Infinity ? -Infinity : asNumber(value, 'logprob');
}

function eventFrom(value: unknown): EngineEvent {
	const event = asObject(value, 'event');
	const type = asOneOf(event.type, 'event.type', ['prompt-read', 'delta', 'finished'] as const);
	switch (type) {
		case 'prompt-read':
			return {
				type,
				...(event.path !== undefined && { path: asInteger(event.path, 'path') }),
				promptTokens: asInteger(event.promptTokens, 'promptTokens'),
				cachedTokens: asInteger(event.cachedTokens, 'cachedTokens'),
				ms: asNumber(event.ms, 'ms')
			};
		case 'delta':
			return {
				type,
				path: asInteger(event.path, 'path'),
				text: asString(event.text, 'text'),
				tokens: asArray(event.tokens, 'tokens').map((one) => {
					const token = asObject(one, 'token');
					return {
						token: asString(token.token, 'token'),
						logprob: asLogprob(token.logprob),
						top: asArray(token.top, 'top').map((other) => {
							const alternative = asObject(other, 'top[]');
							return {
								token: asString(alternative.token, 'token'),
								logprob: asLogprob(alternative.logprob)
							};
						})
					};
				})
			};
		case 'finished':
			return {
				type,
				path: asInteger(event.path, 'path'),
				reason: asOneOf(event.reason, 'reason', ['stop', 'length', 'abort'] as const),
				completionTokens: asInteger(event.completionTokens, 'completionTokens'),
				decodeMs: asNumber(event.decodeMs, 'decodeMs')
			};
		default:
			return type satisfies never;
	}
}

function capabilitiesFrom(value: unknown): Capabilities {
	const fields = asObject(value, 'capabilities');
	const flag = (name: string) => asBoolean(fields[name], name);
	return {
		logprobs: flag('logprobs'),
		modifiers: flag('modifiers'),
		// A tab of an older version knows of none.
		...(fields.mixes !== undefined && { mixes: flag('mixes') }),
		parallel: asInteger(fields.parallel, 'parallel', 1),
		sharedPrefix: flag('sharedPrefix'),
		grammar: flag('grammar'),
		embeddings: flag('embeddings')
	};
}

function activeFrom(value: unknown): ActiveModel {
	const active = asObject(value, 'active');
	const id = () => asString(active.id, 'active.id');
	const states = ['idle', 'downloading', 'loading', 'ready', 'failed'] as const;
	const state = asOneOf(active.state, 'active.state', states);
	switch (state) {
		case 'idle':
			return { state };
		case 'downloading':
			return {
				state,
				id: id(),
				receivedBytes: asNumber(active.receivedBytes, 'receivedBytes'),
				totalBytes: asNumber(active.totalBytes, 'totalBytes')
			};
		case 'loading':
			return { state, id: id(), fraction: asNumber(active.fraction, 'fraction') };
		case 'ready':
			return {
				state,
				id: id(),
				name: asString(active.name, 'name'),
				backend: asOneOf(active.backend, 'backend', MODEL_BACKENDS),
				contextTokens: asInteger(active.contextTokens, 'contextTokens', 1),
				manifest: manifestFrom(active.manifest),
				shared: true,
				...(active.choice !== undefined && { choice: engineChoiceFrom(active.choice, 'choice') })
			};
		case 'failed':
			return {
				state,
				id: id(),
				code: asString(active.code, 'code'),
				message: asString(active.message, 'message')
			};
		default:
			return state satisfies never;
	}
}
