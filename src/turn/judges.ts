// What judges a turn's texts: which domain a question is of, whether a message complains about the
// answer before it, how hard a prompt looks, how good an answer is. Each is a file of the model's manifest,
// fetched when first used, so that none delays a token. Not here: what follows from what they say (decide/).

import type { Manifest } from '../contract/manifest.ts';
import type { Foretold } from '../decide/beforehand.ts';
import type { Grade } from '../decide/critic.ts';
import type { Dissatisfaction, Exchange } from '../decide/dissatisfaction.ts';
import type { DomainGuess } from '../decide/domain.ts';
import type { RouteScore } from '../decide/router.ts';

/** Their `path` in a model's manifest. */
export const JUDGE_FILES = {
	domain: 'domain.bin',
	dissatisfaction: 'dissatisfaction.bin',
	router: 'router.json',
	critic: 'critic.json'
} as const;

/** Each is null where the model has none, or where it could not be fetched or read. */
type JudgesOfFiles = {
	domain: ((text: string) => DomainGuess) | null;
	dissatisfaction: ((exchange: Exchange) => Dissatisfaction) | null;
	router: ((prompt: string) => RouteScore) | null;
	critic: Grade | null;
};
export type Judges = JudgesOfFiles & {
	/** By the manifest's own figures, over the domain head's. */
	foretold: Foretold | null;
};

export const NO_JUDGES: Judges = {
	domain: null,
	dissatisfaction: null,
	router: null,
	critic: null,
	foretold: null
};

export interface JudgeProvider {
	/** Those that are here now. */
	current(manifest: Manifest): Judges;
	/** All of them; begins to fetch what is missing. Never throws; the same promise while it is on its way. */
	ready(manifest: Manifest): Promise<Judges>;
}

/** `openFile` is the weight store's: a file of an installed model, fetched when absent. */
export type JudgeDependencies = {
	openFile(manifest: Manifest, path: string): Promise<Blob>;
	/** Whose judges serve a model without its own, where they judge texts alone; null: none. */
	shared?: () => Promise<Manifest | null>;
};

export function createJudges({ openFile, shared }: JudgeDependencies): JudgeProvider {
	// Of one model: another one's are let go with it.
	let of: string | null = null;
	let judges: Judges = NO_JUDGES;
	let pending: Promise<Judges> | null = null;

	async function load(manifest: Manifest, key: string): Promise<Judges> {
		// Not before they are needed: a page that opens to be read has none of this to fetch.
		const { readJudge, foreteller } = await import('./read-judge.ts');
		const take = async <K extends keyof JudgesOfFiles>(name: K): Promise<void> => {
			const path = JUDGE_FILES[name];
			const has = (one: Manifest) => one.files.some((file) => file.path === path);
			// A critic is of its base’s answers; a question is the same whoever answers it.
			const other = has(manifest) || name === 'critic' ? null : await shared?.();
			const from = has(manifest) ? manifest : other;
			if (!from || !has(from)) return;
			const bytes = new Uint8Array(await (await openFile(from, path)).arrayBuffer());
			const judge = readJudge[name](bytes, from.baseSha256);
			if (of === key) judges = { ...judges, [name]: judge };
		};
		const names = Object.keys(JUDGE_FILES) as (keyof JudgesOfFiles)[];
		const taken = await Promise.allSettled(names.map(take));
		const { beforehand } = manifest.thresholds ?? {};
		if (beforehand && of === key && judges.domain)
			judges = { ...judges, foretold: foreteller(beforehand) };
		// What failed (no network, a broken file) is tried again at the next turn.
		if (of === key && taken.some(({ status }) => status === 'rejected')) pending = null;
		return of === key ? judges : NO_JUDGES;
	}

	/** Files by their hashes: a newer version of the same model has judges of its own, and figures. */
	const keyOf = ({ id, files, thresholds }: Manifest) =>
		`${id} ${Object.values(JUDGE_FILES)
			.map((path) => files.find((file) => file.path === path)?.sha256)
			.join(' ')} ${thresholds?.beforehand?.bias}`;

	return {
		current: (manifest) => (of === keyOf(manifest) ? judges : NO_JUDGES),
		ready(manifest) {
			const key = keyOf(manifest);
			if (of !== key) {
				of = key;
				judges = NO_JUDGES;
				pending = null;
			}
			pending ??= load(manifest, key);
			return pending;
		}
	};
}
