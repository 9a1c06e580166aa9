// Runs a Node script and ends its whole process group when standard input closes. A server started
// through this cannot outlive the command that started it, not even one that was killed.
// `node worker/guard.mjs SCRIPT ARGUMENTS…`, started as the leader of a group of its own.

import { spawn } from 'node:child_process';
import process from 'node:process';

const child = spawn(process.execPath, process.argv.slice(2), {
	stdio: ['ignore', 'inherit', 'inherit']
});
child.on('exit', (code) => process.exit(code ?? 1));
// A signal to the group reaches the child by itself: it ends first, and this process after it.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
	process.on(signal, () => {});
process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL'));
process.stdin.resume();
