// Whoever is elsewhere in a comparison: a server of one's own with any model, and the edge in a few roles. Who
// there is, what asking them costs, and what the person lets them have, asked once for each host before the
// first answer. Nothing is sent to a host beyond this machine before that. Not here: the answers (compare.ts),
// and the wire (engine/remote.ts).

import {
	elsewhereId,
	elsewhereOf,
	type AnsweredAt,
	type CompareEvent,
	type CompareRequest,
	type Contestant,
	type ElsewhereKind,
	type ElsewhereList,
	type ElsewhereOffer
} from '../contract/compare.ts';
import type { Egress } from '../contract/ids.ts';
import type { SettingsStore } from '../contract/stores.ts';
import type { Settings } from '../contract/settings.ts';
import { alternativesFor } from '../contract/calibration.ts';
import { calibrationFor } from '../decide/calibration.ts';
import { notAskedWords } from '../decide/plan-words.ts';
import { redactMessages } from '../decide/redact.ts';
import type { ChatMessage, GenerateRequest, Sampling } from '../engine/engine.ts';
import {
	costOf,
	openProvider,
	samplingElsewhere,
	sourceElsewhere,
	type Elsewhere
} from './open-elsewhere.ts';
import { attemptRecord, type AttemptRecord } from './attempt.ts';
import { previewOf, sentBytes } from './consent.ts';
import type { Consents } from './consents.ts';
import type { EdgeProvider, EdgeRole } from './edge.ts';

export type ElsewhereDependencies = {
	settings: Pick<SettingsStore, 'get'>;
	/** The model of a server of one's own, whatever else it is used for. */
	native: EdgeProvider | null;
	edge: EdgeProvider | null;
};

/** Who was found when it was last looked, by model id: a cost is said without asking anybody again. */
export type KnownElsewhere = Map<string, Elsewhere>;

/** Somebody elsewhere, and what they are asked. */
export type AskedElsewhere = { elsewhere: Elsewhere; messages: ChatMessage[]; sampling: Sampling };

/** By place in the request; a sentence for who cannot be asked. */
export type PreparedElsewhere = ReadonlyMap<number, AskedElsewhere | string>;

/** For the person's word on a comparison: there is one at a time. */
export const COMPARISON = 'comparison';

/** What is offered of the edge, best first: a large model, a quick one, one that costs little. */
const ROLES: readonly EdgeRole[] = ['smart', 'fast', 'cheap'];

export const LOCAL_ONLY =
	'The settings let nothing leave this device, so nobody outside it takes part. Change what may be sent under Settings, or compare models on this device.';
const REFUSED = 'You chose not to send the question there. Compare again to be asked again.';
const REPLACED =
	'The server of your own has another model now, or is gone. Remove it from the comparison and add what is there.';

/** Never throws. */
export async function listElsewhere(
	deps: ElsewhereDependencies,
	known: KnownElsewhere
): Promise<ElsewhereList> {
	const { egress } = await deps.settings.get();
	known.clear();
	const offers: ElsewhereOffer[] = [];
	const refused: { kind: ElsewhereKind; why: string }[] = [];
	for (const kind of ['native', 'edge'] as const) {
		const opened = await openAs(deps, kind, null, egress);
		// Most people have no server of their own: nothing is said of it.
		if (opened === null) continue;
		if (typeof opened === 'string') {
			refused.push({ kind, why: opened });
			continue;
		}
		const { open, leaves } = opened;
		const names = kind === 'edge' ? ROLES : [open.model.manifest.name];
		for (const name of names) {
			const offer = { modelId: elsewhereId(kind, name), kind, name, host: open.host, leaves };
			offers.push(offer);
			const found = await openAs(deps, kind, name, egress);
			if (found !== null && typeof found !== 'string') known.set(offer.modelId, found);
		}
	}
	return { offers, refused };
}

/** Micro-dollars; null where a price is not known. Never throws. */
export async function costElsewhere(
	deps: Pick<ElsewhereDependencies, 'settings'>,
	known: KnownElsewhere,
	{ prompt, contestants }: CompareRequest
): Promise<number | null> {
	const settings = await deps.settings.get();
	let sum = 0;
	for (const { modelId } of contestants) {
		const opened = known.get(modelId);
		if (!opened) continue;
		const { messages, sampling } = askedOf(opened, settings, prompt);
		const cost = await costOf(opened, messages, sampling.maxTokens);
		if (cost === null) return null;
		sum += cost;
	}
	return sum;
}

/**
 * Opens who is elsewhere and asks the person what may be sent, once for each host. `stopOf`: ends when
 * nobody waits any more for the contestant in that place.
 */
export async function* prepareElsewhere(
	deps: ElsewhereDependencies & { consents: Consents },
	{ prompt, contestants }: CompareRequest,
	settings: Settings,
	stopOf: (at: number) => AbortSignal
): AsyncGenerator<CompareEvent, PreparedElsewhere> {
	const prepared = new Map<number, AskedElsewhere | string>();
	const leaving = new Map<string, number[]>();
	for (const [at, { modelId }] of contestants.entries()) {
		if (elsewhereOf(modelId) === null || stopOf(at).aborted) continue;
		const opened = (await openFor(deps, modelId, settings.egress)) ?? REPLACED;
		if (typeof opened === 'string') {
			prepared.set(at, opened);
			continue;
		}
		prepared.set(at, askedOf(opened, settings, prompt));
		const { host } = opened.open;
		if (opened.leaves) leaving.set(host, [...(leaving.get(host) ?? []), at]);
	}
	if (settings.egress === 'allow') return prepared;
	for (const [host, ats] of leaving) yield* askFor(deps.consents, host, ats, prepared, stopOf);
	return prepared;
}

