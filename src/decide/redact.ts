// Takes e-mail addresses, phone numbers, payment cards and secret keys out of text before it is sent
// anywhere. Pure. By pattern, so it misses what does not look like one, and it leaves names, postal
// addresses and everything else: a help, not a guarantee. What only resembles one (a date, a version, an
// order number that fails its check digit) stays.
//
// Every pattern is bounded, and none can backtrack over a long text.

export const REDACTIONS = ['email', 'phone', 'card', 'key'] as const;

export type Redaction = (typeof REDACTIONS)[number];

/** How many of each kind were replaced by `[email]`, `[phone]`, `[card]` or `[key]`. */
export type RedactionCounts = Record<Redaction, number>;

export type Redacted<T> = { value: T; counts: RedactionCounts };

/** A message as the OpenAI form has it, as far as text can be in it. */
export type RedactableMessage = {
	content?: string | readonly object[] | null;
	tool_calls?: readonly { function: { arguments: string } }[];
};

type Rule = { kind: Redaction; pattern: RegExp; accepts?: (found: string) => boolean };

/**
 * The tokens of services that mark theirs, as their documentation (or GitHub's list of secret-scanning
 * patterns) gives them.
 */
const MARKED_KEYS = [
	// OpenAI, Anthropic, OpenRouter, DeepSeek
	'sk-[A-Za-z0-9_-]{20,250}',
	'gh[pousr]_[A-Za-z0-9]{36,250}',
	'github_pat_[A-Za-z0-9_]{22,250}',
	'glpat-[A-Za-z0-9_-]{20,250}',
	// AWS
	'A(?:KIA|SIA)[A-Z0-9]{16}',
	// Google
	'AIza[A-Za-z0-9_-]{35}',
	'ya29\\.[A-Za-z0-9_-]{20,250}',
	'xox[abeoprs]-[A-Za-z0-9-]{10,250}',
	'xapp-[A-Za-z0-9-]{10,250}',
	// Stripe
	'(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,250}',
	'whsec_[A-Za-z0-9]{16,250}',
	'npm_[A-Za-z0-9]{36}',
	'pypi-[A-Za-z0-9_-]{32,250}',
	// Hugging Face, Groq, xAI, Cerebras, Replicate, Perplexity
	'hf_[A-Za-z0-9]{30,250}',
	'gsk_[A-Za-z0-9]{32,250}',
	'xai-[A-Za-z0-9]{32,250}',
	'csk-[A-Za-z0-9]{32,250}',
	'r8_[A-Za-z0-9]{32,250}',
	'pplx-[A-Za-z0-9]{32,250}',
	'SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}',
	// Twilio
	'SK[0-9a-f]{32}',
	'dop_v1_[0-9a-f]{64}',
	'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}'
].join('|');

const RULES: readonly Rule[] = [
	{
		kind: 'key',
		pattern:
			/-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----[\s\S]{1,16384}?-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----/g
	},
	{
		kind: 'key',
		pattern: new RegExp(`(?<![A-Za-z0-9_-])(?:${MARKED_KEYS})(?![A-Za-z0-9])`, 'g'),
		accepts: looksRandom
	},
	// JSON Web Tokens
	{
		kind: 'key',
		pattern: /(?<![\w-])eyJ[\w-]{8,2048}\.eyJ[\w-]{8,8192}(?:\.[\w-]{8,2048})?(?![\w-])/g
	},
	{
		kind: 'key',
		pattern: /(?<=\bBearer[ \t]{1,4})[A-Za-z0-9._~+/-]{20,512}={0,2}/gi,
		accepts: looksRandom
	},
	// What is called a key, a secret or a password where it is assigned.
	{
		kind: 'key',
		pattern:
			/(?<=(?:api[_-]?key|access[_-]?key|secret|token|passw(?:or)?d|pwd)["']?[ \t]{0,4}[:=][ \t]{0,4}["'`]?)[A-Za-z0-9_+/!@#$%^&*-]{12,256}={0,2}(?![A-Za-z0-9_(.[])/gi,
		accepts: looksSecret
	},
	{
		kind: 'email',
		pattern:
			/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}-])(?!:[\w~/])/gu
	},
	// Cards: digits in one piece, or grouped as they are printed; a security code may follow.
	{
		kind: 'card',
		pattern:
			/(?<![\p{L}\p{N}_.]|\d-)(?:\d{13,19}|\d{4}([ \u00a0-])\d{4}\1\d{4}\1\d{4}|\d{4}([ \u00a0-])\d{6}\2\d{4,5})(?![\p{L}\d_]|-\d|\.\d)/gu,
		accepts: isCard
	},
	{
		kind: 'card',
		pattern:
			/(?<![\p{L}\p{N}_.]|\d-)\d{4}([ \u00a0-])\d{4}\1\d{4}\1\d{4}\1\d{3}(?![\p{L}\d_]|-\d|\.\d)/gu,
		accepts: isCard
	},
	// Phones: with the country's code.
	{
		kind: 'phone',
		pattern:
			/(?<![\w+.=*/^])\+[1-9]\d{0,2}(?:[ \u00a0./-]{0,2}\(\d{1,5}\))?(?:[ \u00a0./-]?\d{1,12}){1,8}(?![\w]|\.\d)/g,
		accepts: (found) =>
			hasDigits(found, 10, 15) || (/[ ./()\u00a0-]/.test(found) && hasDigits(found, 8, 15))
	},
	{
		kind: 'phone',
		pattern: /(?<![\w.+-])00[1-9]\d{0,2}(?:[ /-]\d{2,12}){1,6}(?![\w-]|\.\d)/g,
		accepts: (found) => hasDigits(found, 10, 16)
	},
	// North America: (212) 555-0199, 212-555-0199, 1-212-555-0199, 212.555.0199
	{
		kind: 'phone',
		pattern:
			/(?<![\w.+-])(?:1[ .-])?(?:\([2-9]\d{2}\)[ \u00a0-]?[2-9]\d{2}[ .-]\d{4}|[2-9]\d{2}([.-])[2-9]\d{2}\1\d{4})(?![\w]|[.-]\d)/g
	},
	// Nationally, with a leading zero: 0151 23456789, 030/1234567, 020 7946 0958, 06 12 34 56 78
	{
		kind: 'phone',
		pattern:
			/(?<![\w.,:+/-])(?:\(0\d{1,4}\) ?|0\d{1,4}[ /-])\d{2,8}(?:[ -]\d{2,8}){0,4}(?![\w]|[.,:/-]\d)/g,
		accepts: (found) =>
			hasDigits(found, 9, 12) && !/^\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4})\b/.test(found)
	},
	// Whatever is said to be one.
	{
		kind: 'phone',
		pattern:
			/(?<=\b(?:tele(?:phone|fon)|phone|tel|mobile|mobil|handy|cell|fax|whatsapp|call|text|sms|ring)\b[^\d\n+]{0,16})\+?\(?\d(?:[ \u00a0./()-]{0,2}\d){6,14}(?![\w]|[.,:]\d)/gi,
		accepts: (found) => hasDigits(found, 7, 15) && !/^\d{4}-\d{2}-\d{2}/.test(found)
	}
];

