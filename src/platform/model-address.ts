// What a person types to name a model elsewhere, as the address of a file or of a repository of files.
// Knows Hugging Face's pages; any other https address is taken as the file itself. Pure.
// Not here: asking anybody (look-at-address.ts).

import { ParseError } from '../contract/errors.ts';
import { isLoopbackUrl } from './loopback.ts';

export type ModelPlace =
	| { kind: 'file'; url: string }
	/** A model page, whose files have to be asked for. `name` is `owner/repository`. */
	| { kind: 'repository'; origin: string; name: string; revision: string };

const HUGGING_FACE = 'https://huggingface.co';
const HUGGING_FACE_HOSTS = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co']);
const NAME = /^[\w.-]+\/[\w.-]+$/;

/** Throws ParseError for what is no address, or one a page may not fetch from. */
export function placeOf(address: string): ModelPlace {
	const text = address.trim().replace(/^(?=(www\.)?(huggingface\.co|hf\.co)\/)/i, 'https://');
	if (NAME.test(text))
		return { kind: 'repository', origin: HUGGING_FACE, name: text, revision: 'main' };
	if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
		throw new ParseError(
			'',
			'This is no address of a model. Paste the https address of a .gguf file, or of a model’s page on Hugging Face.'
		);
	const url = new URL(text);
	if (url.protocol === 'http:' && !isLoopbackUrl(url.href))
		throw new ParseError(
			'',
			`${url.host} would be asked without encryption. Use its https address, or download the file yourself and import it.`
		);
	url.hash = '';
	if (!HUGGING_FACE_HOSTS.has(url.hostname)) return { kind: 'file', url: url.href };
	return onHuggingFace(url);
}

function onHuggingFace(url: URL): ModelPlace {
	const [owner = '', repository = '', view, revision, ...path] = url.pathname
		.split('/')
		.filter(Boolean);
	const name = `${owner}/${repository}`;
	if (!NAME.test(name) || owner === 'datasets' || owner === 'spaces')
		throw new ParseError(
			'',
			'This page of Hugging Face is no model. Paste the address of a model’s page, or of one of its .gguf files.'
		);
	if (['blob', 'resolve', 'raw'].includes(view ?? '') && revision && path.length > 0)
		return {
			kind: 'file',
			url: `${HUGGING_FACE}/${name}/resolve/${revision}/${path.join('/')}`
		};
	return {
		kind: 'repository',
		origin: HUGGING_FACE,
		name,
		revision: view === 'tree' && revision ? revision : 'main'
	};
}
