// Dieselben Sätze auf Deutsch.

import { plural } from '../format.ts';
import type { CompareWords } from './en.ts';

const de: CompareWords = {
	who: 'Wer antwortet',
	whoHint:
		'Modelle auf diesem Gerät, jedes allein, mit einem seiner Spezialisten oder Ihrer Adapter oder mit einer Mischung, auch in mehreren Stärken; und Modelle anderswo: ein Server, den Sie in den Einstellungen verbunden haben, und was hinter dem Host dieser App steht.',
	roles: {
		smart: 'Ein großes Modell',
		fast: 'Ein schnelles Modell',
		cheap: 'Ein günstiges Modell'
	},
	edge: (role, host) => `${role} bei ${host}`,
	server: (name, host) => `${name} bei ${host}`,
	notAsked: 'Jetzt nicht zu fragen',
	noEdge: 'Modelle hinter dem Host dieser App:',
	noServer: 'Ihr Server:',
	consentAsked: (host) =>
		`Understudy fragt, ob es die Frage an ${host} senden darf. Die Wahl steht unter der Frage.`,
	costAtMost: (money) => `Die anderswo kosten zusammen bis zu ${money}.`,
	costNothing: 'Die anderswo kosten nichts.',
	costUnknown: 'Was die anderswo kosten, ist vorher nicht bekannt.',
	where: {
		here: 'Auf diesem Gerät',
		browsersWord: 'Vom Modell des Browsers; dass es hier läuft, sagt der Browser',
		machine: (host) => `Von ${host}, auf diesem Rechner`,
		outside: (host) => `Von ${host}, außerhalb dieses Geräts`,
		outsideBy: (provider, host) => `Von ${provider} über ${host}, außerhalb dieses Geräts`
	},
	sent: 'Hat das Gerät verlassen',
	cost: 'Kosten',
	model: 'Modell',
	adapter: 'Mit',
	alone: 'allein',
	scaled: (name, scale) => `${name} mit Stärke ${scale}`,
	named: (model, as) => `${model}, ${as}`,
	mixedWith: 'Gemischt mit',
	mixIn: 'Weiteren Adapter beimischen',
	unmix: (name) => `${name} aus der Mischung nehmen`,
	mixHint:
		'Sie wirken gemeinsam auf eine Antwort, jeder in seiner Stärke. Wie sicher eine Mischung ist, hat niemand gemessen: Ihre Sicherheit ist nicht kalibriert.',
	mixWaiting:
		'Allein wirkt ein Spezialist erst ab einem eigenen Wort. In einer Mischung wirkt er auch auf die ganze Frage, wofür er nicht trainiert wurde.',
	mixNothing:
		'Spezialisten warten jeder auf ein eigenes Wort, zwei können also nicht eine Antwort schreiben. Beimischen lässt sich ein Adapter, der auf alles wirkt; hinzufügen können Sie ihn auf der Seite „Modelle“.',
	strength: 'Stärke',
	strengthOf: (name) => `Stärke von ${name}`,
	strengthHint: '1 ist wie trainiert, 0 ist nichts.',
	add: 'Zum Vergleich hinzufügen',
	remove: (who) => `${who} entfernen`,
	full: (most) =>
		`Höchstens ${most}: Entfernen Sie einen Teilnehmer, um einen anderen hinzuzufügen.`,
	twice: 'Das nimmt schon teil.',
	few: 'Fügen Sie einen zweiten Teilnehmer hinzu: dasselbe Modell mit anderem Adapter oder anderer Stärke, oder ein anderes Modell.',
	onlyOne:
		'Auf diesem Gerät ist ein einziges Modell, und es hat keine Spezialisten. Laden Sie auf der Seite „Modelle“ ein zweites herunter.',
	none: 'Auf diesem Gerät ist noch kein Modell. Wählen Sie zuerst eines auf der Seite „Modelle“.',
	toModels: 'Zu den Modellen',
	question: 'Frage',
	placeholder: 'Alle fragen',
	run: 'Vergleichen',
	stopAll: 'Alle anhalten',
	inTurn:
		'Die Antworten kommen nacheinander, die eines Modells zusammen. Modelle auf diesem Gerät senden nichts; bevor eine Frage zu einem anderen Rechner geht, sehen Sie, was gesendet würde, außer Sie haben das für alle neuen Unterhaltungen erlaubt.',
	answers: 'Antworten',
	swipe: 'Zu den anderen seitwärts wischen oder scrollen.',
	place: (at, of) => `${at} von ${of}`,
	waiting: 'Wartet, bis es an der Reihe ist',
	loading: 'Sein Modell wird geladen …',
	loadingAt: (percent) => `Sein Modell wird geladen, ${percent}`,
	writing: 'Schreibt …',
	stop: 'Anhalten',
	stopNamed: (who) => `${who} anhalten`,
	skipped: 'Nicht beantwortet: angehalten.',
	stopped: 'Vor dem Ende angehalten.',
	cutOff: 'Abgeschnitten: länger darf eine Antwort nicht sein.',
	failed: 'Keine Antwort',
	confidence: 'Sicherheit',
	confidenceNone: 'nicht bekannt',
	confidenceRaw: (percent) => `${percent}, nicht kalibriert`,
	time: 'Zeit',
	timeValue: (total, first) => `${total}, erstes Wort nach ${first}`,
	tokens: 'Token',
	tokensValue: (n) => plural('de', n, { one: '# geschrieben', other: '# geschrieben' }),
	speed: (n) => `${n} je Sekunde`,
	finished: (who) => `${who} hat geantwortet.`,
	allFinished: 'Alle haben geantwortet.',
	best: 'Am besten',
	bestNamed: (who) => `Am besten ist ${who}`,
	noneGood: 'Keine davon ist gut',
	voteTitle: 'Welche ist am besten?',
	voteHint:
		'Bleibt allein auf diesem Gerät. Bei der Antwort eines Modells allein zählt es wie ein Daumen, wenn dieses Gerät von Ihnen lernt.',
	votes: 'Ihre Urteile bisher',
	who2: 'Wer',
	won: 'Am besten',
	of: 'Vergleiche',
	forgetVotes: 'Urteile vergessen',
	keepTitle: 'In eine Unterhaltung übernehmen',
	keepHint:
		'Übernehmen Sie eine Antwort, wie sie ist, oder wählen Sie unter den Antworten Teile aus mehreren: Sie werden in der Reihenfolge Ihrer Wahl zusammengesetzt, und Sie können den Text vorher ändern.',
	into: 'Wohin',
	newConversation: 'Eine neue Unterhaltung',
	keep: 'Diese Antwort übernehmen',
	keepNamed: (who) => `Diese Antwort übernehmen: ${who}`,
	parts: 'Teile wählen',
	partsNamed: (who) => `Teile der Antwort von ${who}`,
	merged: 'Zusammengesetzt',
	mergedHint: (n) =>
		plural('de', n, {
			one: 'Aus # Teil. Ändern Sie den Text, wie Sie möchten.',
			other: 'Aus # Teilen. Ändern Sie den Text, wie Sie möchten.'
		}),
	mergedEmpty: 'Noch ist nichts gewählt.',
	keepMerged: 'Das Zusammengesetzte übernehmen',
	kept: 'In eine Unterhaltung übernommen.',
	open: 'Öffnen'
};

export default de;