/** Replaces each find by its kind in brackets. */
export function redactText(
	text: string,
	kinds: readonly Redaction[] = REDACTIONS
): Redacted<string> {
	const counts: RedactionCounts = { email: 0, phone: 0, card: 0, key: 0 };
	let value = text;
	for (const { kind, pattern, accepts } of RULES) {
		if (!kinds.includes(kind)) continue;
		value = value.replace(pattern, (found) => {
			if (accepts && !accepts(found)) return found;
			counts[kind] += 1;
			return `[${kind}]`;
		});
	}
	return { value, counts };
}

/** The same for every text of a list of messages: contents, text parts and tool calls. */
export function redactMessages<M extends RedactableMessage>(
	messages: readonly M[],
	kinds: readonly Redaction[] = REDACTIONS
): Redacted<M[]> {
	const counts: RedactionCounts = { email: 0, phone: 0, card: 0, key: 0 };
	const clean = (text: string) => {
		const redacted = redactText(text, kinds);
		for (const kind of REDACTIONS) counts[kind] += redacted.counts[kind];
		return redacted.value;
	};
	const part = (given: object) =>
		'text' in given && typeof given.text === 'string'
			? { ...given, text: clean(given.text) }
			: given;
	const value = messages.map((message) => {
		const { content, tool_calls: calls } = message;
		const changed: RedactableMessage = {};
		if (typeof content === 'string') changed.content = clean(content);
		else if (content) changed.content = content.map(part);
		if (calls)
			changed.tool_calls = calls.map((call) => ({
				...call,
				function: { ...call.function, arguments: clean(call.function.arguments) }
			}));
		return { ...message, ...changed };
	});
	return { value, counts };
}

/** A marked key has digits and many different characters: `sk-loading-indicator` and `sk-xxxx` are none. */
function looksRandom(found: string): boolean {
	return /\d/.test(found) && new Set(found).size >= 10;
}

/** A value, not a name in code: letters of both cases with digits, or a long run of hex. */
function looksSecret(found: string): boolean {
	if (/^[0-9a-f]{24,}$/i.test(found)) return new Set(found).size >= 8;
	const digits = found.match(/\d/g)?.length ?? 0;
	return digits >= 2 && /[a-z]/.test(found) && /[A-Z]/.test(found) && looksRandom(found);
}

// First digits and lengths: https://en.wikipedia.org/wiki/Payment_card_number
const CARD_RANGES: readonly (readonly [RegExp, readonly number[]])[] = [
	[/^4/, [13, 16, 19]],
	[/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
	[/^3[47]/, [15]],
	[/^(?:30[0-5]|36|38|39)/, [14, 16, 19]],
	[/^(?:6011|64[4-9]|65)/, [16, 17, 18, 19]],
	[/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
	[/^62/, [16, 17, 18, 19]],
	[/^(?:50|5[6-8]|6)/, [16, 19]]
];

function isCard(found: string): boolean {
	const digits = found.replaceAll(/\D/g, '');
	const known = CARD_RANGES.some(
		([start, lengths]) => start.test(digits) && lengths.includes(digits.length)
	);
	return known && new Set(digits).size > 1 && passesLuhn(digits);
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
	let sum = 0;
	for (let i = 0; i < digits.length; i++) {
		const digit = Number(digits[digits.length - 1 - i]);
		const doubled = i % 2 === 1 ? digit * 2 : digit;
		sum += doubled > 9 ? doubled - 9 : doubled;
	}
	return sum % 10 === 0;
}

function hasDigits(found: string, least: number, most: number): boolean {
	const count = found.match(/\d/g)?.length ?? 0;
	return count >= least && count <= most;
}
