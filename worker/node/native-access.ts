// Who may reach a native server at all: this machine alone, unless a host is given, and then only who shows
// a token. The same for a server that is started here and for one whose command line is printed; all of it is
// known before a model is read.

import { createServer } from 'node:net';
import { ParseError } from '../../src/contract/errors.ts';
import { isLoopback, parseOrigin } from '../sites.ts';

export type NativeAccess = {
	/** Loopback where absent; any other needs a token. */
	host?: string | undefined;
	token?: string | undefined;
	/** Names it goes by beside its address: a proxy's before it, which others reach too. */
	names?: readonly string[] | undefined;
	/** Origins whose pages may call, beside this server's own and the app's usual ones. */
	origins?: readonly string[] | undefined;
};

// As for the gateway's access keys: a shorter one can be guessed.
const MIN_TOKEN_LENGTH = 16;

/** Wrong options, in a sentence. */
export class NativeOptionError extends Error {
	override readonly name = 'NativeOptionError';
}

const HOST_NAME = /^(?!\d+(?:\.\d+)*$)[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;

/** Throws NativeOptionError. */
export function checkAccess({
	host = '127.0.0.1',
	token,
	names = [],
	origins = []
}: NativeAccess): void {
	for (const origin of origins) checkOrigin(origin, '--origin');
	for (const name of names)
		if (!HOST_NAME.test(name))
			throw new NativeOptionError(
				`--name should be a host’s name such as models.example.org, without https:// and port; is “${name}”.`
			);
	const isOpen = !isLoopback(host.includes(':') ? `[${host}]` : host);
	if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
		throw new NativeOptionError('The token should be printable characters without spaces.');
	if (token !== undefined && token.length < MIN_TOKEN_LENGTH)
		throw new NativeOptionError(
			`The token should have at least ${MIN_TOKEN_LENGTH} characters, so that it cannot be guessed: \`openssl rand -hex 16\` makes one.`
		);
	if (isOpen && token === undefined)
		throw new NativeOptionError(
			`--host ${host} lets other machines ask this model, and needs a token they show: --token, or UNDERSTUDY_NATIVE_TOKEN. \`openssl rand -hex 16\` makes one.`
		);
	const [outside] = names.filter((name) => !isLoopback(name));
	if (outside !== undefined && token === undefined)
		throw new NativeOptionError(
			`--name ${outside} is for a proxy that lets others ask this model, and needs a token they show: --token, or UNDERSTUDY_NATIVE_TOKEN. \`openssl rand -hex 16\` makes one.`
		);
}

/** `named` is the option or the variable it was given by. Throws NativeOptionError. */
export function checkOrigin(origin: string, named: string): void {
	try {
		parseOrigin(origin, named);
	} catch (cause) {
		if (!(cause instanceof ParseError)) throw cause;
		throw new NativeOptionError(cause.message, { cause });
	}
}

/** Whether a page of this origin can be let in at all. */
export function isNameable(origin: string): boolean {
	try {
		checkOrigin(origin, '--origin');
		return true;
	} catch {
		return false;
	}
}

type Listening = { host?: string | undefined; port: number };

/** Listens for a moment: what is wrong shows before a model is read. Rejects with NativeOptionError. */
export function checkListening({ host = '127.0.0.1', port }: Listening): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (cause) => reject(listeningProblem(cause, { host, port })));
		probe.listen(port, host, () => probe.close(() => resolve()));
	});
}

/** What cannot be listened on, in a sentence; what is no such error stays as it is. */
export function listeningProblem(cause: unknown, { host = '127.0.0.1', port }: Listening): unknown {
	const code = cause instanceof Error && 'code' in cause ? cause.code : null;
	const say = (sentence: string) => new NativeOptionError(sentence, { cause });
	switch (code) {
		case 'EADDRINUSE':
			return say(
				`Port ${port} is in use. Choose another: \`npm run native -- --port ${port < 65_535 ? port + 1 : port - 1}\`.`
			);
		case 'EACCES':
			return say(
				`Port ${port} is not for programs of this user. Choose one from 1024 up: \`npm run native -- --port 8792\`.`
			);
		case 'EADDRNOTAVAIL':
			return say(
				`${host} is no address of this machine. Give --host one that it has, 0.0.0.0 for all, or leave it out.`
			);
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
		case 'EINVAL':
			return say(
				`--host ${host} stands for no address. Give an address of this machine, 0.0.0.0 for all, or leave it out.`
			);
		default:
			return cause;
	}
}
