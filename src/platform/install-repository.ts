// Installs a model that is several files of one repository: learns from the host what each file is,
// pins it before the first byte, and brings them. Large files have their sha256 in the host's metadata;
// of the others it has git's own hash, by which the small file is checked and its sha256 taken.
// Not here: one file that is a whole model (install-entry.ts).

import { CHUNK_BYTES } from '../contract/gguf-manifest.ts';
import { filesWithModel, type Manifest, type ManifestFile } from '../contract/manifest.ts';
import type { RepositoryEntry } from '../contract/repository-entry.ts';
import { sha256Hex } from '../contract/sha256.ts';
import { ask, refuseGone } from './ask-host.ts';
import type { FilePlan } from './download.ts';
import { hostOf } from './http-range.ts';
import type { InstallParts, Report } from './install-parts.ts';
import type { Network } from './network.ts';
import { addressIn, askRepository, type PublishedFile } from './repository-api.ts';
import type { WeightDatabase } from './weight-database.ts';
import { WeightError } from './weight-error.ts';
import type { RepositoryOptions } from './weight-store.ts';

// One chunk: hosts keep larger files elsewhere, with a sha256. A vocabulary is 2 MB.
const SMALL_BYTES = CHUNK_BYTES;

type Published = PublishedFile & { url: string; bytes: number };
type Pinned = { plan: FilePlan; /** Of a small file, which is here already. */ blob: Blob | null };

/** Throws WeightError, the signal's reason, or what `prove` throws. */
export async function installRepository(
	parts: InstallParts,
	entry: RepositoryEntry,
	signal: AbortSignal,
	report: Report,
	prove?: RepositoryOptions['prove']
): Promise<Manifest> {
	const { id, name } = entry;
	const database = await parts.connection.open();
	const record = await database.get('models', id);
	if (record?.manifest) {
		await parts.complete(id, name, filesWithModel(record.manifest), signal, report);
		return parts.finish(id, record.manifest);
	}
	const plans = record?.next?.files ?? (await pin(parts, entry, signal));
	await parts.complete(id, name, plans, signal, report);
	const licence = record?.licence ?? entry.licence;
	const manifest = await manifestOf(database, { ...entry, licence }, plans);
	if (!prove) return parts.finish(id, manifest);
	const bytes = plans.reduce((sum, file) => sum + file.bytes, 0);
	// Also where nothing was left to fetch: the lists show that it is being opened.
	report({ id, receivedBytes: bytes, totalBytes: bytes, bytesPerSecond: 0, waiting: null });
	const measured = await untilAborted(prove(await parts.open(manifest)), signal);
	return parts.finish(id, { ...manifest, measured });
}

/** What is waited for, or the signal's reason at once: nobody waits for what goes on meanwhile. */
function untilAborted<T>(waited: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const leave = () => reject(signal.reason as Error);
		if (signal.aborted) leave();
		signal.addEventListener('abort', leave, { once: true });
		waited.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
	});
}

/** What every file is, kept before the first byte; the small ones are stored at once. */
async function pin(
	parts: InstallParts,
	entry: RepositoryEntry,
	signal: AbortSignal
): Promise<FilePlan[]> {
	const { id, name } = entry;
	const { published, commit } = await publishedFiles(entry, parts.network, signal);
	const pinned: Pinned[] = [];
	for (const file of published) pinned.push(await pinFile(file, parts.network, signal));
	const plans = pinned.map(({ plan }) => plan);
	await parts.connection.change(id, () => ({
		...parts.newRecord(id, name),
		note: `The sizes and hashes of its files were learnt from ${hostOf(entry.repository)} at revision ${commit.slice(0, 12)} and are pinned from now on.`,
		licence: entry.licence,
		next: { manifest: null, files: plans }
	}));
	for (const { plan, blob } of pinned)
		if (blob) await parts.complete(id, name, [plan], signal, () => {}, { kind: 'file', blob });
	return plans;
}

