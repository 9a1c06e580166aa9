// What Hugging Face's model API says of a repository at a revision: its commit, its files and its licence, for whoever
// lists, offers or pins what is there. What the host does not say of a file, or says in no sound form, is null:
// who needs it refuses. Not here: which address is a repository (model-address.ts), and what its files hold.

import { asArray, asObject, asString, fieldsOf } from '../contract/parse.ts';
import { ask } from './ask-host.ts';
import { hostOf } from './http-range.ts';
import type { Network } from './network.ts';
import { WeightError } from './weight-error.ts';

/** `name` is `owner/repository`. */
export type RepositoryPlace = { origin: string; name: string; revision: string };

export type Repository = {
	/** Of the revision: a branch moves. */
	commit: string;
	files: PublishedFile[];
	/** As its page states it. */
	licence: string | null;
};

export type PublishedFile = {
	/** With its folders. */
	name: string;
	bytes: number | null;
	/** Published of large files alone. */
	sha256: string | null;
	/** Git's own hash, SHA-1, of small files; that of a large one would be its pointer's. */
	gitSha1: string | null;
};

const SHA256 = /^[0-9a-f]{64}$/;
const SHA1 = /^[0-9a-f]{40}$/;
/** It becomes a part of addresses. */
const COMMIT = /^[\w.-]+$/;

/**
 * Throws WeightError: `not-found`, `forbidden`, `unreachable`, or `server-failed` for an answer in another form; or the
 * signal's reason. `refuse` has the words for who gets none: its name was typed, unless it is said otherwise.
 */
export async function askRepository(
	place: RepositoryPlace,
	network: Network,
	signal: AbortSignal,
	refuse: (response: Response, api: string) => void = (response) => refuseUnknown(response, place)
): Promise<Repository> {
	const { origin, name, revision } = place;
	const api = `${origin}/api/models/${name}/revision/${revision}?blobs=true`;
	const response = await ask(api, { signal, credentials: 'omit' }, network);
	refuse(response, api);
	let cause: unknown;
	try {
		if (response.ok) return repositoryFrom(await response.json());
	} catch (error) {
		signal.throwIfAborted();
		cause = error;
	}
	throw new WeightError(
		'server-failed',
		`${hostOf(api)} did not say which files ${name} has (status ${response.status}). Try again later, or choose another model.`,
		{ cause }
	);
}

/** Hugging Face answers 401 for a name that nobody has, too. */
function refuseUnknown({ status }: Response, { origin, name }: RepositoryPlace): void {
	if (![401, 403, 404, 410].includes(status)) return;
	throw new WeightError(
		status === 401 || status === 403 ? 'forbidden' : 'not-found',
		`${hostOf(origin)} shows no repository ${name} (${status}): there is none of this name, or it asks for an account. Check the address, then look again.`
	);
}

/** Where a file of a repository is; `revision` as it stands in addresses. */
export function addressIn(
	{ origin, name }: Pick<RepositoryPlace, 'origin' | 'name'>,
	revision: string,
	file: string
): string {
	return `${origin}/${name}/resolve/${revision}/${file.split('/').map(encodeURIComponent).join('/')}`;
}

/** Throws ParseError for what no list of files is. */
function repositoryFrom(answer: unknown): Repository {
	const { sha, siblings, cardData } = asObject(answer, 'model');
	const [commit] = COMMIT.exec(asString(sha, 'sha')) ?? [];
	const licence = fieldsOf(cardData)?.license;
	return {
		commit: asString(commit, 'sha'),
		files: asArray(siblings, 'siblings').map((one, i) => fileFrom(one, `siblings[${i}]`)),
		licence: typeof licence === 'string' ? licence : null
	};
}

function fileFrom(sibling: unknown, path: string): PublishedFile {
	const { rfilename, size, blobId, lfs } = asObject(sibling, path);
	const large = fieldsOf(lfs);
	return {
		name: asString(rfilename, `${path}.rfilename`),
		bytes: sound(large?.size ?? size),
		sha256: inForm(large?.sha256, SHA256),
		gitSha1: large === null ? inForm(blobId, SHA1) : null
	};
}

const sound = (bytes: unknown): number | null =>
	Number.isSafeInteger(bytes) && (bytes as number) >= 0 ? (bytes as number) : null;

const inForm = (hash: unknown, form: RegExp): string | null =>
	typeof hash === 'string' && form.test(hash) ? hash : null;
