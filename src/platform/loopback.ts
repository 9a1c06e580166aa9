// What this machine's own addresses are. A request to one of them leaves the network card alone; every
// other host, the local network's included, is somewhere else: asking it needs consent and counts as sent.

/** Whether a host name, as `URL.hostname` gives it, is this machine's loopback. */
export function isLoopback(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	// Browsers and systems resolve these names themselves, and never ask a network (RFC 6761).
	if (host === 'localhost' || host.endsWith('.localhost')) return true;
	if (host === '[::1]' || host === '::1') return true;
	return isLoopbackV4(host) || isMappedLoopback(host);
}

/** The same of an address; false for what is no address at all. */
export function isLoopbackUrl(url: string): boolean {
	return URL.canParse(url) && isLoopback(new URL(url).hostname);
}

/** 127.0.0.0/8, in the four parts that `URL` turns every spelling into. */
function isLoopbackV4(host: string): boolean {
	const parts = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host);
	return parts !== null && parts.slice(1).every((part) => Number(part) <= 255);
}

/** `::ffff:127.0.0.1`, as `URL` writes it: `[::ffff:7f00:1]`. */
function isMappedLoopback(host: string): boolean {
	return /^\[?::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]?$/.test(host);
}
