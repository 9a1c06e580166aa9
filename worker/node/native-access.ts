// Who may reach a native server at all: this machine alone, unless a host is given, and then only who shows
// a token. The same for a server that is started here and for one whose command line is printed.

import { isLoopback } from '../sites.ts';

export type NativeAccess = {
	/** Loopback where absent; any other needs a token. */
	host?: string | undefined;
	token?: string | undefined;
	/** Names it goes by beside its address: a proxy's before it, which others reach too. */
	names?: readonly string[] | undefined;
};

// As for the gateway's access keys: a shorter one can be guessed.
const MIN_TOKEN_LENGTH = 16;

/** Wrong options, in a sentence. */
export class NativeOptionError extends Error {
	override readonly name = 'NativeOptionError';
}

const HOST_NAME = /^(?!\d+(?:\.\d+)*$)[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;

/** Throws NativeOptionError. */
export function checkAccess({ host = '127.0.0.1', token, names = [] }: NativeAccess): void {
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
