// The frame's end of the line to the page around it. It speaks first, to listed origins alone, and takes
// one answer: from the window that holds it, of a listed origin, with the word it gave. Everything else
// is dropped unread: messages of other frames, of other origins, forged or too many.
// Not here: what is said (contract/widget.ts), and what comes of it (widget.svelte.ts).

import {
	hostMessageFrom,
	WIDGET_VERSION,
	type Connect,
	type FrameMessage,
	type Hello,
	type HostMessage
} from '../../contract/widget.ts';

export type HostLink = {
	post(message: FrameMessage): void;
	end(): void;
};

export type HostLinkParts = {
	/** Of the site; this page's own origin may hold the frame too, for a preview. */
	origins: readonly string[];
	/** The page is who it should be. */
	onConnect: () => void;
	onMessage: (message: HostMessage) => void;
	/** More came in a second than a page has reason to send; the rest of it is dropped. */
	onFlood: () => void;
};

/** Of the page, in a second. */
const MAX_MESSAGES = 40;
const SECOND_MS = 1000;

/** Whether this window is in a frame. */
export function isFramed(): boolean {
	return window.parent !== window;
}

/**
 * The origin of the page around this frame, where the browser says it; null elsewhere. Firefox says "null", as the
 * standard has it now, of a page that frames without a referrer, which the element does (widget/chat-element.ts).
 */
function namedAbove(): string | null {
	const above = location.ancestorOrigins?.[0] ?? 'null';
	return above === 'null' ? null : above;
}

/**
 * Says hello to the page around this frame. Returns null, and says nothing to anybody, where the browser
 * names that page's origin and it is not listed.
 */
export function linkToHost(parts: HostLinkParts): HostLink | null {
	const { onConnect, onMessage, onFlood } = parts;
	const origins = [...parts.origins, location.origin];
	const above = namedAbove();
	if (above !== null && !origins.includes(above)) return null;
	const nonce = crypto.randomUUID();
	let port: MessagePort | null = null;
	let second = 0;
	let heard = 0;

	function answered({ source, origin, data, ports }: MessageEvent<unknown>): void {
		if (port !== null || source !== window.parent || !origins.includes(origin)) return;
		const [given] = ports;
		if (!isConnect(data, nonce) || given === undefined || ports.length !== 1) return;
		port = given;
		window.removeEventListener('message', answered);
		port.onmessage = ({ data: message }: MessageEvent<unknown>) => take(message);
		onConnect();
	}

	function take(value: unknown): void {
		const now = Math.floor(performance.now() / SECOND_MS);
		if (now !== second) heard = 0;
		second = now;
		heard++;
		if (heard === MAX_MESSAGES + 1) onFlood();
		if (heard > MAX_MESSAGES) return;
		const message = hostMessageFrom(value);
		if (message !== null) onMessage(message);
	}

	window.addEventListener('message', answered);
	const hello: Hello = { understudy: 'hello', version: WIDGET_VERSION, nonce };
	// Each is delivered only where the page is of that very origin.
	for (const origin of above === null ? origins : [above]) window.parent.postMessage(hello, origin);
	return {
		post: (message) => port?.postMessage(message),
		end() {
			window.removeEventListener('message', answered);
			port?.close();
		}
	};
}

function isConnect(value: unknown, nonce: string): value is Connect {
	if (typeof value !== 'object' || value === null) return false;
	const given = value as Partial<Record<keyof Connect, unknown>>;
	return (
		given.understudy === 'connect' && given.version === WIDGET_VERSION && given.nonce === nonce
	);
}
