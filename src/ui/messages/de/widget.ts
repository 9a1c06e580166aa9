// Der Chat auf fremden Seiten auf Deutsch.

import type { Messages } from '../i18n.svelte.ts';

export const widget: Messages['widget'] = {
	greeting: 'Guten Tag! Was möchten Sie wissen?',
	downloads: (size, once) =>
		`Ihre erste Nachricht startet ein kleines Modell in diesem Browser: ein Download von ${size === null ? 'einigen Megabyte' : `bis zu ${size}`}, ${once ? 'einmal' : 'bei jedem Besuch'}.`,
	elsewhere: (host) =>
		`Antworten kommen von ${host}. Sie werden gefragt, bevor etwas gesendet wird.`,
	forgets:
		'Dieser Browser lässt den Chat hier nichts speichern. Was gesagt wird, ist vergessen, wenn Sie die Seite verlassen.',
	person: 'Einen Menschen fragen',
	startOver: 'Neu beginnen',
	clear: 'Alles löschen',
	clearHint: 'Die Unterhaltung und das geladene Modell',
	mail: 'E-Mail schreiben',
	mailHint: (address) =>
		`Damit beginnt in Ihrem E-Mail-Programm eine Nachricht an ${address}, mit der Unterhaltung darin. Sie lesen und senden sie selbst.`,
	sendHint: (site, host) =>
		`Damit geht, was Sie hier sehen, an ${site}, über ${host}. Sonst geht nichts mit.`,
	contact: 'Wie sind Sie zu erreichen?',
	contactHint: 'Eine Mailadresse oder eine Telefonnummer. Ohne sie kann Ihnen niemand antworten.',
	note: 'Was sollte man dort wissen?',
	send: 'Senden',
	sending: 'Wird gesendet …',
	sent: (site) => `An ${site} gesendet.`,
	transcript: 'Die Unterhaltung bisher',
	sources: 'Von dieser Website',
	unread: 'Die Antwort oben wurde geschrieben, ohne diese Stellen zu lesen.',
	notTold: 'Die Seiten dieser Website sagen dazu nichts. Die Antwort ist die des Modells.',
	alone: 'Dieser Chat gehört auf die Seiten einer Website. Öffnen Sie ihn dort.'
};
