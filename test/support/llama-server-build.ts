// llama.cpp's own `llama-server`, built from the source that node-llama-cpp ships as a git bundle: the same
// release that the native server runs, and nothing is downloaded. Built once into a folder that git ignores;
// UNDERSTUDY_LLAMA_SERVER names a binary that is there already. Takes ten minutes of two processors.
// Not here: starting it (llama-server-engine.ts).

import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';

/** Either the binary, or why there is none, with the next step. */
export type StockServer = { path: string } | { missing: string };

const ROOT = resolve(import.meta.dirname, '../..');

// A server and nothing else, in one file: no tests, no pages, no TLS.
const OPTIONS = [
	// Built to be right, not fast: compiling takes half as long so.
	'-DCMAKE_BUILD_TYPE=Release',
	'-DCMAKE_C_FLAGS_RELEASE=-O1 -DNDEBUG',
	'-DCMAKE_CXX_FLAGS_RELEASE=-O1 -DNDEBUG',
	'-DBUILD_SHARED_LIBS=OFF',
	'-DLLAMA_BUILD_TESTS=OFF',
	'-DLLAMA_BUILD_EXAMPLES=OFF',
	'-DLLAMA_BUILD_APP=OFF',
	'-DLLAMA_BUILD_UI=OFF',
	'-DLLAMA_USE_PREBUILT_UI=OFF',
	'-DLLAMA_OPENSSL=OFF'
];

const TOOLS = [
	{ debian: 'git', anyOf: ['git'] },
	{ debian: 'cmake', anyOf: ['cmake'] },
	{ debian: 'ninja-build', anyOf: ['ninja'] },
	{ debian: 'g++', anyOf: ['c++', 'g++', 'clang++'] }
];

/** The binary that was named or built before. */
export function stockServer(): StockServer {
	const named = process.env['UNDERSTUDY_LLAMA_SERVER'];
	if (named)
		return existsSync(named)
			? { path: resolve(named) }
			: { missing: `UNDERSTUDY_LLAMA_SERVER names ${named}, which is not there.` };
	const { binary } = places();
	return existsSync(binary)
		? { path: binary }
		: { missing: cannotBuild() ?? 'llama-server is not built here: `npm run test:all` builds it.' };
}

/** Builds it where it is not there yet and can be built. Rejects with the compiler's last words. */
export async function buildStockServer(say: (line: string) => void): Promise<StockServer> {
	const there = stockServer();
	if ('path' in there || process.env['UNDERSTUDY_LLAMA_SERVER']) return there;
	const missing = cannotBuild();
	if (missing !== null) return { missing };
	const { folder, bundle, source, build, binary, release } = places();
	say(`Building llama-server ${release} from node-llama-cpp’s source (once, about ten minutes)…`);
	mkdirSync(folder, { recursive: true });
	const log = join(folder, 'build.log');
	if (!existsSync(join(source, 'CMakeLists.txt'))) {
		rmSync(source, { recursive: true, force: true });
		await run(log, 'git', ['clone', '--quiet', bundle, source]);
	}
	const commit = ['-DLLAMA_BUILD_NUMBER=0', `-DLLAMA_BUILD_COMMIT=${release}`];
	await run(log, 'cmake', ['-S', source, '-B', build, '-G', 'Ninja', ...OPTIONS, ...commit]);
	const jobs = String(Math.min(8, availableParallelism()));
	await run(log, 'cmake', ['--build', build, '--target', 'llama-server', '-j', jobs]);
	return { path: binary };
}

function places() {
	const packaged = join(ROOT, 'node_modules', 'node-llama-cpp', 'llama');
	const info = readFileSync(join(packaged, 'llama.cpp.info.json'), 'utf8');
	const { tag: release } = JSON.parse(info) as { tag: string };
	const folder = join(ROOT, '.cache', 'llama-server', release);
	const build = join(folder, 'build');
	return {
		release,
		folder,
		bundle: join(packaged, 'gitRelease.bundle'),
		source: join(folder, 'source'),
		build,
		binary: join(build, 'bin', 'llama-server')
	};
}

/** What is missing, with the next step; null when it can be built. */
function cannotBuild(): string | null {
	const packages = missingPackages();
	if (packages.length === 0 && process.platform !== 'win32') return null;
	return `llama-server cannot be built here: ${packages.join(', ') || 'a Unix system'} is missing. On Debian: apt-get install -y git cmake ninja-build g++; or name a binary in UNDERSTUDY_LLAMA_SERVER.`;
}

/** Debian's packages of the tools that are not here. */
export function missingPackages(): string[] {
	return TOOLS.filter(({ anyOf }) => !anyOf.some(isThere)).map(({ debian }) => debian);
}

function isThere(tool: string): boolean {
	return (process.env['PATH'] ?? '').split(delimiter).some((path) => existsSync(join(path, tool)));
}

/** Out of the way of what else runs; what it says goes into the log. */
async function run(log: string, command: string, args: readonly string[]): Promise<void> {
	const nice = spawnSync('nice', ['true']).status === 0 ? ['nice', '-n', '10'] : [];
	const [program = command, ...rest] = [...nice, command, ...args];
	const out = createWriteStream(log, { flags: 'a' });
	const child = spawn(program, rest, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
	child.stdout.pipe(out, { end: false });
	child.stderr.pipe(out, { end: false });
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	await new Promise<void>((resolve) => out.end(resolve));
	if (code === 0) return;
	const said = readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n');
	throw new Error(`${command} ended with code ${code} while llama-server was built:\n${said}`);
}
