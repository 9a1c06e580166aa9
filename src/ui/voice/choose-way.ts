// Who writes down what is said: what the person chose, as long as it works here, and never by itself a
// way that leaves the device. Pure.

import type { Egress } from '../../contract/ids.ts';
import type { DictationWay, VoiceReport } from '../../contract/voice.ts';

export type WayWishes = {
	/** Stored; `ask` until one was chosen. */
	preferred: 'ask' | Exclude<DictationWay, 'browser-remote'>;
	/** The person agreed, on this page, that their voice is sent away. */
	remoteAllowed: boolean;
	egress: Egress;
};

/** Null: the person has to choose, or to install something first. */
export function chooseWay(report: VoiceReport, wishes: WayWishes): DictationWay | null {
	const { preferred, remoteAllowed, egress } = wishes;
	if (!report.microphone) return null;
	if (remoteAllowed && egress !== 'local-only' && report.browserRemote) return 'browser-remote';
	const usable: DictationWay[] = [];
	if (report.browserLocal === 'available') usable.push('browser-local');
	if (report.models.some(({ status }) => status.state === 'ready')) usable.push('own-model');
	return usable.find((way) => way === preferred) ?? usable[0] ?? null;
}

/**
 * The language that is spoken, as a BCP 47 tag: the chosen one, else the interface's in the dialect of
 * the browser.
 */
export function spokenLanguage(
	setting: string,
	locale: string,
	browser: readonly string[]
): string {
	if (setting !== 'auto') return setting;
	const primary = (tag: string) => tag.split('-')[0]?.toLowerCase();
	return browser.find((tag) => primary(tag) === primary(locale)) ?? locale;
}
