// `npm run bench -- <name>`: runs test/bench/<name>.ts, each of which prints a table and JSON. Without a
// name it lists what there is. Figures that are kept are in BENCHMARKS.md.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const names = readdirSync(folder)
	.filter((name) => name.endsWith('.ts') && name !== 'run.ts')
	.map((name) => name.slice(0, -'.ts'.length));
const [name, ...rest] = process.argv.slice(2);
if (!name || !names.includes(name)) {
	console.log(`npm run bench -- ${names.join(' | ')}`);
	process.exitCode = name ? 1 : 0;
} else {
	const { status } = spawnSync(process.execPath, [join(folder, `${name}.ts`), ...rest], {
		stdio: 'inherit'
	});
	process.exitCode = status ?? 1;
}
