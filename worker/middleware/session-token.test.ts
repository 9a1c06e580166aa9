import { expect, test } from 'vitest';
import { uniform } from '../../src/contract/random.ts';
import { looksLikeSession, sessionSigner, userAddress } from './session-token.ts';

const SECRET = 'a secret of thirty-two characters';
const SESSION = {
	user: 'shop/a-1',
	site: 'shop',
	origin: 'https://shop.example',
	expiresAtMs: 2000
};

test('a session is read back as it was signed, until it expires', async () => {
	const signer = await sessionSigner(SECRET);
	const token = await signer.sign(SESSION);
	expect(looksLikeSession(token)).toBe(true);
	expect(await signer.verify(token, 1999)).toEqual({ ok: true, session: SESSION });
	expect(await signer.verify(token, 2000)).toEqual({ ok: false, reason: 'expired' });
});

test('no character of a session can be changed', async () => {
	const signer = await sessionSigner(SECRET);
	const token = await signer.sign(SESSION);
	const random = uniform(7);
	for (let at = 0; at < token.length; at++) {
		const other = String.fromCharCode(33 + Math.floor(random() * 94));
		if (other === token[at]) continue;
		const forged = `${token.slice(0, at)}${other}${token.slice(at + 1)}`;
		const { ok } = await signer.verify(forged, 0);
		// The last character of a base64 text holds bits that mean nothing.
		if (ok) expect(at).toBe(token.length - 1);
	}
});

test('another secret, no signature, and parts of two sessions are refused', async () => {
	const signer = await sessionSigner(SECRET);
	const other = await sessionSigner(`${SECRET}!`);
	const mine = await signer.sign(SESSION);
	const [, payload = ''] = (await signer.sign({ ...SESSION, user: 'admin' })).split('.');
	const [, , signature = ''] = mine.split('.');
	for (const forged of [
		await other.sign(SESSION),
		`us1.${payload}.${signature}`,
		`us1.${payload}.`,
		`us1.${payload}`,
		`us1..${signature}`,
		`us2.${mine.slice(4)}`,
		`${mine}.x`,
		`${mine}${'A'.repeat(2000)}`,
		'us1.e30.e30',
		'us1...',
		'us1.%00.%00',
		'us1.💥.💥'
	])
		expect(await signer.verify(forged, 0), forged).toEqual({ ok: false, reason: 'invalid' });
});

test('a pseudonym is the same for an address, and another with another secret', async () => {
	const signer = await sessionSigner(SECRET);
	const other = await sessionSigner(`${SECRET}!`);
	const name = await signer.pseudonym('192.0.2.1');
	expect(name).toMatch(/^[\w-]{16}$/);
	expect(await signer.pseudonym('192.0.2.1')).toBe(name);
	expect(await signer.pseudonym('192.0.2.2')).not.toBe(name);
	expect(await other.pseudonym('192.0.2.1')).not.toBe(name);
});

test('all addresses of an IPv6 connection are one user', () => {
	expect(userAddress('192.0.2.1')).toBe('192.0.2.1');
	expect(userAddress('::ffff:192.0.2.1')).toBe('192.0.2.1');
	expect(userAddress('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
	expect(userAddress('2001:DB8:1:2::9')).toBe('2001:db8:1:2::/64');
	expect(userAddress('2001:db8::1')).toBe('2001:db8:0:0::/64');
	expect(userAddress('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
	expect(userAddress('::1')).toBe('0:0:0:0::/64');
});
