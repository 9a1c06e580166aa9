// Whether an address in a message (an image's, say) may be passed on to a provider, who will fetch it.
// The gateway itself never does. Addresses of private networks are refused in every spelling, since a
// provider may be a server of the operator's own, inside such a network. Names are not resolved here: a
// public name that points inside is for the provider's own guard.

const PRIVATE_NAMES =
	/(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|onion|svc|cluster)$/;

// RFC 6890 and the IANA registry of special-purpose addresses, as [network, bits].
const PRIVATE_IPV4: readonly (readonly [string, number])[] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.88.99.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3]
];

/** Null when it may be passed on, else what is wrong with it. */
export function refusedUrl(text: string): string | null {
	if (/^data:/i.test(text)) return null;
	const url = URL.canParse(text) ? new URL(text) : null;
	if (!url || !/^https?:$/.test(url.protocol)) return 'should be an https: or data: address';
	if (url.username !== '' || url.password !== '') return 'should not carry a user name';
	if (url.port !== '') return 'should not name a port';
	return isPublicHost(url.hostname) ? null : 'should be on a public host';
}

/** `hostname` in the form URL gives it: numbers in any base are dotted, names lower case. */
export function isPublicHost(hostname: string): boolean {
	if (hostname.startsWith('[')) return isPublicIpv6(hostname.slice(1, -1));
	const name = hostname.replace(/\.$/, '');
	const ipv4 = ipv4Number(name);
	if (ipv4 !== null) return isPublicIpv4(ipv4);
	return name.includes('.') && !PRIVATE_NAMES.test(name);
}

function ipv4Number(text: string): number | null {
	const parts = text.split('.');
	if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part))) return null;
	return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isPublicIpv4(address: number): boolean {
	return PRIVATE_IPV4.every(([network, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(address / size) !== Math.floor((ipv4Number(network) ?? 0) / size);
	});
}

/** Global unicast (2000::/3) but for what stands for an IPv4 address or is set aside. */
function isPublicIpv6(address: string): boolean {
	const first = Number.parseInt(address.split(':')[0] || '0', 16);
	if (first < 0x2000 || first > 0x3fff) return false;
	// Teredo and other special uses (2001::/23), documentation (2001:db8::/32, 3fff::/20), 6to4 (2002::/16).
	if (first === 0x2002 || first === 0x3fff) return false;
	if (first !== 0x2001) return true;
	const second = Number.parseInt(address.split(':')[1] || '0', 16);
	return second >= 0x200 && second !== 0xdb8;
}
