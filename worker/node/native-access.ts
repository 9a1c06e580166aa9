// Who may reach a native server at all: this machine alone, unless a host is given, and then only who shows
// a token. The same for a server that is started here and for one whose command line is printed.

import { isLoopback } from '../sites.ts';

export type NativeAccess = {
	/** Loopback where absent; any other needs a token. */
	host?: string | undefined;
	token?: string | undefined;
};

// As for the gateway's access keys: a shorter one can be guessed.
const MIN_TOKEN_LENGTH = 16;

/** Wrong options, in a sentence. */
export class NativeOptionError extends Error {
	override readonly name = 'NativeOptionError';
}

/** Throws NativeOptionError. */
export function checkAccess({ host = '127.0.0.1', token }: NativeAccess): void {
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
}