async function* askFor(
	consents: Consents,
	host: string,
	ats: number[],
	prepared: Map<number, AskedElsewhere | string>,
	stopOf: (at: number) => AbortSignal
): AsyncGenerator<CompareEvent, void> {
	const asked = ats.flatMap((at) => {
		const one = prepared.get(at);
		return typeof one === 'object' ? [one] : [];
	});
	const [first] = asked;
	if (!first) return;
	const costs = await Promise.all(
		asked.map(({ elsewhere, messages, sampling }) =>
			costOf(elsewhere, messages, sampling.maxTokens)
		)
	);
	const sum = costs.reduce((all, cost) => (all === null || cost === null ? null : all + cost), 0);
	const nobody = allAborted(ats.map(stopOf));
	// Whoever answers at once answers while the event is handed over: wait before it is said.
	const answered = consents.wait(COMPARISON, nobody.signal);
	try {
		const preview = previewOf(host, first.messages, sum, asked.length);
		yield { type: 'consent-requested', ats, preview };
		const answer = await answered;
		for (const at of ats) {
			const one = prepared.get(at);
			if (typeof one !== 'object') continue;
			if (answer === 'redacted')
				prepared.set(at, { ...one, messages: redactMessages(one.messages).value });
			else if (answer !== 'once') prepared.set(at, REFUSED);
		}
		yield { type: 'consent-answered' };
	} finally {
		nobody.release();
	}
}

/** Ends with the last of them; `release` stops listening. */
export function allAborted(signals: readonly AbortSignal[]): {
	signal: AbortSignal;
	release(): void;
	abort(): void;
} {
	const all = new AbortController();
	const look = () => signals.every(({ aborted }) => aborted) && all.abort();
	for (const signal of signals) signal.addEventListener('abort', look);
	look();
	return {
		signal: all.signal,
		release() {
			for (const signal of signals) signal.removeEventListener('abort', look);
		},
		abort: () => all.abort()
	};
}

/** The question alone, with the instructions of the person: there is no conversation. */
function askedOf(elsewhere: Elsewhere, settings: Settings, prompt: string): AskedElsewhere {
	const system = settings.systemPrompt.trim();
	return {
		elsewhere,
		messages: [
			...(system === '' ? [] : [{ role: 'system' as const, content: system }]),
			{ role: 'user', content: prompt }
		],
		sampling: samplingElsewhere({ settings })
	};
}

/** Null for a model of this browser, and for one that its server does not have any more. */
async function openFor(
	deps: ElsewhereDependencies,
	modelId: Contestant['modelId'],
	egress: Egress
): Promise<Elsewhere | string | null> {
	const wanted = elsewhereOf(modelId);
	return wanted && openAs(deps, wanted.kind, wanted.name, egress);
}

/** `name` null: whoever is there first. */
async function openAs(
	deps: ElsewhereDependencies,
	kind: ElsewhereKind,
	name: string | null,
	egress: Egress
): Promise<Elsewhere | string | null> {
	const provider = deps[kind];
	if (provider === null) return null;
	const role = kind === 'edge' ? ROLES.find((one) => one === name) : undefined;
	const asRole = role === undefined ? provider : { open: () => provider.open(role) };
	const opened = await openProvider({ models: {} }, { kind, provider: asRole }, egress);
	if (typeof opened === 'string') {
		if (opened === notAskedWords.localOnly) return LOCAL_ONLY;
		return kind === 'native' ? null : opened;
	}
	const isAnother = kind === 'native' && name !== null && opened.open.model.manifest.name !== name;
	return isAnother ? null : opened;
}

export function whereElsewhere({ leaves, open: { host } }: Elsewhere): AnsweredAt {
	return { place: leaves ? 'outside' : 'machine', host };
}

export type PreparedRequest = { record: AttemptRecord; request: GenerateRequest };

export function requestElsewhere(
	{ elapsed, newId }: { elapsed: () => number; newId: () => string },
	prompt: string,
	{ elsewhere: { kind, open, leaves }, messages, sampling }: AskedElsewhere
): PreparedRequest {
	const { manifest, capabilities } = open.model;
	const record = attemptRecord({
		attempt: 1,
		source: sourceElsewhere(kind, open.name) ?? `${kind}:other`,
		modelId: manifest.id,
		startedMs: elapsed(),
		// A server of one's own may run a model whose answers were fitted.
		calibrated: calibrationFor(manifest, null, { prompt, earlier: 0 })
	});
	if (leaves) record.sentBytes = sentBytes(messages);
	return {
		record,
		request: {
			messages,
			modifier: null,
			sampling,
			...(capabilities.logprobs && { topLogprobs: alternativesFor(manifest, null) }),
			idempotencyKey: newId()
		}
	};
}

/** The bill says it, where there is one. */
export function nameWhoAnswered(
	record: AttemptRecord,
	{ elsewhere: { kind } }: AskedElsewhere
): void {
	if (record.bill === null) return;
	record.source = sourceElsewhere(kind, record.bill.provider) ?? record.source;
}
