// What another app shared with this one through the system's share sheet (the manifest's
// share_target), as the text of a message.

/** Null when the address carries nothing shared. */
export function sharedText(parameters: URLSearchParams): string | null {
	const parts = ['title', 'text', 'url']
		.map((name) => parameters.get(name)?.trim() ?? '')
		.filter((part, i, all) => part !== '' && all.indexOf(part) === i);
	return parts.length === 0 ? null : parts.join('\n\n');
}
