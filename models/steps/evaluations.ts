// npm run models -- evaluate <what> --data FILE [--weak COLUMN --strong COLUMN] [--engine wllama]
//
// The table of what can be evaluated: one line each. Every evaluation scores any file of its form
// with the shipped artifacts and returns one object; it is printed here, as one line of JSON, last on
// stdout. Progress goes to stderr. The forms are stated in models/README.md.

import { statSync } from 'node:fs';

export interface EvaluateOptions {
	/** The file to score; it exists. */
	data: string;
	/** Names of the two boolean columns of a router's file. */
	weak?: string;
	strong?: string;
	/** What answers: `wllama` (Chromium) instead of node-llama-cpp. */
	engine?: string;
}

interface Evaluation {
	form: string;
	run(options: EvaluateOptions): Promise<object>;
}

export const EVALUATIONS: Record<string, Evaluation> = {
	domain: {
		form: 'domain --data FILE.jsonl',
		run: async (o) => (await import('./evaluate-classifiers.ts')).evaluateDomain(o)
	},
	dissatisfaction: {
		form: 'dissatisfaction --data FILE.jsonl',
		run: async (o) => (await import('./evaluate-classifiers.ts')).evaluateDissatisfaction(o)
	},
	starter: {
		form: 'starter --data FILE.jsonl',
		run: async (o) => (await import('./evaluate-starter.ts')).evaluateStarter(o)
	},
	router: {
		form: 'router --data FILE.csv --weak COLUMN --strong COLUMN',
		run: async (o) => (await import('./evaluate-router.ts')).evaluateRouter(o)
	}
};

/** Scores `options.data` and prints the figures. Throws a sentence that says what to type instead. */
export async function evaluate(
	what: string | undefined,
	options: Partial<EvaluateOptions>
): Promise<void> {
	const evaluation = what === undefined ? undefined : EVALUATIONS[what];
	if (!evaluation) {
		const forms = Object.values(EVALUATIONS).map((e) => `evaluate ${e.form}`);
		throw new Error(`Say what to evaluate: ${forms.join('; ')}.`);
	}
	const { data } = options;
	if (!data) throw new Error(`Say which file: evaluate ${evaluation.form}.`);
	const found = statSync(data, { throwIfNoEntry: false });
	if (!found) throw new Error(`There is no file ${data}. Give --data an existing one.`);
	if (found.isDirectory())
		throw new Error(`${data} is a folder. Give --data a file: evaluate ${evaluation.form}.`);
	console.log(JSON.stringify(await evaluation.run({ ...options, data })));
}
