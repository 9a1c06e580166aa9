// A model that is several files of one public repository: what it is, where its files are, and the
// manifest it becomes. Figures nobody cited are null and learnt from the host at first download
// (platform/install-repository.ts). A model that is one GGUF file is a CatalogEntry instead.

import type { ModelEngine } from './engine-choice.ts';
import { ParseError } from './errors.ts';
import { asArray, asInteger, asObject, asString } from './parse.ts';

export type RepositoryFile = {
	/** Its name inside the model. */
	path: string;
	/** Its name in the repository. */
	remote: string;
};

export type RepositoryEntry = {
	id: string;
	name: string;
	description: string;
	/** `https://huggingface.co/<owner>/<repository>`. */
	repository: string;
	/** A commit, or a branch whose present commit is pinned at first download. */
	revision: string;
	files: readonly RepositoryFile[];
	/** The `path` of the file whose hash names the model. */
	base: string;
	/** What runs it where it chats; a speech model has none. */
	engine?: ModelEngine;
	family: string;
	parameters: number;
	contextTokens: number;
	licence: string;
	licenceUrl: string;
	languages: string[];
	/** Of all files, roughly; null where nothing cited says. The download itself is exact. */
	aboutBytes: number | null;
	source: string;
};

/** What the catalogue says of such a model; the rest follows from what kind of model it is. */
export type RepositoryFields = Omit<RepositoryEntry, 'files' | 'base' | 'engine'>;

const ID = /^[a-z0-9.-]{1,60}$/;
const REPOSITORY = /^https:\/\/[^/]+\/[\w.-]+\/[\w.-]+$/;

/** One entry of a list of the catalogue. Throws ParseError naming the field. */
export function repositoryFieldsFrom(value: unknown, path: string): RepositoryFields {
	const entry = asObject(value, path);
	const matching = (name: string, pattern: RegExp, what: string): string => {
		const text = asString(entry[name], `${path}.${name}`);
		if (!pattern.test(text)) throw new ParseError(`${path}.${name}`, `should be ${what}.`);
		return text;
	};
	const text = (name: string) => asString(entry[name], `${path}.${name}`);
	const count = (name: string) => asInteger(entry[name], `${path}.${name}`, 1);
	return {
		id: matching('id', ID, 'lower-case letters, digits, dots and dashes'),
		name: text('name'),
		description: text('description'),
		repository: matching('repository', REPOSITORY, 'the https address of a repository'),
		revision: matching('revision', /^[\w.-]+$/, 'a commit or a branch'),
		family: text('family'),
		parameters: count('parameters'),
		contextTokens: count('contextTokens'),
		licence: text('licence'),
		licenceUrl: matching('licenceUrl', /^https:\/\//, 'an https address'),
		languages: asArray(entry.languages, `${path}.languages`).map((language, i) =>
			asString(language, `${path}.languages[${i}]`)
		),
		aboutBytes: entry.aboutBytes === null ? null : count('aboutBytes'),
		source: text('source')
	};
}
