// What the widget's sides say to each other: the loader in a site's page (src/widget), the chat in its
// frame (src/ui/widget), and the edge, which gives out how a site set it up (worker/routes/widget.ts).
// Types, limits and the parsers of what comes from outside. Not here: who may talk to whom, which is
// host-link.ts on the one side and connection.ts on the other.

import { ParseError } from './errors.ts';
import { isModeChoice, turnOptionsFrom, type ModeChoice, type TurnOptions } from './modes.ts';
import { asArray, asInteger, asObject, asOneOf, asString } from './parse.ts';
import { MOST_INDEX_BYTES } from './site-index.ts';

/** Of the messages between page and frame. A frame does not answer a loader of another version. */
export const WIDGET_VERSION = 1;

/**
 * No site has this key: the frame of the operator’s preview. It may stand in the edge’s own pages alone, and
 * reads its set-up in this browser.
 */
export const PREVIEW_SITE = 'app';

export const WIDGET_ENGINES = ['local', 'edge'] as const;
export type WidgetEngine = (typeof WIDGET_ENGINES)[number];

/**
 * Where a visitor who wants a person is led: the page is told, a mail is begun, or the edge passes the
 * conversation on to an address of the operator's, which nobody else is told.
 */
export type Handoff = { kind: 'page' } | { kind: 'mailto'; address: string } | { kind: 'webhook' };

/** As `npm run widget -- index` prints it. */
export type SiteKnowledgeFile = {
	/** Its name in `static/knowledge/` of the edge. */
	file: string;
	sha256: string;
	bytes: number;
};

/** How a site set up its chat. All of it is public: it is used in the visitor's browser. */
export type SiteWidget = {
	/** In the chat's head; the site's name when empty. */
	title: string;
	greeting: string;
	/** Questions offered before the first message. */
	suggestions: readonly string[];
	systemPrompt: string;
	/**
	 * `local`: the visitor's device answers. With `edge` beside it a doubtful answer may be asked for there, if
	 * the visitor agrees; with `edge` alone every answer comes from there, after the same question.
	 */
	engines: readonly WidgetEngine[];
	mode: ModeChoice;
	handoff: Handoff | null;
	/** The index of its pages, searched in the visitor's browser; null: it has none. */
	knowledge: SiteKnowledgeFile | null;
};

export const WIDGET_SPEAKERS = ['visitor', 'chat'] as const;

/** What a visitor saw and confirmed: the body of `POST /v1/handoff`. */
export type HandoffRequest = {
	/** How the visitor can be reached; may be empty. */
	contact: string;
	/** What they add; may be empty. */
	note: string;
	messages: readonly { from: (typeof WIDGET_SPEAKERS)[number]; text: string }[];
};

/** Of one: an address, a letter, and a long afternoon's conversation. `characters` is of all messages. */
export const MAX_HANDOFF = { contact: 200, note: 2000, messages: 200, characters: 60_000 } as const;

/** What `GET /v1/widget?site=KEY` answers. */
export type SiteConfig = SiteWidget & {
	key: string;
	name: string;
	/** The pages that may hold the chat. */
	origins: readonly string[];
};

// Of what an operator writes, in characters: a screen holds less than these.
const MAX_TITLE = 80;
const MAX_GREETING = 600;
const MAX_SUGGESTIONS = 6;
const MAX_SUGGESTION = 160;
// As long as the app's own instructions may be.
const MAX_SYSTEM_PROMPT = 8000;
/** Of what a page sends into the frame, in characters. */
export const MAX_SEND = 8000;
export const MAX_CONTEXT = 4000;

export const DEFAULT_WIDGET: SiteWidget = {
	title: '',
	greeting: '',
	suggestions: [],
	systemPrompt: '',
	engines: ['local'],
	mode: 'auto',
	handoff: null,
	knowledge: null
};

export const WIDGET_FIELDS = Object.keys(DEFAULT_WIDGET) as readonly (keyof SiteWidget)[];

/** Reads the field `widget` of a site; what is left out is as in DEFAULT_WIDGET. Throws ParseError. */
export function parseSiteWidget(value: unknown, path: string): SiteWidget {
	const fields = asObject(value, path);
	for (const name of Object.keys(fields))
		if (!(WIDGET_FIELDS as readonly string[]).includes(name))
			throw new ParseError(
				`${path}.${name}`,
				`is not known. Known are ${WIDGET_FIELDS.join(', ')}.`
			);
	const text = (name: 'title' | 'greeting' | 'systemPrompt', most: number) =>
		fields[name] === undefined
			? DEFAULT_WIDGET[name]
			: atMost(fields[name], `${path}.${name}`, most);
	const engines = parseEngines(fields['engines'], `${path}.engines`);
	const knowledge = parseKnowledge(fields['knowledge'], `${path}.knowledge`);
	if (knowledge !== null && !engines.includes('local'))
		throw new ParseError(
			`${path}.knowledge`,
			'needs “local” among the engines: it is searched by what comes with the model of the visitor’s device.'
		);
	return {
		title: text('title', MAX_TITLE),
		greeting: text('greeting', MAX_GREETING),
		suggestions: parseSuggestions(fields['suggestions'], `${path}.suggestions`),
		systemPrompt: text('systemPrompt', MAX_SYSTEM_PROMPT),
		engines,
		mode: parseMode(fields['mode'], `${path}.mode`),
		handoff: parseHandoff(fields['handoff'], `${path}.handoff`),
		knowledge
	};
}

