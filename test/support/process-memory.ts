// Resident memory of the browser a test started: of its renderers, or of all its processes. Other
// browsers on the machine are not counted.

import { execFileSync } from 'node:child_process';

type Process = { pid: number; parent: number; kilobytes: number; command: string };

/** In megabytes. `of` is a part of the command line, e.g. `--type=renderer`; all processes without. */
export function browserMegabytes(of = ''): number {
	const processes = listProcesses();
	const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
	const isOurs = (pid: number): boolean => {
		for (let at: number | undefined = pid; at; at = parents.get(at))
			if (at === process.pid) return true;
		return false;
	};
	return processes
		.filter(({ pid, command }) => pid !== process.pid && command.includes(of) && isOurs(pid))
		.filter(({ command }) => command.includes('--type=') || command.includes('chrom'))
		.reduce((sum, { kilobytes }) => sum + kilobytes / 1024, 0);
}

/** The most that was seen in each phase, in megabytes: of the tabs, and of all processes. */
export function watchMemory() {
	let most = { tabs: 0, all: 0 };
	const look = () => {
		const now = { tabs: browserMegabytes('--type=renderer'), all: browserMegabytes() };
		most = { tabs: Math.max(most.tabs, now.tabs), all: Math.max(most.all, now.all) };
	};
	const timer = setInterval(look, 250);
	return {
		/** Of the phase that ends here. */
		phase() {
			look();
			const seen = most;
			most = { tabs: 0, all: 0 };
			return seen;
		},
		stop: () => clearInterval(timer)
	};
}

function listProcesses(): Process[] {
	const lines = execFileSync('ps', ['-ww', '-eo', 'pid,ppid,rss,args'], {
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024
	});
	return lines
		.split('\n')
		.slice(1)
		.flatMap((line) => {
			const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line);
			if (!match) return [];
			const [, pid, parent, kilobytes, command = ''] = match;
			return [{ pid: Number(pid), parent: Number(parent), kilobytes: Number(kilobytes), command }];
		});
}
