// What a modifier's domain is made of: tasks harder than what the base claims, each with an answer
// worked out by a program, and neighbours that look alike and have no answer here.
//
// Wordings and arguments are held out as in grammar.ts: a draw of the held side uses branches and
// arguments that training never sees.

import type { Schema } from '../../json-schema.ts';
import { Draw, type Exchange } from '../grammar.ts';
import { Random } from '../random.ts';

export type DomainId =
	'code' | 'reasoning' | 'automation' | 'math' | 'hard-math' | 'science' | 'finance' | 'creative';

/** How an answer is judged; see models/grade.ts. */
export type Check =
	| { kind: 'exact' }
	| { kind: 'json' }
	/** The number that the text states, as near as `tolerance`; exactly where that is absent. */
	| { kind: 'numeric'; value: number; tolerance?: number }
	/** JSON that keeps a JSON Schema (models/json-schema.ts). */
	| { kind: 'schema'; schema: Schema }
	/** A judge model's mark of 0 to 10, where one is configured (models/judge.ts). */
	| { kind: 'rubric'; rubric: string; atLeast: number }
	/** Run: each call must give the value, as JSON. */
	| { kind: 'program'; language: 'python' | 'javascript'; tests: { call: string; value: string }[] }
	/** Text under rules: every one must hold. */
	| { kind: 'rules'; rules: readonly Rule[] };

/** What a creative answer must do, checked by program (models/grade.ts). */
export type Rule =
	| { rule: 'acrostic'; word: string }
	| { rule: 'words'; count: number }
	| { rule: 'contains'; word: string }
	| { rule: 'rhymes'; word: string }
	| { rule: 'starts'; letter: string }
	| { rule: 'lines'; count: number };

export interface Task {
	name: string;
	/** 1: a step beyond the base; 3: the hardest here. */
	difficulty: 1 | 2 | 3;
	/** How often it is drawn for training. */
	weight: number;
	make(draw: Draw): Hard;
}

/** A question with its worked answer. */
export interface Hard {
	prompt: string;
	answer: string;
	check: Check;
}

export interface Domain {
	id: DomainId;
	/** In the vocabulary; it calls the modifier. */
	invocation: `<|${DomainId}|>`;
	tasks: readonly Task[];
	/** Kinds of generator/conversation.ts that are nearest: what is rehearsed most. */
	near: readonly string[];
	/** Alike, and beyond what the modifier is taught: to be answered "I don't know that one.". */
	neighbour(draw: Draw): Exchange;
}

export interface DomainItem extends Hard {
	domain: DomainId;
	task: string;
	difficulty: number;
}

/** Item `index` of a domain's `held` or training side, tasks in turn (`even`) or by weight. */
export function itemAt(
	domain: Domain,
	seed: string,
	index: number,
	{ held, even = false }: { held: boolean; even?: boolean }
): DomainItem {
	const draw = new Draw(new Random(`${seed}:${domain.id}:${held}:${index}`), held);
	const task = even
		? domain.tasks[index % domain.tasks.length]!
		: draw.random.weighted(
				domain.tasks,
				domain.tasks.map(({ weight }) => weight)
			);
	return {
		...task.make(draw),
		domain: domain.id,
		task: task.name,
		difficulty: task.difficulty
	};
}

/** A held-out set: `perTask` different prompts of each task. */
export function heldOutItems(domain: Domain, perTask: number): DomainItem[] {
	const items: DomainItem[] = [];
	for (const task of domain.tasks) {
		const seen = new Set<string>();
		for (let i = 0; seen.size < perTask && i < perTask * 40; i++) {
			const draw = new Draw(new Random(`held-out:${domain.id}:${task.name}:${i}`), true);
			const hard = task.make(draw);
			if (seen.has(hard.prompt)) continue;
			seen.add(hard.prompt);
			items.push({ ...hard, domain: domain.id, task: task.name, difficulty: task.difficulty });
		}
	}
	return items;
}