/** Reads what the edge answers about a site. Throws ParseError. */
export function parseSiteConfig(value: unknown): SiteConfig {
	const { key, name, origins, ...widget } = asObject(value, 'site');
	return {
		...parseSiteWidget(widget, 'site'),
		key: asString(key, 'site.key'),
		name: asString(name, 'site.name'),
		origins: asArray(origins, 'site.origins').map((origin, i) =>
			asString(origin, `site.origins[${i}]`)
		)
	};
}

function parseSuggestions(value: unknown, path: string): readonly string[] {
	if (value === undefined) return DEFAULT_WIDGET.suggestions;
	const list = asArray(value, path);
	if (list.length > MAX_SUGGESTIONS)
		throw new ParseError(path, `may have ${MAX_SUGGESTIONS} at most, has ${list.length}.`);
	return list.map((one, i) => atMost(one, `${path}[${i}]`, MAX_SUGGESTION));
}

function parseEngines(value: unknown, path: string): readonly WidgetEngine[] {
	if (value === undefined) return DEFAULT_WIDGET.engines;
	const engines = asArray(value, path).map((one, i) =>
		asOneOf(one, `${path}[${i}]`, WIDGET_ENGINES)
	);
	if (engines.length === 0) throw new ParseError(path, 'should name “local”, “edge” or both.');
	return [...new Set(engines)];
}

function parseMode(value: unknown, path: string): ModeChoice {
	if (value === undefined) return DEFAULT_WIDGET.mode;
	if (isModeChoice(value) && value !== 'custom') return value;
	throw new ParseError(path, 'should be auto, fast, balanced, accurate, or only: and a modifier.');
}

