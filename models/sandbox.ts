// Runs code that a model wrote, to see whether it does what was asked: in a process of its own that
// may touch no file, start no process and take little time or memory. Defence for a test bench, not
// for an enemy: names with two underscores and imports are refused before anything runs.

import { spawnSync } from 'node:child_process';
import { python } from './steps/train-base.ts';

export interface Program {
	language: 'python' | 'javascript';
	code: string;
	/** Each call must give the value, compared as JSON. */
	tests: readonly { call: string; value: string }[];
}

const TIMEOUT_MS = 250; // for one call
const REFUSED = /__|\b(import|require|process|globalThis|constructor|eval|Function|exec|open)\b/;

// Read from the end of a pipe: {code, tests}[] on stdin, boolean[] on stdout.
const IN_NODE = `
const vm = require('node:vm');
let text = '';
process.stdin.on('data', (part) => (text += part)).on('end', () => {
	const right = JSON.parse(text).map(({ code, tests }) => {
		try {
			const context = vm.createContext(Object.create(null));
			vm.runInContext(code, context, { timeout: ${TIMEOUT_MS} });
			return tests.every(({ call, value }) =>
				vm.runInContext('JSON.stringify(' + call + ')', context, { timeout: ${TIMEOUT_MS} }) === JSON.stringify(JSON.parse(value)));
		} catch {
			return false;
		}
	});
	process.stdout.write(JSON.stringify(right));
});`;

const IN_PYTHON = `
import json, math, resource, signal, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
names = 'abs all any bool chr dict divmod enumerate filter float int isinstance len list map max min ord pow range reversed round set sorted str sum tuple zip'.split()
import builtins
allowed = {n: getattr(builtins, n) for n in names}
def late(*_):
    raise TimeoutError
signal.signal(signal.SIGALRM, late)
def right(job):
    try:
        scope = {'__builtins__': allowed, 'math': math}
        signal.setitimer(signal.ITIMER_REAL, ${TIMEOUT_MS / 1000})
        exec(job['code'], scope)
        for t in job['tests']:
            signal.setitimer(signal.ITIMER_REAL, ${TIMEOUT_MS / 1000})
            if json.loads(json.dumps(eval(t['call'], scope))) != json.loads(t['value']):
                return False
        return True
    except BaseException:
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
jobs = json.load(sys.stdin)
sys.stdout.write(json.dumps([right(j) for j in jobs]))
`;

/** Whether each program passes all of its tests. Throws when a language cannot be run here. */
export function runPrograms(programs: readonly Program[]): boolean[] {
	const out = programs.map(() => false);
	for (const language of ['javascript', 'python'] as const) {
		const jobs = programs.flatMap((program, index) =>
			program.language === language && !REFUSED.test(program.code) ? [{ ...program, index }] : []
		);
		if (jobs.length === 0) continue;
		const [command, args] =
			language === 'python'
				? [python(), ['-I', '-S', '-c', IN_PYTHON]]
				: [process.execPath, ['--permission', '--max-old-space-size=256', '-e', IN_NODE]];
		const { status, stdout, stderr, error } = spawnSync(command, args, {
			input: JSON.stringify(jobs),
			env: {},
			encoding: 'utf8',
			timeout: 10_000 + jobs.length * 2_000
		});
		if (status !== 0)
			throw new Error(
				`${command} could not run ${language} programs: ${(error?.message ?? stderr).slice(0, 300)}. For Python set UNDERSTUDY_PYTHON to an interpreter.`
			);
		const right = JSON.parse(stdout) as boolean[];
		jobs.forEach(({ index }, i) => (out[index] = right[i]!));
	}
	return out;
}

/** The program in an answer: what a fence holds, or what backquotes hold, or all of it. */
export function programOf(text: string): string {
	const fenced = /```\w*\n([\s\S]*?)```/.exec(text);
	return (fenced?.[1] ?? /`([^`]+)`/.exec(text)?.[1] ?? text).trim();
}
