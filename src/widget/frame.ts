// The frame that the chat runs in, and what it may do; it is fetched once it is in the page. Not here: what is said
// with it (connection.ts).

/** Of the edge at `origin`, for one of its sites. */
export function chatFrame(origin: string, site: string, title: string): HTMLIFrameElement {
	const frame = document.createElement('iframe');
	frame.part.add('frame');
	frame.title = title;
	// Isolation lets the model use several threads where this page is isolated; the other is for Copy.
	frame.allow = 'cross-origin-isolated; clipboard-write';
	frame.referrerPolicy = 'no-referrer';
	frame.src = `${origin}/widget?site=${encodeURIComponent(site)}`;
	return frame;
}
