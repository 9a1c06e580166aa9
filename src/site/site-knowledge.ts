// A site's pages, searched in the visitor's browser: the index is fetched from the edge with the first
// question, verified, and handed to a worker that searches it; questions are embedded here and leave the
// device for nobody. A failure is thrown as a sentence, and the next question tries again.
// Not here: the index's form (contract/site-index.ts), the search (search-worker.ts) and the prompt (turn/).

import type { Embedder } from '../contract/embedder.ts';
import { sha256Hex } from '../contract/sha256.ts';
import type { SiteCitation } from '../contract/site-finding.ts';
import type { SiteConfig, SiteKnowledgeFile } from '../contract/widget.ts';
import type { OpenSearch } from './search-client.ts';

export type SiteKnowledgeErrorCode = 'unreachable' | 'refused' | 'damaged' | 'no-embedder';

export class SiteKnowledgeError extends Error {
	override readonly name = 'SiteKnowledgeError';
	readonly code: SiteKnowledgeErrorCode;
	constructor(code: SiteKnowledgeErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

export type SiteKnowledgeParts = {
	site: Pick<SiteConfig, 'key' | 'origins'> & { knowledge: SiteKnowledgeFile };
	fetch: (url: string, init: RequestInit) => Promise<Response>;
	/** The embedder of the model that ships with the app; null where it has none. */
	embedder: () => Promise<Embedder | null>;
	/** Starts the worker. Rejects with a ParseError where the index cannot be used. */
	openSearch: (
		bytes: ArrayBuffer,
		origins: readonly string[],
		embedder: string
	) => Promise<OpenSearch>;
};

export type SiteKnowledgeSearch = {
	/** The passages that are cited, best first; none where the site does not tell. */
	find(question: string, signal: AbortSignal): Promise<readonly SiteCitation[]>;
};

type Opened = { embedder: Embedder; search: OpenSearch };

export function createSiteKnowledge(parts: SiteKnowledgeParts): SiteKnowledgeSearch {
	let opened: Promise<Opened> | null = null;
	const open = (): Promise<Opened> => {
		opened ??= openAll(parts).catch((error: unknown) => {
			opened = null;
			throw error;
		});
		return opened;
	};
	return {
		async find(question, signal) {
			const { embedder, search } = await orAborted(open(), signal);
			const [vector] = await orAborted(embedder.embed([question]), signal);
			return vector === undefined ? [] : orAborted(search(question, vector), signal);
		}
	};
}

async function openAll({
	site,
	fetch,
	embedder: openEmbedder,
	openSearch
}: SiteKnowledgeParts): Promise<Opened> {
	const [bytes, embedder] = await Promise.all([fetchIndex(site, fetch), openEmbedder()]);
	if (embedder === null)
		throw new SiteKnowledgeError(
			'no-embedder',
			'The model here has no embedder to search them with. Reload the page.'
		);
	return { embedder, search: await openSearch(bytes, site.origins, embedder.id) };
}

async function fetchIndex(
	{ key, knowledge }: SiteKnowledgeParts['site'],
	fetch: SiteKnowledgeParts['fetch']
): Promise<ArrayBuffer> {
	const { sha256, bytes: due } = knowledge;
	const query = new URLSearchParams({ site: key, sha256 });
	const response = await fetch(`/v1/widget/knowledge?${query}`, {}).catch((cause: unknown) => {
		throw new SiteKnowledgeError(
			'unreachable',
			'The index of its pages could not be fetched. Look whether the device is connected.',
			{ cause }
		);
	});
	if (!response.ok)
		throw new SiteKnowledgeError(
			'refused',
			`The index of its pages was not given out (${response.status}). The site’s operator can look into it.`
		);
	const bytes = await response.arrayBuffer();
	if (bytes.byteLength !== due || (await sha256Hex(bytes)) !== sha256)
		throw new SiteKnowledgeError(
			'damaged',
			'The index of its pages is not the one that was declared. The site’s operator can index it again.'
		);
	return bytes;
}

/** What goes on is of use to the next question; this one stops waiting for it. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const stop = () =>
			reject(
				new SiteKnowledgeError('unreachable', 'It took too long. Ask again in a moment.', {
					cause: signal.reason
				})
			);
		if (signal.aborted) return stop();
		signal.addEventListener('abort', stop, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
	});
}
