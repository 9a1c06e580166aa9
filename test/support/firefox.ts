// Drives Debian's firefox-esr by WebDriver BiDi over its own WebSocket: Playwright drives only a
// Firefox of its own, and Debian packages no geckodriver. As much of the protocol as one turn needs.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIREFOX = '/usr/bin/firefox-esr';
// 60 s: a first start with an empty profile on two busy cores took 20 s.
const START_MS = 60_000;

/** No calls home, no first-run pages. */
const PREFERENCES: Record<string, boolean | number | string> = {
	'app.update.enabled': false,
	'browser.shell.checkDefaultBrowser': false,
	'browser.startup.homepage_override.mstone': 'ignore',
	'browser.startup.page': 0,
	'datareporting.policy.dataSubmissionEnabled': false,
	'network.captive-portal-service.enabled': false,
	'network.connectivity-service.enabled': false,
	'remote.active-protocols': 1,
	'toolkit.telemetry.enabled': false,
	'toolkit.telemetry.reportingpolicy.firstRun': false
};

type Answer = {
	id?: number;
	method?: string;
	params?: unknown;
	result?: unknown;
	message?: string;
};
type Context = { context: string; url: string; children: Context[] };
type LogEntry = { level: string; text: string | null };

export type Firefox = {
	version: string;
	/** Console and page errors so far. */
	errors: string[];
	goto(url: string): Promise<void>;
	/**
	 * The value of a JavaScript expression in the page, or in the frame in it whose address holds `frame`; a promise
	 * is awaited. JSON values only.
	 */
	evaluate<T>(expression: string, frame?: string): Promise<T>;
	/** Presses keys into what has the focus, there. */
	type(text: string, frame?: string): Promise<void>;
	close(): Promise<void>;
};

/** Starts a headless firefox-esr with an empty profile. Throws an Error that says what to install. */
export async function launchFirefox(): Promise<Firefox> {
	if (!existsSync(FIREFOX))
		throw new Error('firefox-esr was not found. Run `apt-get install -y firefox-esr`.');
	const profile = await mkdtemp(join(tmpdir(), 'understudy-firefox-'));
	const lines = Object.entries(PREFERENCES).map(
		([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`
	);
	await writeFile(join(profile, 'user.js'), lines.join('\n'));
	const child = spawn(
		FIREFOX,
		['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
		{ stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } }
	);
	const end = async () => {
		child.kill('SIGKILL');
		await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	};
	try {
		const connection = await connect(`${await listening(child)}/session`);
		const { capabilities } = await connection.send<{
			capabilities: { browserVersion: string };
		}>('session.new', { capabilities: {} });
		await connection.send('session.subscribe', { events: ['log.entryAdded'] });
		const tree = () => connection.send<{ contexts: Context[] }>('browsingContext.getTree', {});
		const { contexts } = await tree();
		const context = contexts[0]?.context;
		const contextOf = async (frame: string | undefined) => {
			if (frame === undefined) return context;
			const frames = (await tree()).contexts.flatMap(({ children }) => children);
			const found = frames.find(({ url }) => url.includes(frame));
			if (!found) throw new Error(`The page has no frame of an address with “${frame}”.`);
			return found.context;
		};
		return {
			version: capabilities.browserVersion,
			errors: connection.errors,
			async goto(url) {
				await connection.send('browsingContext.navigate', { context, url, wait: 'complete' });
			},
			async evaluate<T>(expression: string, frame?: string) {
				const { result, exceptionDetails } = await connection.send<{
					result?: { value?: string };
					exceptionDetails?: { text: string };
				}>('script.evaluate', {
					// As JSON: BiDi's own serialisation of values is another format to read.
					expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value ?? null))`,
					target: { context: await contextOf(frame) },
					awaitPromise: true
				});
				if (exceptionDetails) throw new Error(exceptionDetails.text);
				return JSON.parse(result?.value ?? 'null') as T;
			},
			async type(text, frame) {
				const actions = [...text].flatMap((value) => [
					{ type: 'keyDown', value },
					{ type: 'keyUp', value }
				]);
				await connection.send('input.performActions', {
					context: await contextOf(frame),
					actions: [{ type: 'key', id: 'keyboard', actions }]
				});
			},
			async close() {
				connection.close();
				await end();
			}
		};
	} catch (error) {
		await end();
		throw error;
	}
}

/** The address Firefox says it listens on. */
function listening(child: ChildProcess): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = '';
		const fail = (why: string) => reject(new Error(`firefox-esr ${why}: ${said.slice(-2000)}`));
		const timer = setTimeout(() => fail('did not start'), START_MS);
		child.once('exit', () => fail('ended'));
		child.stderr?.on('data', (chunk) => {
			said += chunk;
			const address = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
			if (!address) return;
			clearTimeout(timer);
			resolve(address);
		});
	});
}

async function connect(address: string) {
	const socket = new WebSocket(address);
	await new Promise((resolve, reject) => {
		socket.addEventListener('open', resolve);
		socket.addEventListener('error', () => reject(new Error(`Nothing answers at ${address}.`)));
	});
	const waiting = new Map<
		number,
		{ resolve: (answer: unknown) => void; reject: (e: Error) => void }
	>();
	const errors: string[] = [];
	let lastId = 0;
	socket.addEventListener('message', ({ data }) => {
		const answer = JSON.parse(String(data)) as Answer;
		if (answer.method === 'log.entryAdded') {
			const { level, text } = answer.params as LogEntry;
			if (level === 'error') errors.push(text ?? '(no text)');
		}
		const request = answer.id === undefined ? undefined : waiting.get(answer.id);
		if (!request || answer.id === undefined) return;
		waiting.delete(answer.id);
		if (answer.result === undefined) request.reject(new Error(answer.message ?? 'BiDi failed.'));
		else request.resolve(answer.result);
	});
	socket.addEventListener('close', () => {
		for (const { reject } of waiting.values()) reject(new Error('firefox-esr went away.'));
	});
	return {
		errors,
		send<T>(method: string, params: object): Promise<T> {
			const id = ++lastId;
			socket.send(JSON.stringify({ id, method, params }));
			return new Promise<unknown>((resolve, reject) => {
				waiting.set(id, { resolve, reject });
			}) as Promise<T>;
		},
		close: () => socket.close()
	};
}
