// POST /v1/handoff passes a visitor's conversation on to the people of the site whose widget it is: to the
// webhook its operator declared, and nowhere else. A client names no address, a redirect is not followed,
// and what is passed on is neither kept nor logged. Not here: a mail, which the visitor's own program sends.

import type { Context } from 'hono';
import { MAX_HANDOFF, WIDGET_SPEAKERS, type HandoffRequest } from '../../src/contract/widget.ts';
import { redactText } from '../../src/decide/redact.ts';
import type { GatewayOptions, GatewayTypes, Site, Sites } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import { bodySource, parseJsonObject, readBody, type BodyMemory } from '../middleware/body.ts';
import { siteOf } from '../middleware/caller.ts';
import { array, invalid, isAbsent, object, text, type Fields } from '../middleware/fields.ts';
import type { TrustSettings } from '../middleware/settings.ts';

export type HandoffParts = Pick<GatewayOptions, 'ledger' | 'fetch' | 'clock' | 'body' | 'log'> & {
	settings: TrustSettings;
	sites: Sites;
	memory: BodyMemory;
};

const HOUR_MS = 3_600_000;
// In an hour: somebody who adds what they forgot, and as many as people can answer.
const PER_USER = 5;
const PER_SITE = 60;
// Three bytes a character, and the JSON around them.
const MAX_BODY_BYTES = 4 * MAX_HANDOFF.characters;
const TIMEOUT_MS = 10_000;

/** `HandoffRequest` → `{sent: true}`, once the site's webhook has taken it. */
export async function handoffRoute(
	context: Context<GatewayTypes>,
	parts: HandoffParts
): Promise<Response> {
	const { caller } = context.var;
	const site = caller.site === null ? null : await siteOf(caller.site, parts.sites);
	if (site === null)
		throw new GatewayError(
			403,
			'site_required',
			'Only the session of a site can write to its people. Ask for one with POST /v1/session and the site’s key.'
		);
	if (site.webhook === null)
		throw new GatewayError(
			404,
			'no_handoff',
			'This site takes no messages here. Its operator can set widget.handoff in sites.json.'
		);
	const request = await requestOf(context, parts);
	for (const [key, attempts] of [
		[`handoff ${caller.id}`, PER_USER],
		['handoff', PER_SITE]
	] as const) {
		const waitMs = await parts.ledger.attempt(site.key, { key, attempts, windowMs: HOUR_MS });
		if (waitMs > 0) throw tooMany(waitMs);
	}
	await deliver(site, site.webhook, request, parts);
	return Response.json({ sent: true });
}

async function deliver(
	site: Site,
	webhook: string,
	request: HandoffRequest,
	{ fetch, clock, log }: HandoffParts
): Promise<void> {
	let why: string;
	try {
		const response = await fetch(webhook, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'user-agent': 'understudy-edge' },
			body: JSON.stringify({
				version: 1,
				site: site.key,
				atMs: clock.nowMs(),
				...request,
				text: plain(request)
			}),
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		await response.body?.cancel();
		if (response.ok) return;
		why =
			response.status >= 300 && response.status < 400
				? 'it redirects, which is not followed'
				: `it answered ${response.status}`;
	} catch (cause) {
		why = `it could not be reached (${cause instanceof Error ? cause.name : 'no reason given'})`;
	}
	log(`handoff: the webhook of the site “${site.key}” took no message: ${why}.`);
	throw new GatewayError(
		502,
		'handoff_failed',
		'The site’s address for messages did not take it, so nothing was delivered. Try again later, or reach the site another way.'
	);
}

/** All of it as one text: what services that show `text` show. */
function plain({ contact, note, messages }: HandoffRequest): string {
	return [
		contact === '' ? '' : `Contact: ${contact}`,
		note,
		...messages.map(({ from, text: said }) => `${from === 'visitor' ? 'Visitor' : 'Chat'}: ${said}`)
	]
		.filter(Boolean)
		.join('\n\n');
}

/** What the operator redacts is redacted in what was said; not in the address somebody leaves on purpose. */
async function requestOf(
	context: Context<GatewayTypes>,
	parts: HandoffParts
): Promise<HandoffRequest> {
	const { settings, memory, clock } = parts;
	const limits = { maxBytes: MAX_BODY_BYTES, maxMs: settings.bodyMs };
	const body = await readBody(bodySource(context, parts), limits, memory, clock);
	try {
		const { contact, note, messages } = validated(parseJsonObject(body.text));
		const clean = (said: string) => redactText(said, settings.redactions).value;
		return {
			contact,
			note: clean(note),
			messages: messages.map(({ from, text: said }) => ({ from, text: clean(said) }))
		};
	} finally {
		body.release();
	}
}

function validated(fields: Fields): HandoffRequest {
	const line = (name: 'contact' | 'note') =>
		isAbsent(fields[name]) ? '' : text(fields[name], name, MAX_HANDOFF[name]).trim();
	const messages = isAbsent(fields['messages'])
		? []
		: array(fields['messages'], 'messages', MAX_HANDOFF.messages).map((given, i) => {
				const message = object(given, `messages[${i}]`);
				const from = WIDGET_SPEAKERS.find((speaker) => speaker === message['from']);
				if (!from)
					throw invalid(`messages[${i}].from`, `should be one of ${WIDGET_SPEAKERS.join(', ')}`);
				return { from, text: text(message['text'], `messages[${i}].text`) };
			});
	const characters = messages.reduce((sum, message) => sum + message.text.length, 0);
	if (characters > MAX_HANDOFF.characters)
		throw invalid('messages', `should have at most ${MAX_HANDOFF.characters} characters together`);
	const note = line('note');
	if (note === '' && characters === 0)
		throw invalid('messages', 'should say something, or note should');
	return { contact: line('contact'), note, messages };
}

function tooMany(waitMs: number): GatewayError {
	const seconds = Math.ceil(waitMs / 1000);
	return new GatewayError(
		429,
		'too_many_handoffs',
		`Too many messages were sent to this site within an hour. Try again in ${seconds} s.`,
		{ headers: { 'retry-after': String(seconds) } }
	);
}
