import { expect, test } from 'vitest';
import type { ModelState } from '../../contract/services.ts';
import type { SpeechModelListing, VoiceReport } from '../../contract/voice.ts';
import { chooseWay, spokenLanguage, type WayWishes } from './choose-way.ts';

const model = (status: ModelState) =>
	({ entry: { id: 'speech.test' }, status }) as SpeechModelListing;
const report = (fields: Partial<VoiceReport> = {}): VoiceReport => ({
	microphone: true,
	browserLocal: 'unavailable',
	browserRemote: true,
	models: [model({ state: 'absent' })],
	...fields
});
const wishes = (fields: Partial<WayWishes> = {}): WayWishes => ({
	preferred: 'ask',
	remoteAllowed: false,
	egress: 'ask',
	...fields
});
const READY = { models: [model({ state: 'ready' })] };

test('nothing on the device works: the person is asked, and nothing is sent', () => {
	expect(chooseWay(report(), wishes({ egress: 'allow' }))).toBeNull();
	expect(chooseWay(report({ browserLocal: 'downloadable' }), wishes())).toBeNull();
});

test('takes what works on the device without asking', () => {
	expect(chooseWay(report({ browserLocal: 'available' }), wishes())).toBe('browser-local');
	expect(chooseWay(report(READY), wishes())).toBe('own-model');
});

test('takes what was chosen, and the other one where that does not work any more', () => {
	const both = report({ browserLocal: 'available', ...READY });
	expect(chooseWay(both, wishes({ preferred: 'own-model' }))).toBe('own-model');
	expect(chooseWay(report(READY), wishes({ preferred: 'browser-local' }))).toBe('own-model');
});

test('sends the voice away only after consent, and never in a conversation that is local only', () => {
	expect(chooseWay(report(READY), wishes({ remoteAllowed: true }))).toBe('browser-remote');
	expect(chooseWay(report(), wishes({ remoteAllowed: true, egress: 'local-only' }))).toBeNull();
});

test('without a microphone there is no way', () => {
	expect(chooseWay(report({ microphone: false, ...READY }), wishes())).toBeNull();
});

test('the spoken language is the chosen one, else the interface’s in the browser’s dialect', () => {
	expect(spokenLanguage('fr', 'en', ['en-GB'])).toBe('fr');
	expect(spokenLanguage('auto', 'en', ['de-AT', 'en-GB'])).toBe('en-GB');
	expect(spokenLanguage('auto', 'de', ['en-GB'])).toBe('de');
});
