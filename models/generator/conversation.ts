// Conversations of one to five exchanges: unrelated questions mixed, some followed up.
//
// A chat sends its history, so a question must be answered alike at any place in it. Follow-ups
// refer back ("and of Spain?", "now reverse it"), so that history is not ignored either.

import { about } from './abilities/about.ts';
import { comparisons, percentages, sums, units, wordProblems } from './abilities/arithmetic.ts';
import { code } from './abilities/code.ts';
import { facts } from './abilities/facts.ts';
import { extraction, logic, toolCalls } from './abilities/structured.ts';
import { copying, counting, letterCase, strings } from './abilities/text.ts';
import { unknown } from './abilities/unknown.ts';
import { Draw, type Exchange } from './grammar.ts';
import { Random } from './random.ts';

/** What is asked, and how often. Weights follow difficulty as measured, not importance. */
export const MIX: [string, number, (draw: Draw) => Exchange][] = [
  ['about', 15, about], ['facts', 24, facts], ['sums', 13, sums], ['percentages', 2.5, percentages], ['comparisons', 2.5, comparisons], ['units', 4, units],
  ['word-problems', 4.5, wordProblems], ['strings', 8, strings], ['counting', 2.5, counting], ['case', 1.5, letterCase], ['copy', 7, copying], ['code', 7, code],
  ['tools', 3, toolCalls], ['extraction', 4, extraction], ['logic', 4, logic], ['unknown', 16, unknown],
];
const WEIGHTS = MIX.map((m) => m[1]);

export function exchange(draw: Draw, asked: Map<string, number>, kind?: string): Exchange {
  const make = kind ? MIX.find((m) => m[0] === kind)![2] : draw.random.weighted(MIX, WEIGHTS)[2];
  return make === about ? about(draw, asked) : make(draw);
}

/** Length is drawn first: about a third are single questions, the rest up to five. */
export function conversation(draw: Draw): Exchange[] {
  const r = draw.random, length = r.weighted([1, 2, 3, 4, 5], [34, 22, 19, 14, 11]), asked = new Map<string, number>();
  const out: Exchange[] = [];
  while (out.length < length) {
    const last = out[out.length - 1];
    out.push(last?.followUp && r.chance(0.42) ? last.followUp(draw) : exchange(draw, asked));
  }
  return out;
}

/** Conversation `index` of a corpus: the same for the same seed, whatever was drawn before. */
export function conversationAt(seed: number, index: number): Exchange[] {
  return conversation(new Draw(new Random(`${seed}:${index}`), false));
}
