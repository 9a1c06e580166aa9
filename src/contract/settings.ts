// What a person can set, with defaults, and the parser for settings from a backup or an older app.

import { EGRESS, type Egress } from './ids.ts';
import {
	isModeByDomain,
	isModeChoice,
	isModeFields,
	type ModeChoice,
	type ModeFields
} from './modes.ts';
import { asObject } from './parse.ts';
import { isSpecialists, type SpecialistChoices } from './specialists.ts';

export type Theme = 'system' | 'light' | 'dark';
export type BackendChoice = 'auto' | 'webgpu' | 'wasm-threads' | 'wasm-single';

export type Settings = {
	theme: Theme;
	/** A BCP 47 tag with a catalogue in ui/messages, or `auto` for the browser's. */
	locale: string;
	/** The manifest id of the model that answers. */
	modelId: string;
	backend: BackendChoice;
	systemPrompt: string;
	temperature: number;
	topP: number;
	maxTokens: number;
	/** The longest context a model is opened with, in tokens; a model's own where that is shorter. */
	contextTokens: number;
	/** Whether models longest unused may be removed for a download without a question. */
	makeRoom: boolean;
	/** For new conversations. */
	egress: Egress;
	/** How turns are answered, where neither the message nor its conversation says. */
	mode: ModeChoice;
	/** The same for questions of a domain, by its name; goes before `mode`. */
	modeByDomain: Record<string, ModeChoice>;
	/** What the mode `custom` does. */
	customMode: ModeFields;
	/** What of models’ specialists is otherwise than it came. */
	specialists: SpecialistChoices;
	/** Whether this device learns from what becomes of answers, for itself (turn/adaptive.ts). */
	personalise: boolean;
	sendOnEnter: boolean;
	/** Shortcuts that are one character, such as `?`. Speech input may press them by mistake. */
	singleKeyShortcuts: boolean;
	/** Who writes down what is said, on this device; `ask`: whoever can, else the person is asked. */
	dictationWay: 'ask' | 'browser-local' | 'own-model';
	/** The language that is dictated: a BCP 47 tag, or `auto` for the interface's. */
	speechLanguage: string;
	/** Tokens per second and time to first token under each answer. */
	showFigures: boolean;
	sidebarOpen: boolean;
	/** True once the first-run screen was answered. */
	welcomed: boolean;
};

export const DEFAULT_SETTINGS: Settings = {
	theme: 'system',
	locale: 'auto',
	modelId: 'starter',
	backend: 'auto',
	systemPrompt: '',
	temperature: 0,
	topP: 0.95,
	maxTokens: 512,
	// Larger contexts cost memory that most devices lack: 8,192 tokens are about 6,000 words.
	contextTokens: 8192,
	makeRoom: false,
	egress: 'ask',
	mode: 'auto',
	modeByDomain: {},
	customMode: {
		modifier: null,
		escalateToModifier: true,
		escalateToEdge: true,
		threshold: null,
		critiqueRounds: 0,
		paths: 1,
		examples: 'never',
		maxCostMicroUsd: null
	},
	specialists: {},
	personalise: false,
	sendOnEnter: true,
	singleKeyShortcuts: true,
	dictationWay: 'ask',
	speechLanguage: 'auto',
	showFigures: true,
	sidebarOpen: true,
	welcomed: false
};

const ONE_OF: { [K in keyof Settings]?: readonly Settings[K][] } = {
	theme: ['system', 'light', 'dark'],
	backend: ['auto', 'webgpu', 'wasm-threads', 'wasm-single'],
	egress: EGRESS,
	dictationWay: ['ask', 'browser-local', 'own-model']
};

const RANGE: { [K in keyof Settings]?: readonly [number, number] } = {
	temperature: [0, 2],
	topP: [0.01, 1],
	maxTokens: [16, 8192],
	contextTokens: [512, 8192]
};

const CHECK: { [K in keyof Settings]?: (value: unknown) => boolean } = {
	mode: isModeChoice,
	modeByDomain: isModeByDomain,
	customMode: isModeFields,
	specialists: isSpecialists,
	speechLanguage: isSpeechLanguage
};

function isSpeechLanguage(value: unknown): boolean {
	return typeof value === 'string' && /^(auto|[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)$/.test(value);
}

/** Settings from outside: known fields of the right type are taken, the rest keep their defaults. */
export function settingsFrom(value: unknown): Settings {
	const fields = asObject(value, 'settings');
	const settings: Settings = { ...DEFAULT_SETTINGS };
	for (const key of Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]) {
		if (isValid(key, fields[key])) Object.assign(settings, { [key]: fields[key] });
	}
	return settings;
}

function isValid(key: keyof Settings, value: unknown): boolean {
	if (typeof value !== typeof DEFAULT_SETTINGS[key]) return false;
	const check = CHECK[key];
	if (check) return check(value);
	const range = RANGE[key];
	if (range)
		return Number.isFinite(value) && (value as number) >= range[0] && (value as number) <= range[1];
	const allowed: readonly unknown[] | undefined = ONE_OF[key];
	return allowed === undefined || allowed.includes(value);
}
