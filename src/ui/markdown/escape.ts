// Text as HTML, and which addresses a link may have. The first of two barriers: sanitize.ts is the
// second.

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

const PROTOCOLS = ['https:', 'http:', 'mailto:'];

/** The address a link may have, normalised; null for any other (`javascript:`, `data:`, a path, …). */
export function linkAddress(href: string): string | null {
	const address = href.trim();
	if (!/^(?:https?:\/\/|mailto:)/i.test(address) || !URL.canParse(address)) return null;
	const url = new URL(address);
	return PROTOCOLS.includes(url.protocol) ? url.href : null;
}
