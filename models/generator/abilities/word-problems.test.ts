import { expect, test } from 'vitest';
import { Draw } from '../grammar.ts';
import { Random } from '../random.ts';
import { MINUS_CHAT, PLUS_CHAT } from './word-problem-chat.ts';
import { SHARE_CHAT, TIMES_CHAT } from './word-problem-chat-times.ts';
import { MINUS_DAILY, PLUS_DAILY, SHARE_DAILY, TIMES_DAILY } from './word-problem-daily.ts';
import { MINUS } from './word-problem-minus.ts';
import { MINUS_MORE, PLUS_MORE, SHARE_STILL, TIMES_STILL } from './word-problem-more.ts';
import { SHARE_MORE, TIMES_MORE } from './word-problem-packs.ts';
import { PLUS } from './word-problem-plus.ts';
import { BOTH, FULL, LEFT, NEEDED } from './word-problem-rest.ts';
import { SHARE } from './word-problem-share.ts';
import { TIMES } from './word-problem-times.ts';
import { MINUS_TURNS, PLUS_TURNS, SHARE_TURNS, TIMES_TURNS } from './word-problem-turns.ts';
import { cast } from './word-problem-wordings.ts';
import { wordProblems } from './word-problems.ts';

const OPERATIONS = {
	PLUS,
	MINUS,
	TIMES,
	SHARE,
	SHARE_MORE,
	TIMES_MORE,
	BOTH,
	FULL,
	LEFT,
	NEEDED,
	PLUS_MORE,
	MINUS_MORE,
	TIMES_STILL,
	SHARE_STILL,
	PLUS_DAILY,
	MINUS_DAILY,
	TIMES_DAILY,
	SHARE_DAILY,
	PLUS_TURNS,
	MINUS_TURNS,
	TIMES_TURNS,
	SHARE_TURNS,
	PLUS_CHAT,
	MINUS_CHAT,
	TIMES_CHAT,
	SHARE_CHAT
};

test.each(Object.entries(OPERATIONS))(
	'every story of %s has both numbers, known arguments and one question',
	(_, stories) => {
		const known = new Set([...Object.keys(cast(new Random(1), ['Ann', 'Ben'])), 'a', 'b']);
		for (const story of [...stories.any, ...stories.close]) {
			expect(story.split(' # '), story).toHaveLength(2);
			expect(story, story).not.toMatch(/[?.]$/);
		}
		for (const story of [...stories.any, ...stories.close, ...stories.whole]) {
			expect(story, story).toContain('{a}');
			expect(story, story).toContain('{b}');
			for (const [, name] of story.matchAll(/\{(\w+)\}/g))
				expect(known.has(name!), story).toBe(true);
		}
		const all = [...stories.any, ...stories.close, ...stories.whole];
		expect(new Set(all).size).toBe(all.length);
	}
);

test('a sum is written down in the order in which its numbers are told', () => {
	let seen = 0;
	for (let i = 0; i < 400; i++) {
		const { prompt, answer } = wordProblems(new Draw(new Random(i), false)),
			[, a, b] = /^(\d+)\+(\d+): /.exec(answer) ?? [];
		const told = [...prompt.matchAll(/\d+/g)].map(([n]) => n);
		if (!a || told.length !== 2) continue;
		seen++;
		expect(told, prompt).toEqual([a, b]);
	}
	expect(seen).toBeGreaterThan(50);
});
