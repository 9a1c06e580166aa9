// Was das Gerät verlässt, auf Deutsch: die Frage davor, was auf das Senden wartet und was es kostet.

import type { Messages } from '../i18n.svelte.ts';
import { anzahl } from './count.ts';

export const consent: Messages['consent'] = {
	title: (host) => `Das an ${host} senden?`,
	titleLater: (host) => `Sie sind offline. Das an ${host} senden, sobald verbunden?`,
	announce: (host) =>
		`Understudy fragt, ob es diese Unterhaltung an ${host} senden darf. Die Wahl steht über dem Nachrichtenfeld.`,
	size: 'Wie viel',
	cost: 'Kosten',
	costAbout: (money) => `bis zu ${money}`,
	costUnknown: 'vorher nicht bekannt',
	found: (what) => `Persönliche Daten gefunden: ${what}.`,
	kinds: {
		email: (n) => anzahl(n, '# E-Mail-Adresse', '# E-Mail-Adressen'),
		phone: (n) => anzahl(n, '# Telefonnummer', '# Telefonnummern'),
		card: (n) => anzahl(n, '# Kartennummer', '# Kartennummern'),
		key: (n) => anzahl(n, '# Schlüssel oder Passwort', '# Schlüssel oder Passwörter')
	},
	otherKind: (kind, n) => `${kind} (${n})`,
	show: 'Was gesendet würde',
	full: 'So, wie es ist',
	redacted: 'Ohne persönliche Daten',
	once: 'Einmal senden',
	onceLater: 'Senden, sobald verbunden',
	sendRedacted: 'Ohne persönliche Daten senden',
	always: 'In dieser Unterhaltung immer',
	refuse: 'Nicht senden',
	never: 'Hier nie',
	elsewhere: (title) => `„${title}“ fragt, ob etwas gesendet werden darf.`
};

export const money: Messages['money'] = {
	nothing: 'nichts',
	cents: (n) => `${n} US-Cent`
};

export const ledger: Messages['ledger'] = {
	title: 'Was diese Unterhaltung gekostet hat',
	empty: 'Noch keine Antwort, also auch keine Kosten.',
	who: 'Antwort von',
	answers: 'Antworten',
	tokens: 'Token',
	cost: 'Kosten',
	sent: 'Verließ das Gerät',
	total: 'Zusammen',
	local: (percent, answers, of) =>
		`Auf diesem Gerät beantwortet: ${percent}, ${answers} von ${of} fertigen Antworten.`,
	saved: (money, model) =>
		`Hätte ${model} zum Listenpreis alles beantwortet, wäre es etwa ${money} teurer gewesen.`,
	lost: (money, model) =>
		`Hätte ${model} zum Listenpreis alles beantwortet, wäre es etwa ${money} billiger gewesen.`
};

export const queue: Messages['queue'] = {
	waiting: (host) => `Geht an ${host}, sobald dieses Gerät verbunden ist.`,
	sending: (host) => `Wird an ${host} gesendet…`,
	takeBack: 'Zurücknehmen',
	takenBack: 'Es wird nicht gesendet.'
};
