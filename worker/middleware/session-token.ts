// Short-lived signed sessions: `us1.<payload>.<signature>`, base64url, HMAC-SHA-256 by WebCrypto. The
// payload can be read by anyone and holds no more than whose budget a call counts in. Not here: who may
// have one (routes/session.ts).

export type Session = {
	/** The user's id in the ledger. */
	user: string;
	/** The site's key; null for the app itself. */
	site: string | null;
	/** The origin it was issued to; null where the request named none. */
	origin: string | null;
	expiresAtMs: number;
};

export type Verified =
	{ ok: true; session: Session } | { ok: false; reason: 'invalid' | 'expired' };

export interface SessionSigner {
	sign(session: Session): Promise<string>;
	verify(token: string, nowMs: number): Promise<Verified>;
	/** An id that stands for a network address and cannot be turned back without the secret. */
	pseudonym(address: string): Promise<string>;
}

const PREFIX = 'us1';
// A session of ours is about 250 characters; nothing longer is worth a signature check.
const MAX_LENGTH = 1024;
const encoder = new TextEncoder();

export async function sessionSigner(secret: string): Promise<SessionSigner> {
	const key = await crypto.subtle.importKey(
		'raw',
		encoder.encode(secret),
		{ name: 'HMAC', hash: 'SHA-256' },
		false,
		['sign', 'verify']
	);
	return {
		async sign(session) {
			const { user, site, origin, expiresAtMs } = session;
			const payload = toBase64Url(
				encoder.encode(JSON.stringify([user, site, origin, expiresAtMs]))
			);
			const signed = `${PREFIX}.${payload}`;
			const signature = await crypto.subtle.sign('HMAC', key, encoder.encode(signed));
			return `${signed}.${toBase64Url(new Uint8Array(signature))}`;
		},
		async verify(token, nowMs) {
			const parts = token.split('.');
			const [prefix, payload = '', signature = ''] = parts;
			if (token.length > MAX_LENGTH || parts.length !== 3 || prefix !== PREFIX)
				return { ok: false, reason: 'invalid' };
			const bytes = fromBase64Url(signature);
			const signed = encoder.encode(`${PREFIX}.${payload}`);
			// WebCrypto compares in constant time.
			if (!bytes || !(await crypto.subtle.verify('HMAC', key, bytes, signed)))
				return { ok: false, reason: 'invalid' };
			const session = readPayload(payload);
			if (!session) return { ok: false, reason: 'invalid' };
			return session.expiresAtMs > nowMs ? { ok: true, session } : { ok: false, reason: 'expired' };
		},
		async pseudonym(address) {
			const digest = await crypto.subtle.sign('HMAC', key, encoder.encode(`address ${address}`));
			return toBase64Url(new Uint8Array(digest).subarray(0, 12));
		}
	};
}

/** Whether a bearer token means to be a session of ours. */
export function looksLikeSession(token: string): boolean {
	return token.startsWith(`${PREFIX}.`);
}

/**
 * The part of a network address that stands for one user: an IPv6 network of 64 bits belongs to one
 * connection, so all of its addresses are one.
 */
export function userAddress(address: string): string {
	const host = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
	if (!host.includes(':') || !URL.canParse(`http://[${host}]/`)) return host;
	const groups = expanded(new URL(`http://[${host}]/`).hostname.slice(1, -1));
	return `${groups.slice(0, 4).join(':')}::/64`;
}

function expanded(address: string): string[] {
	const [head = '', tail] = address.split('::');
	const left = head === '' ? [] : head.split(':');
	const right = !tail ? [] : tail.split(':');
	const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
	return [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
}

function readPayload(payload: string): Session | null {
	const bytes = fromBase64Url(payload);
	if (!bytes) return null;
	try {
		const fields: unknown = JSON.parse(new TextDecoder().decode(bytes));
		if (!Array.isArray(fields) || fields.length !== 4) return null;
		const [user, site, origin, expiresAtMs] = fields as unknown[];
		if (typeof user !== 'string' || typeof expiresAtMs !== 'number') return null;
		if (!isTextOrNull(site) || !isTextOrNull(origin)) return null;
		return { user, site, origin, expiresAtMs };
	} catch {
		return null;
	}
}

function isTextOrNull(value: unknown): value is string | null {
	return value === null || typeof value === 'string';
}

function toBase64Url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
	if (!/^[\w-]*$/.test(text)) return null;
	try {
		const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
		return Uint8Array.from(binary, (character) => character.charCodeAt(0));
	} catch {
		return null;
	}
}