function parseHandoff(value: unknown, path: string): Handoff | null {
	if (value === undefined || value === null) return null;
	const fields = asObject(value, path);
	const kind = asOneOf(fields['kind'], `${path}.kind`, ['page', 'mailto', 'webhook'] as const);
	if (kind !== 'mailto') return { kind };
	const address = asString(fields['address'], `${path}.address`);
	// It becomes part of an address of its own: nothing that could add to that.
	if (!/^[^\s@?&%#/:]+@[^\s@?&%#/:]+$/.test(address))
		throw new ParseError(`${path}.address`, 'should be a mail address, such as help@example.org.');
	return { kind, address };
}

function parseKnowledge(value: unknown, path: string): SiteKnowledgeFile | null {
	if (value === undefined || value === null) return null;
	const { file, sha256, bytes, ...rest } = asObject(value, path);
	const [unknown] = Object.keys(rest);
	if (unknown !== undefined)
		throw new ParseError(`${path}.${unknown}`, 'is not known. Known are file, sha256, bytes.');
	const name = asString(file, `${path}.file`);
	// It becomes part of an address: a plain name, and nothing that leads elsewhere.
	if (!/^[a-z0-9][a-z0-9_-]{0,63}\.bin$/i.test(name))
		throw new ParseError(`${path}.file`, 'should be a name of letters, digits, - or _ with .bin.');
	const hash = asString(sha256, `${path}.sha256`);
	if (!/^[0-9a-f]{64}$/.test(hash))
		throw new ParseError(
			`${path}.sha256`,
			'should be 64 hexadecimal digits, as the index step prints.'
		);
	return {
		file: name,
		sha256: hash,
		bytes: asInteger(bytes, `${path}.bytes`, 1, MOST_INDEX_BYTES)
	};
}

function atMost(value: unknown, path: string, most: number): string {
	const text = asString(value, path);
	if (text.length > most)
		throw new ParseError(path, `may have ${most} characters at most, has ${text.length}.`);
	return text;
}

// ---- between the page and the frame -----------------------------------------------------------

/** The frame's first word, to the page's window: only a listed origin hears it. */
export type Hello = { understudy: 'hello'; version: number; nonce: string };

/** The page's answer, to the frame's window, with one port of the channel all else goes through. */
export type Connect = { understudy: 'connect'; version: number; nonce: string };

/**
 * The frame's word before its scripts came, to the page's window: its message box is there; or with a wish, what
 * a key asked for there. It tells nothing that the page does not know.
 */
export type Early = { understudy: 'early'; wish?: 'close' | 'leave' };

/** The page's answer, to the frame's window: how the box should look, and whether it takes the focus. */
export type EarlyAnswer = { understudy: 'early'; look: EarlyLook; focus: boolean };

/** How the chat should look, as the page wants it. */
export type WidgetLook = {
	theme: 'auto' | 'light' | 'dark';
	direction: 'ltr' | 'rtl';
	/** A BCP 47 tag; null: the visitor's own language. */
	lang: string | null;
	/** By the names of WIDGET_COLOURS. */
	colours: Readonly<Record<string, string>>;
	/** A list of font families; null: the app's own. */
	font: string | null;
	/** Bytes of the first of them, where the page brings it. */
	fontBytes: ArrayBuffer | null;
	/** Whether the page shows a close button over the frame's head. */
	closable: boolean;
	/** Whether the frame came ahead of the panel, which is not on screen: `shown` says when it is. */
	ahead: boolean;
};

/** What needs no fetching. */
export type EarlyLook = Omit<WidgetLook, 'fontBytes'>;

/** The page's `--understudy-<name>`, and the frame's tokens each of them sets. */
export const WIDGET_COLOURS: Readonly<Record<string, readonly string[]>> = {
	accent: ['--accent', '--accent-hover'],
	'accent-ink': ['--accent-ink'],
	'accent-text': ['--accent-text'],
	paper: ['--paper'],
	'paper-raised': ['--paper-raised'],
	ink: ['--ink'],
	'ink-soft': ['--ink-soft', '--ink-faint'],
	line: ['--line']
};

export type HostMessage =
	| { type: 'look'; look: WidgetLook }
	| { type: 'send'; text: string; options?: TurnOptions }
	| { type: 'context'; text: string }
	/**
	 * The panel was opened, or F6 pressed: the message box takes the focus. `left` is the last leave the page
	 * has heard of; the wish of one that has not heard of the last is out of date.
	 */
	| { type: 'focus'; left?: number }
	/** The panel of a frame that came ahead is on screen: what is on this device may start. */
	| { type: 'shown' };

/**
 * What a page hears of the chat. No text: the page sees that something was said, never what.
 * `ready`, `open` and `close` are the loader's own.
 */
export type WidgetEvents = {
	/** The chat is there and accepts what it is sent. */
	ready: { version: number };
	open: Record<string, never>;
	close: Record<string, never>;
	/** The visitor asked something. */
	message: { id: string };
	/** An answer ended. `source` is who gave it: `base`, `modifier:…`, `native:…` or `edge:…`. */
	answer: {
		id: string;
		status: 'done' | 'stopped' | 'error';
		source: string | null;
		confidence: number | null;
	};
	/** The visitor wants a person. */
	escalate: { reason: 'visitor' };
	error: { code: string; message: string };
};

export type WidgetEventName = keyof WidgetEvents;

type Told = 'message' | 'answer' | 'escalate' | 'error';

export type FrameEvent = { [Name in Told]: { name: Name; detail: WidgetEvents[Name] } }[Told];

export type FrameMessage =
	/** The look was taken, and the chat is on screen. */
	| { type: 'ready' }
	/** Escape was pressed in the chat. */
	| { type: 'close' }
	/** F6 was pressed in the chat; `left` counts how often. */
	| { type: 'leave'; left?: number }
	| ({ type: 'event' } & FrameEvent);

/** A message of the page, or null for anything else. Too long a text is cut off. */
export function hostMessageFrom(value: unknown): HostMessage | null {
	if (typeof value !== 'object' || value === null) return null;
	const { type, text, look, options, left } = value as Record<string, unknown>;
	switch (type) {
		case 'send': {
			if (typeof text !== 'string') return null;
			const asked = turnOptionsFrom(options);
			return { type, text: text.slice(0, MAX_SEND), ...(asked && { options: asked }) };
		}
		case 'context':
			return typeof text === 'string' ? { type, text: text.slice(0, MAX_CONTEXT) } : null;
		case 'focus':
			return { type, ...(typeof left === 'number' && { left }) };
		case 'shown':
			return { type };
		case 'look':
			return { type, look: lookFrom(look) };
		default:
			return null;
	}
}

// A list of font families: names, quotes and commas.
const FONT = /^[\p{L}\p{N}\s,'"_-]{1,300}$/u;
// Functions of colours and plain ones; `url()` and `var()` are neither.
const COLOUR =
	/^(#[0-9a-f]{3,8}|[a-z]{3,20}|(rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\([\d\s.,%/a-z+-]{1,60}\))$/i;
// A font of one weight in one script; larger ones would hold up the first word.
const MAX_FONT_BYTES = 400_000;

/** Whatever a page sent as a look, with what is not understood left out. */
export function lookFrom(value: unknown): WidgetLook {
	const given = (typeof value === 'object' && value !== null ? value : {}) as Record<
		string,
		unknown
	>;
	const { theme, direction, lang, colours, font, fontBytes, closable, ahead } = given;
	const named = typeof colours === 'object' && colours !== null ? Object.entries(colours) : [];
	return {
		theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
		direction: direction === 'rtl' ? 'rtl' : 'ltr',
		lang: typeof lang === 'string' && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(lang) ? lang : null,
		colours: Object.fromEntries(
			named.filter(
				(entry): entry is [string, string] =>
					Object.hasOwn(WIDGET_COLOURS, entry[0]) &&
					typeof entry[1] === 'string' &&
					COLOUR.test(entry[1])
			)
		),
		font: typeof font === 'string' && FONT.test(font) ? font : null,
		fontBytes:
			fontBytes instanceof ArrayBuffer && fontBytes.byteLength <= MAX_FONT_BYTES ? fontBytes : null,
		closable: closable === true,
		ahead: ahead === true
	};
}
