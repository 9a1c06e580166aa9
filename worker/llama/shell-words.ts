// Words as a POSIX shell reads them back.

/** Those that a shell would take apart stand between quotation marks. */
export const quoted = (words: readonly unknown[]): string =>
	words
		.flat()
		.map(String)
		.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
		.join(' ');