async function publishedFiles(
	{ repository, revision, files }: RepositoryEntry,
	network: Network,
	signal: AbortSignal
): Promise<{ published: Published[]; commit: string }> {
	const { origin, pathname } = new URL(repository);
	const place = { origin, name: pathname.slice(1), revision };
	const { commit, files: listed } = await askRepository(place, network, signal, refuseGone);
	const published = files.map(({ remote }) => {
		const file = listed.find(({ name }) => name === remote);
		if (!file?.bytes)
			throw new WeightError(
				'unverifiable',
				`${hostOf(repository)} does not say what the files of this model are, so a download could not be checked. Try again later, or choose another model.`
			);
		return { ...file, bytes: file.bytes, url: addressIn(place, commit, remote) };
	});
	return { published, commit };
}

async function pinFile(file: Published, network: Network, signal: AbortSignal): Promise<Pinned> {
	const { url, bytes, sha256, gitSha1 } = file;
	if (sha256 !== null) return { plan: planOf({ url, bytes, sha256 }), blob: null };
	if (gitSha1 === null || bytes > SMALL_BYTES) throw unverifiable(url);
	const response = await ask(url, { signal }, network);
	refuseGone(response, url);
	if (!response.ok) throw unverifiable(url);
	const blob = await response.blob();
	const content = new Uint8Array(await blob.arrayBuffer());
	if (blob.size !== bytes || (await gitHash(content)) !== gitSha1)
		throw new WeightError(
			'wrong-hash',
			`${new URL(url).pathname} from ${hostOf(url)} is not what its host says it is, so it was not kept. Try again later, or choose another model.`
		);
	const sha256OfAll = await sha256Hex(content);
	const plan = { ...planOf({ url, bytes, sha256: sha256OfAll }), chunkSha256: [sha256OfAll] };
	return { plan, blob };
}

/** As git names a file: SHA-1 of its kind, its size and its content. */
async function gitHash(content: Uint8Array): Promise<string> {
	const head = new TextEncoder().encode(`blob ${content.length}\0`);
	const whole = new Uint8Array(head.length + content.length);
	whole.set(head);
	whole.set(content, head.length);
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', whole));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unverifiable(url: string): WeightError {
	return new WeightError(
		'unverifiable',
		`${hostOf(url)} publishes no hash of ${new URL(url).pathname}, so a download could not be checked. Choose another model.`
	);
}

/** The hashes of the chunks are not known yet: the file's own hash vouches for them in the end. */
function planOf({ url, bytes, sha256 }: Pick<FilePlan, 'url' | 'bytes' | 'sha256'>): FilePlan {
	const chunkSha256 = Array.from({ length: Math.ceil(bytes / CHUNK_BYTES) }, () => null);
	return { url, bytes, sha256, chunkBytes: CHUNK_BYTES, chunkSha256 };
}

/** Of files that are here and checked. */
async function manifestOf(
	database: WeightDatabase,
	entry: RepositoryEntry,
	plans: readonly FilePlan[]
): Promise<Manifest> {
	const files = await Promise.all(
		entry.files.map(async ({ path }, i): Promise<ManifestFile> => {
			const { url, bytes, sha256, chunkBytes } = plans[i]!;
			const stored = await database.get('files', sha256);
			const chunkSha256 = stored?.chunkSha256.filter((hash) => hash !== null) ?? [];
			return {
				path,
				url,
				bytes,
				sha256,
				chunkBytes: stored?.chunkBytes ?? chunkBytes,
				chunkSha256
			};
		})
	);
	const base = files.find(({ path }) => path === entry.base) ?? files[0]!;
	return {
		version: 1,
		id: entry.id,
		name: entry.name,
		description: entry.description,
		...(entry.engine && { engine: entry.engine }),
		family: entry.family,
		parameters: entry.parameters,
		baseSha256: base.sha256,
		files,
		modifiers: [],
		template: { kind: 'engine', systemPrompt: true, contextTokens: entry.contextTokens },
		selfTest: null,
		calibration: null,
		thresholds: null,
		licence: entry.licence,
		provenance: `Downloaded from ${entry.repository}; ${base.path} has sha256 ${base.sha256}.`,
		measured: {}
	};
}
