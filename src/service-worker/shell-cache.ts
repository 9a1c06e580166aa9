// The app's files in the Cache API: one cache per version, all under one prefix, so that nothing of
// anybody else's is ever touched. The cache of an older version stays while a tab of that version is
// open, since that tab still loads parts of itself when it first needs them.

const PREFIX = 'understudy-shell-';
/** Which version each open tab runs: client id → version. */
const TABS_CACHE = 'understudy-tabs';
const TABS_KEY = '/tabs.json';
// Servers that answer each file at once still queue behind six connections.
const PARALLEL = 6;

/** What a page tells its service worker. */
export type ShellMessage = { type: 'take-over' } | { type: 'tab-opened'; version: string };

export type ShellOptions = {
	caches: CacheStorage;
	fetch: (request: Request) => Promise<Response>;
	version: string;
	/** Paths of pages: answered from the cache whatever their query. */
	pages: readonly string[];
	/** Paths of everything the pages load. */
	files: readonly string[];
	/** Paths of files that few visits use: not installed, and kept when first fetched. */
	onDemand: readonly string[];
	/** Paths asked for at the server first, and kept for when there is none. */
	fresh: readonly string[];
};

export class ShellCache {
	readonly #options: ShellOptions;

	constructor(options: ShellOptions) {
		this.#options = options;
	}

	/** Fetches every file of this version. Throws when one fails, or when the server has moved on. */
	async install(): Promise<void> {
		const { caches, fetch, version, pages, files, fresh } = this.#options;
		const deployed = await fetch(new Request('/_app/version.json', { cache: 'no-store' }));
		const body: unknown = await deployed.json();
		if (!body || typeof body !== 'object' || !('version' in body) || body.version !== version)
			throw new Error('The server holds another version by now; its own worker will be installed.');
		const cache = await caches.open(PREFIX + version);
		const queue = [...pages, ...files];
		const run = async () => {
			for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
				// Names with a hash may come from the HTTP cache, where the first visit has just put them.
				const hashed = path.startsWith('/_app/immutable/');
				const request = new Request(path, { cache: hashed ? 'default' : 'no-cache' });
				const response = await fetch(request);
				if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`);
				await cache.put(path, response);
			}
		};
		await Promise.all(Array.from({ length: PARALLEL }, run));
		for (const path of fresh) {
			const response = await fetch(new Request(path, { cache: 'no-cache' }));
			if (response.ok) await cache.put(path, response);
		}
	}

	/** The answer to a request that is the shell's business, else null: the network answers it. */
	answer(request: Request, origin: string): Promise<Response> | null {
		const url = new URL(request.url);
		if (request.method !== 'GET' || url.origin !== origin || request.headers.has('range'))
			return null;
		if (this.#options.fresh.includes(url.pathname))
			return this.#networkFirst(request, url.pathname);
		if (request.mode === 'navigate') return this.#page(request, url.pathname);
		if (!this.#isFile(url.pathname)) return null;
		return this.#file(request, url.pathname);
	}

	/** Notes the version a tab runs. */
	async remember(clientId: string, version: string): Promise<void> {
		await this.#write({ ...(await this.#tabs()), [clientId]: version });
	}

	/** Removes versions that no open tab runs. A tab of unknown version keeps them all. */
	async clean(openTabs: Promise<string[]>): Promise<void> {
		const { caches, version } = this.#options;
		const open = await openTabs;
		const known = await this.#tabs();
		const tabs = Object.fromEntries(
			open.flatMap((id) => (known[id] === undefined ? [] : [[id, known[id]]]))
		);
		await this.#write(tabs);
		if (Object.keys(tabs).length < open.length) return;
		const used = new Set([version, ...Object.values(tabs)].map((name) => PREFIX + name));
		for (const name of await caches.keys())
			if (name.startsWith(PREFIX) && !used.has(name)) await caches.delete(name);
	}

	/** Pages come from this version alone, so that a page never meets another version's parts. */
	async #page(request: Request, path: string): Promise<Response> {
		const { caches, fetch, pages } = this.#options;
		if (pages.includes(path)) {
			const cache = await caches.open(PREFIX + this.#options.version);
			const kept = await cache.match(path);
			if (kept) return kept;
		}
		try {
			return await fetch(request);
		} catch (error) {
			// Offline at an address that is no page: the chat is the next best thing.
			if (!pages.includes('/') || path === '/') throw error;
			return Response.redirect('/', 302);
		}
	}

	/** A file of this version, of an older one that is still open, or of the server. */
	async #file(request: Request, path: string): Promise<Response> {
		const { caches, fetch, version, onDemand } = this.#options;
		const current = await (await caches.open(PREFIX + version)).match(path);
		if (current) return current;
		for (const name of await caches.keys()) {
			if (!name.startsWith(PREFIX)) continue;
			const older = await (await caches.open(name)).match(path);
			if (older) return older;
		}
		const response = await fetch(request);
		if (onDemand.includes(path) && response.status === 200)
			// Where there is no room for it, it is fetched again next time.
			await (
				await caches.open(PREFIX + version)
			)
				.put(path, response.clone())
				.catch(() => undefined);
		return response;
	}

	async #networkFirst(request: Request, path: string): Promise<Response> {
		const cache = await this.#options.caches.open(PREFIX + this.#options.version);
		try {
			const response = await this.#options.fetch(request);
			if (response.status === 200) await cache.put(path, response.clone());
			return response;
		} catch (error) {
			const kept = await cache.match(path);
			if (kept) return kept;
			throw error;
		}
	}

	/** Older versions' files are not listed here, but all lie where a build puts its own. */
	#isFile(path: string): boolean {
		return path.startsWith('/_app/immutable/') || this.#options.files.includes(path);
	}

	async #tabs(): Promise<Record<string, string>> {
		const cache = await this.#options.caches.open(TABS_CACHE);
		const stored: unknown = await (await cache.match(TABS_KEY))?.json();
		return stored && typeof stored === 'object' ? (stored as Record<string, string>) : {};
	}

	async #write(tabs: Record<string, string>): Promise<void> {
		const cache = await this.#options.caches.open(TABS_CACHE);
		await cache.put(TABS_KEY, Response.json(tabs));
	}
}
