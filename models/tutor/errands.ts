// Errands for a tool in words of one's own: a timer, the weather, a mail. Those in the generator's
// wordings are read by programs-calls.ts.

import { wantsTool } from './programs-calls.ts';
import type { Solved } from './solve.ts';
import { numberOf, NUMBER_PATTERN } from './text.ts';

const N = `(${NUMBER_PATTERN})`;
const at = (source: string): RegExp => new RegExp(source, 'iu');
const DAY = '(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
/** Errands for a tool, in words of one's own: the tool, what it is recognised by, its arguments. */
const ERRANDS: readonly (readonly [tool: string, pattern: RegExp, slots: readonly string[]])[] = [
	[
		'timer',
		at(`\\b(?:timer|count ?down|remind me|wake me|alarm)\\b.*?${N}[- ]?(?:minutes?|mins?)\\b`),
		['minutes']
	],
	['timer', at(`${N}[- ]?(?:minutes?|mins?)\\b.*?\\b(?:timer|countdown)\\b`), ['minutes']],
	[
		'convert',
		at(
			`${N}\\s*(euro|dollar|yen|pound|franc|peso)s?\\s+(?:in|into|to|for)\\s+(?:the )?(euro|dollar|yen|pound|franc|peso)`
		),
		['amount', 'from', 'to']
	],
	[
		'translate',
		at(
			`\\btranslate\\s+(?:the (?:word|phrase|sentence|text) )?["']?([^"']+?)["']?\\s+(?:in)?to\\s+(\\p{Lu}?\\p{L}+)`
		),
		['text', 'to']
	],
	['translate', at(`\\bsay\\s+["']?([^"']+?)["']?\\s+in\\s+(\\p{L}+)`), ['text', 'to']],
	[
		'email',
		at(
			`\\be?-?mail\\b(?: to)?\\s+(?!about|to\\b)(\\p{L}+)\\s+(?:about|on|regarding|saying|with (?:the )?subject)\\s+(?:the )?["']?([^"'?.]+)`
		),
		['to', 'subject']
	],
	[
		'email',
		at(
			`\\be?-?mail\\b.*?\\bto\\s+(\\p{L}+)\\s+(?:about|on|regarding|with (?:the )?subject)\\s+(?:the )?["']?([^"'?.]+)`
		),
		['to', 'subject']
	],
	[
		'calendar',
		at(
			`\\b(?:add|put|schedule|plan|book|enter|note)\\s+(?:an? |the |my )?["']?([^"']+?)["']?\\s+(?:(?:to|in|into) my calendar )?(?:on|for)\\s+${DAY}`
		),
		['title', 'day']
	],
	[
		'weather',
		at(
			`\\b(?:weather|forecast|temperature|rain|snow)\\b.*?\\b(?:in|for|at)\\s+(\\p{L}[\\p{L} ]*?)(?=\\s+(?:today|tomorrow|now|right|like|please)|[?.!,;)]|$)`
		),
		['city']
	],
	[
		'search',
		at(`\\b(?:search|google|look)\\s+(?:the web |my files |online )?(?:for|up)\\s+["']?([^"'?.]+)`),
		['query']
	]
];

/** Only where somebody wants something done, not where the weather is asked about. */
export function errand(prompt: string): Solved | null {
	const small = prompt.toLowerCase();
	const imperative =
		/^(?:please |can you |could you |hey,? |ok,? )*(?:set|start|translate|convert|send|write|email|mail|add|put|schedule|plan|book|search|google|look up|count|remind|wake)\b/.test(
			small
		);
	if (!wantsTool(prompt) && !imperative) return null;
	for (const [tool, pattern, slots] of ERRANDS) {
		const found = pattern.exec(prompt);
		if (!found) continue;
		const call: Record<string, string | number> = { tool };
		slots.forEach((slot, i) => {
			const value = found[i + 1]!.trim();
			call[slot] = slot === 'minutes' || slot === 'amount' ? (numberOf(value) ?? value) : value;
		});
		return { task: 'tool-call', answer: JSON.stringify(call) };
	}
	const sum = wantsTool(prompt)
		? /\d[\d\s.+*/()^-]*[+*/-][\d\s.+*/()^-]*\d/.exec(prompt)?.[0]
		: undefined;
	return sum
		? {
				task: 'tool-call',
				answer: JSON.stringify({ tool: 'calculator', expression: sum.replace(/\s+/g, '') })
			}
		: null;
}
