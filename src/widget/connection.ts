// The page's end of the line to the chat in its frame. The frame speaks first; its word counts only from
// this very frame and from the edge's own origin, and the answer is addressed to that origin alone. All
// else goes through the channel that begins there, which no other script or frame can reach.
// Not here: what is said (contract/widget.ts).

import type {
	Connect,
	Early,
	EarlyAnswer,
	FrameMessage,
	Hello,
	HostMessage,
	WIDGET_VERSION
} from '../contract/widget.ts';

const VERSION: typeof WIDGET_VERSION = 1;

export type TellEarly = (given: Omit<EarlyAnswer, 'understudy'>) => void;

export type ConnectionParts = {
	frame: HTMLIFrameElement;
	/** The edge's. */
	origin: string;
	/** Its message box is there, and its scripts are not. */
	onEarly: (answer: TellEarly) => void;
	/** A chat is at the other end, perhaps anew after it reloaded itself: it knows nothing yet. */
	onConnect: (post: (message: HostMessage, transfer?: Transferable[]) => void) => void;
	onMessage: (message: FrameMessage) => void;
	/** The chat speaks another version. */
	onVersion: (version: number) => void;
	/** The page's own policy lets no frame of the edge in. */
	onRefused: () => void;
};

/** Listens until the returned function is called. */
export function connect(parts: ConnectionParts): () => void {
	const { frame, origin, onEarly, onConnect, onMessage, onVersion, onRefused } = parts;
	let port: MessagePort | null = null;

	function heard({ source, origin: from, data }: MessageEvent<unknown>): void {
		if (source === null || source !== frame.contentWindow || from !== origin) return;
		if (isEarly(data)) {
			const { wish } = data;
			return wish === 'close' || wish === 'leave'
				? onMessage({ type: wish })
				: onEarly(answerEarly);
		}
		if (!isHello(data)) return;
		if (data.version !== VERSION) return onVersion(data.version);
		port?.close();
		const { port1, port2 } = new MessageChannel();
		port = port1;
		port1.onmessage = ({ data: message }: MessageEvent<FrameMessage>) => onMessage(message);
		const answer: Connect = { understudy: 'connect', version: VERSION, nonce: data.nonce };
		frame.contentWindow.postMessage(answer, origin, [port2]);
		onConnect((message, transfer = []) => port1.postMessage(message, transfer));
	}

	function answerEarly(given: Parameters<TellEarly>[0]): void {
		const answer: EarlyAnswer = { understudy: 'early', ...given };
		frame.contentWindow?.postMessage(answer, origin);
	}

	function refused({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void {
		if (effectiveDirective === 'frame-src' && blockedURI.startsWith(origin)) onRefused();
	}

	const leave = new AbortController();
	window.addEventListener('message', heard, { signal: leave.signal });
	document.addEventListener('securitypolicyviolation', refused, { signal: leave.signal });
	return () => {
		leave.abort();
		port?.close();
		port = null;
	};
}

function isEarly(value: unknown): value is Early {
	return (value as Partial<Early> | null)?.understudy === 'early';
}

function isHello(value: unknown): value is Hello {
	if (typeof value !== 'object' || value === null) return false;
	const { understudy, version, nonce } = value as Partial<Record<keyof Hello, unknown>>;
	return understudy === 'hello' && typeof version === 'number' && typeof nonce === 'string';
}
