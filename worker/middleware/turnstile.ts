// Cloudflare Turnstile's siteverify. Fails closed: no answer, or one that is not about this page and
// this action, is a refusal. https://developers.cloudflare.com/turnstile/get-started/server-side-validation/

import type { GatewayOptions } from '../contract.ts';
import { GatewayError } from '../errors.ts';
import type { TrustSettings } from './settings.ts';

const SITEVERIFY = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';
const TIMEOUT_MS = 5_000;
// Turnstile's own limit.
const MAX_TOKEN_LENGTH = 2048;

export type Check = {
	token: unknown;
	address: string | null;
	/** Where the widget that solved it may have stood. */
	hostnames: readonly string[];
};

/** Resolves when the token is good; throws a GatewayError otherwise. */
export async function checkTurnstile(
	{ token, address, hostnames }: Check,
	{ secret, action }: NonNullable<TrustSettings['turnstile']>,
	fetch: GatewayOptions['fetch']
): Promise<void> {
	if (typeof token !== 'string' || token === '' || token.length > MAX_TOKEN_LENGTH)
		throw new GatewayError(
			400,
			'turnstile_required',
			'A Turnstile token is needed: solve the challenge, then send it as turnstileToken.',
			{ param: 'turnstileToken' }
		);
	const form = new URLSearchParams({ secret, response: token });
	if (address !== null) form.set('remoteip', address);
	const verdict = await ask(form, fetch);
	if (verdict['success'] !== true) throw refusal('It was not solved, or was used before.');
	if (typeof verdict['hostname'] !== 'string' || !hostnames.includes(verdict['hostname']))
		throw refusal('It was solved on another site.');
	if (verdict['action'] !== action) throw refusal('It was solved for another action.');
}

async function ask(
	form: URLSearchParams,
	fetch: GatewayOptions['fetch']
): Promise<Record<string, unknown>> {
	try {
		const response = await fetch(SITEVERIFY, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: form.toString(),
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		if (response.status !== 200) throw new Error(`siteverify answered ${response.status}`);
		const verdict: unknown = await response.json();
		if (typeof verdict !== 'object' || verdict === null) throw new Error('no verdict');
		return verdict as Record<string, unknown>;
	} catch (cause) {
		throw new GatewayError(
			503,
			'turnstile_unavailable',
			'Turnstile could not be asked whether you are a person. Try again in a moment.',
			{ cause, headers: { 'retry-after': '5' } }
		);
	}
}

function refusal(why: string): GatewayError {
	return new GatewayError(
		403,
		'turnstile_refused',
		`The Turnstile token is not good. ${why} Solve a new challenge and try again.`,
		{ param: 'turnstileToken' }
	);
}
