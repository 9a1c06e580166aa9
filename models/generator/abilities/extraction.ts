// Extraction: a name, an e-mail address, a date or an amount, word for word out of a text.
// Not the texts and requests themselves (extraction-wordings.ts).

import { capitalise, type Draw, type Exchange } from '../grammar.ts';
import { CITIES, MONTHS, NAMES, SURNAMES, WORDS } from '../facts/words.ts';
import type { Random } from '../random.ts';
import * as MORE from './extraction-more.ts';
import { ASKED, ASKED_FOR, ASKED_SENTENCES } from './extraction-asked.ts';
import { MIXED_ASK_FOR, MIXED_SENTENCES } from './extraction-mixed.ts';
import { PLAIN_ASK, PLAIN_ASK_FOR, PLAIN_SENTENCES } from './extraction-plain.ts';
import * as W from './extraction-wordings.ts';
import type { Target } from './extraction-wordings.ts';
import { madeUpWord } from './text.ts';

const SENTENCES = [
	...W.SENTENCES,
	...MORE.MORE_SENTENCES,
	...PLAIN_SENTENCES,
	...MIXED_SENTENCES,
	...ASKED_SENTENCES
];
const BEFORE = [...W.BEFORE, ...MORE.MORE_BEFORE];
const AFTER = [...W.AFTER, ...MORE.MORE_AFTER];
const LAYOUTS = [...W.LAYOUTS, ...MORE.MORE_LAYOUTS];
const ASK = [...W.ASK, ...MORE.MORE_ASK, ...PLAIN_ASK, ...ASKED];
const DOMAINS = 'mail.com post.org inbox.net web.de home.io corp.com example.com site.net'.split(
	' '
);
const TARGETS = ['name', 'email', 'date', 'amount'] as const satisfies readonly Target[];
const LETTER: Record<Target, string> = { name: 'n', email: 'e', date: 'd', amount: 'a' };
// prettier-ignore
const BOUGHT = 'lamp bike chair phone guitar jacket camera table clock radio tent printer sofa mirror ladder piano carpet suitcase kettle helmet'.split(' ');

const ASK_FOR = Object.fromEntries(
	TARGETS.map((target) => [
		target,
		[
			...W.ASK_FOR[target],
			...MORE.MORE_ASK_FOR[target],
			...PLAIN_ASK_FOR[target],
			...MIXED_ASK_FOR[target],
			...ASKED_FOR[target]
		]
	])
) as Record<Target, string[]>;
const isIn = (target: Target, sentence: string): boolean =>
	sentence.includes(`{${LETTER[target]}}`);
const WITH = Object.fromEntries(
	TARGETS.map((target) => [target, SENTENCES.filter((s) => isIn(target, s))])
) as Record<Target, string[]>;

function dateText(r: Random): string {
	const month = r.pick(MONTHS),
		day = r.int(1, 28),
		k = r.next();
	if (k < 0.5) return `${month} ${day}`;
	if (k < 0.85) return `${day} ${month}`;
	return k < 0.93
		? `${month} ${day}, ${r.int(2020, 2030)}`
		: `${day} ${month} ${r.int(2020, 2030)}`;
}

function amountText(r: Random): string {
	const n = r.chance(0.85) ? String(r.int(5, 999)) : `${r.int(5, 99)}.${r.int(10, 99)}`,
		k = r.next();
	if (k < 0.45) return `$${n}`;
	return k < 0.92 ? `${n} ${r.pick(['euros', 'euros', 'dollars', 'pounds'])}` : `\u20ac${n}`;
}

function entities(r: Random): Record<Target, string> {
	const first = r.chance(0.65) ? r.pick(NAMES) : capitalise(madeUpWord(r)),
		last = r.chance(0.65) ? r.pick(SURNAMES) : capitalise(madeUpWord(r));
	return {
		name: `${first} ${last}`,
		email:
			(r.chance(0.8) ? first.toLowerCase() : r.pick(['info', 'office', 'hello', 'contact'])) +
			r.pick(['.' + last.toLowerCase(), String(r.int(1, 99)), '_' + r.pick(WORDS), '']) +
			'@' +
			(r.chance(0.7) ? r.pick(DOMAINS) : `${madeUpWord(r)}.${r.pick(['com', 'org', 'de'])}`),
		date: dateText(r),
		amount: amountText(r)
	};
}

/** One to two sentences, the target in exactly one of them, and what people write around them. */
function carrier(draw: Draw, target: Target): string {
	const r = draw.random;
	let text = draw.branch(WITH[target]);
	const others = TARGETS.filter((t) => !isIn(t, text));
	if (others.length && r.chance(0.3)) {
		const more = draw.branch(WITH[r.pick(others)]);
		if (TARGETS.every((t) => !isIn(t, text) || !isIn(t, more)))
			text = r.chance(0.5) ? `${text} ${more}` : `${more} ${text}`;
	}
	if (r.chance(0.15)) text = draw.branch(BEFORE) + text;
	if (r.chance(0.15)) text += draw.branch(AFTER);
	return text;
}

export function extraction(draw: Draw): Exchange {
	const r = draw.random,
		target = r.pick(TARGETS),
		all = draw.argument(
			() => entities(r),
			(x) => Object.values(x).join()
		);
	const filled: Record<string, string> = {
		n: all.name,
		e: all.email,
		d: all.date,
		a: all.amount,
		c: r.pick(CITIES),
		t: `${r.int(7, 22)}:${r.pick(['00', '15', '30', '45'])}`,
		x: String(r.int(2, 99)),
		w: r.pick(BOUGHT)
	};
	const s = carrier(draw, target).replace(/\{([nedactxw])\}/g, (_, c: string) => filled[c]!);
	const asked = draw
		.branch(r.chance(0.5) ? ASK : ASK_FOR[target])
		.replace('{k}', r.pick(W.CALLED[target]));
	// A request that runs into the text needs its full stop.
	const stopped = /[?.!]$/.test(asked) ? asked : `${asked}.`;
	const layout = draw
		.branch(LAYOUTS)
		.replace('{Q} ', () => capitalise(stopped) + ' ')
		.replace('{Q}', () => capitalise(asked))
		.replace('{q}', () => asked);
	return {
		// Mostly as it stands: small letters or a dropped full stop could fall on the text itself.
		prompt: draw.phrase(
			{ q: [layout.replace('?:', '?').replace('?.', '?')] },
			{ s },
			r.chance(0.7)
		),
		answer: all[target],
		ability: 'extraction'
	};
}
