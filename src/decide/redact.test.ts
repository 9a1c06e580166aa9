import { describe, expect, test } from 'vitest';
import { uniform } from '../contract/random.ts';
import { redactMessages, redactText, type Redaction } from './redact.ts';

const redacted = (text: string) => redactText(text).value;

// Made up, or the numbers that networks publish for tests. Keys are put together here, so that no
// scanner takes this file for a leak.
const LETTERS = 'aB3dE5gH7jK9mN1pQ2sT4vW6xY8zA0cD';
const FOUND: readonly (readonly [Redaction, string, string])[] = [
	['email', 'Write to ada.lovelace@example.org today', 'Write to [email] today'],
	['email', 'mailto:ada+news@mail.example.co.uk?subject=x', 'mailto:[email]?subject=x'],
	['email', '<Ada@EXAMPLE.COM>, (bob_1@sub-domain.example.io).', '<[email]>, ([email]).'],
	['email', 'jörg@müller.de', '[email]'],
	['email', "o'brien@example.ie", '[email]'],
	['phone', 'Call +49 151 23456789.', 'Call [phone].'],
	['phone', 'Call +1 (212) 555-0199 now', 'Call [phone] now'],
	['phone', '+442079460958', '[phone]'],
	['phone', '+33 6 12 34 56 78', '[phone]'],
	['phone', '0049 30 1234567', '[phone]'],
	['phone', '(212) 555-0199', '[phone]'],
	['phone', 'or 212-555-0199, or 212.555.0199', 'or [phone], or [phone]'],
	['phone', '1-800-555-0199', '[phone]'],
	['phone', '0151 23456789', '[phone]'],
	['phone', '030/12345678', '[phone]'],
	['phone', '020 7946 0958', '[phone]'],
	['phone', '06 12 34 56 78', '[phone]'],
	['phone', 'my phone is 5551234567', 'my phone is [phone]'],
	['phone', 'Tel.: 555 12 34', 'Tel.: [phone]'],
	['card', '4111 1111 1111 1111', '[card]'],
	['card', 'card 4111111111111111, exp 12/27', 'card [card], exp 12/27'],
	['card', '4111 1111 1111 1111 12/27', '[card] 12/27'],
	['card', '4111 1111 1111 1111 123', '[card] 123'],
	['card', '6200 0000 0000 0000 000', '[card]'],
	['card', '5500-0000-0000-0004', '[card]'],
	['card', '2223003122003222', '[card]'],
	['card', '3782 822463 10005', '[card]'],
	['card', '378282246310005', '[card]'],
	['card', '6011111111111117', '[card]'],
	['card', '3530111333300000', '[card]'],
	['card', '30569309025904', '[card]'],
	['key', `key sk-proj-${LETTERS} here`, 'key [key] here'],
	['key', `sk-ant-api03-${LETTERS}_x-${LETTERS}`, '[key]'],
	['key', `ghp_${LETTERS}Wx1y`, '[key]'],
	['key', `github_pat_${LETTERS}`, '[key]'],
	['key', `AKIA${'IOSFODNN7EXAMPL2'}`, '[key]'],
	['key', `AIza${LETTERS}x-Y`, '[key]'],
	['key', `xoxb-${'123456789012'}-${LETTERS}`, '[key]'],
	['key', `sk_live_${LETTERS}`, '[key]'],
	['key', `hf_${LETTERS}`, '[key]'],
	['key', `gsk_${LETTERS}${LETTERS}`, '[key]'],
	['key', `Authorization: Bearer ${LETTERS}.${LETTERS}`, 'Authorization: Bearer [key]'],
	['key', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${LETTERS}`, '[key]'],
	['key', `API_KEY="${LETTERS}"`, 'API_KEY="[key]"'],
	['key', `password: hunTer2-${'Horse9!x'}`, 'password: [key]'],
	['key', 'client_secret=0123456789abcdef0123456789abcdef', 'client_secret=[key]'],
	[
		'key',
		'-----BEGIN RSA PRIVATE KEY-----\nMIIB\nAAAA\n-----END RSA PRIVATE KEY-----\nafter',
		'[key]\nafter'
	]
];

// What resembles one of them and is none.
const KEPT = [
	'2026-11-21 and 21.11.2026 and 11/21/2026 and 2026-11-21T03:04:05.678Z',
	'01/02/2026 03:04, 01-02-2026 10:20',
	'Version 1.2.3, 10.0.19045.3693, python3.12.1',
	'192.168.100.200, 255.255.255.255, 2001:db8::8a2e:370:7334',
	'1763694000000 ms, 1763694000000000 µs, 1763694000',
	'Order 4111111111111112 fails its check digit.',
	'Invoice 1234567890123456',
	'ISBN 978-3-16-148410-0, ISBN 9783161484100',
	'123e4567-e89b-12d3-a456-426614174000 and 12345678-1234-1234-1234-123456789012',
	'3.14159265358979323846, 0.4111111111111111, -73.9857, 40.7484',
	'1,000,000 + 2,500,000 = 3,500,000; 12345678 * 87654321',
	'x = 1234567 + 89101112; y=+12345678',
	'300 400 5000 6000, 1 2 3 4 5 6 7 8 9 10 11 12 13',
	'0000 0000 0000 0000',
	'ZIP 12345-6789, CAS 7732-18-5, EAN 4006381333931',
	'$1,234.56, 99.95 %, 10^12, 1e10, 0x1F4A3B2C, #ff00ff',
	'The years 1914-1918 and 1939-1945, pages 100-200',
	'git@github.com:user/repo.git',
	'react@18.2.0, @scope/package@1.0.0, @app.route("/")',
	'a @ b, @mention, x@y, user@localhost',
	'class="sk-loading-indicator-large-animation sk-fading-circle"',
	'sk-... and sk-xxxxxxxxxxxxxxxxxxxxxxxx and sk-your-key-goes-here-please',
	'token: string; const token = localStorage.getItem("token2Value")',
	'password = getPasswordFromVault2024(); apiKey = process.env.API_KEY_V2',
	'secret: my_secret_variable_name_2, token_type="bearer"',
	'commit 9fceb02d0ae598e95dc970b74767f19372d6d3aa',
	'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
	'Call me at 10:30 or text him on 2026-11-21',
	'Call 911. Call f(1, 2). Ring 3 times in 15 minutes.',
	'Room 101, flight LH 400, bus 42, A4 paper, B12'
];

describe('finds', () => {
	for (const [kind, text, expected] of FOUND)
		test(`${kind}: ${expected} in ${text.slice(0, 30).replaceAll('\n', ' ')}`, () => {
			const { value, counts } = redactText(text);
			expect(value).toBe(expected);
			expect(counts[kind]).toBeGreaterThan(0);
		});
});

describe('keeps', () => {
	for (const text of KEPT) test(text, () => expect(redacted(text)).toBe(text));
});

test('redacts only the kinds that are asked for', () => {
	const text = 'ada@example.org, +442079460958, 4111111111111111';
	expect(redactText(text, ['card']).value).toBe('ada@example.org, +442079460958, [card]');
	expect(redactText(text, []).value).toBe(text);
});

test('what is redacted once stays as it is', () => {
	for (const [, text] of FOUND) expect(redacted(redacted(text))).toBe(redacted(text));
});

test('every text of a message is redacted: contents, parts, tool calls; images stay', () => {
	const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,4111111111111111' } };
	const { value, counts } = redactMessages([
		{ role: 'system', content: 'Mail ada@example.org' },
		{ role: 'user', content: [{ type: 'text', text: 'or bob@example.org' }, image] },
		{
			role: 'assistant',
			content: null,
			tool_calls: [
				{
					id: 'c',
					type: 'function',
					function: { name: 'f', arguments: '{"to":"eve@example.org"}' }
				}
			]
		},
		{ role: 'tool', tool_call_id: 'c', content: 'sent from 4111 1111 1111 1111' }
	]);
	expect(value).toEqual([
		{ role: 'system', content: 'Mail [email]' },
		{ role: 'user', content: [{ type: 'text', text: 'or [email]' }, image] },
		{
			role: 'assistant',
			content: null,
			tool_calls: [
				{ id: 'c', type: 'function', function: { name: 'f', arguments: '{"to":"[email]"}' } }
			]
		},
		{ role: 'tool', tool_call_id: 'c', content: 'sent from [card]' }
	]);
	expect(counts).toEqual({ email: 3, phone: 0, card: 1, key: 0 });
});

test('a card is found by its check digit: of random numbers of a card’s length, a tenth', () => {
	const random = uniform(11);
	const numbers = Array.from(
		{ length: 2000 },
		() => `4${Array.from({ length: 15 }, () => Math.floor(random() * 10)).join('')}`
	);
	const found = numbers.filter((number) => redacted(number) === '[card]').length;
	expect(found).toBeGreaterThan(140);
	expect(found).toBeLessThan(260);
});

test('long hostile texts are answered: a pattern that backtracked over them would never end', () => {
	const pieces = [
		'a',
		'1',
		'1 ',
		'1-',
		'a.',
		'a@',
		'@a.',
		'(0',
		'+1 ',
		'sk-',
		'eyJ',
		'token=',
		'tel '
	];
	for (const piece of pieces) {
		const text = piece.repeat(200_000 / piece.length);
		expect(redacted(text).length, piece).toBeGreaterThan(0);
	}
});
