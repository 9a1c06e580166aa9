// Dieselben Sätze auf Deutsch.

import type { HelpWords } from './en.ts';

const de: HelpWords = {
	title: 'So funktioniert es',
	intro:
		'Ein kleines Modell bestreitet den größten Teil der Vorstellung. Es läuft in Ihrem Browser, deshalb geht es ohne Netz, und was Sie schreiben, bleibt hier.',
	turn: 'Ein Zug',
	turnPicture:
		'Ihre Nachricht geht an das Modell in diesem Browser. Seine Antwort entsteht Wort für Wort, mit einer Angabe, wie sicher es war. War es nicht sicher genug, werden hier ein Spezialist und, wenn Sie es erlauben, anderswo ein größeres gefragt.',
	turnYou: 'Sie schreiben',
	turnYouSub: 'zuerst auf diesem Gerät gespeichert',
	turnModel: 'Die Zweitbesetzung liest',
	turnModelSub: 'ein kleines Modell in diesem Browser',
	turnSure: 'War es sicher?',
	turnSureSub: 'Wort für Wort gemessen',
	turnAnswer: 'Sie lesen die Antwort',
	turnAnswerSub: 'wer sie schrieb und wie sicher',
	turnStar: 'Der Star',
	turnStarSub: 'ein größeres Modell, wenn Sie wollen',
	turnEdge: 'die Grenze dieses Geräts',
	turnSteps: [
		'Ihre Nachricht wird in diesem Browser gespeichert, bevor irgendetwas anderes geschieht.',
		'Das Modell liest die Unterhaltung und schreibt eine Antwort, ein Wortstück nach dem anderen.',
		'Zu jedem Stück sagt es, für wie wahrscheinlich es dieses hielt. Daraus wird die Zahl unter der Antwort.',
		'Sie können anhalten, neu antworten lassen oder Ihre Nachricht ändern: Frühere Fassungen bleiben neben der neuen erhalten.',
		'Unter dem Nachrichtenfeld wählen Sie, wie Antworten entstehen: für alle Nachrichten der Unterhaltung oder, oben in diesem Menü, nur für die nächste.'
	],
	confidence: 'Was die Sicherheit bedeutet',
	confidenceBody: [
		'Solange ein Modell nicht kalibriert ist, ist die Zahl die Wahrscheinlichkeit des unwahrscheinlichsten Stücks der Antwort. Sie ist klein, wenn mindestens ein Wort fast geraten war.',
		'Sie ist nicht die Wahrscheinlichkeit, dass die Antwort stimmt. Ein Modell kann sicher sein und sich irren, vor allem bei Dingen, die es nie gelernt hat.',
		'Ist ein Modell an Fragen mit bekannten Antworten kalibriert, heißt die Zahl: Von Antworten wie dieser stimmten etwa so viele.'
	],
	privacy: 'Privatsphäre',
	privacyBody: [
		'Nachrichten, Entwürfe, Einstellungen und Modelle liegen in diesem Browser und sonst nirgends. Es gibt kein Konto, und nichts wird gezählt oder verfolgt.',
		'Die App kontaktiert ihre eigene Adresse, um sich zu laden. Einen anderen Server kontaktiert sie nur, wenn Sie ein Modell herunterladen oder ein größeres fragen lassen, und sagt, welchen.',
		'Bilder in Antworten werden nicht geladen, denn das würde ihrem Server verraten, dass Sie sie lesen. Links öffnen sich nur, wenn Sie ihnen folgen.'
	],
	files: 'Dateien',
	filesBody: [
		'Text jeder Art (bis 25 MB), PDFs (50 MB, 2.000 Seiten) und Bilder lassen sich einer Nachricht hinzufügen: mit dem Knopf, durch Ablegen oder Einfügen. Sie werden auf diesem Gerät gelesen, mit der Unterhaltung aufbewahrt und gehen mit ihr, wenn sie exportiert oder gelöscht wird.',
		'Was dem Modell passt, liest es ganz. Aus längeren Dateien werden die Stellen herausgesucht, die zu Ihrer Frage passen; sie stehen mit Seite und Zeilen unter der Antwort. Der Starter ist zu klein, um sie zu lesen, größere Modelle tun es.',
		'Seiten, die nur Bilder sind, und Dateien mit Passwort sind nicht zu lesen. Das mitgelieferte Modell sieht keine Bilder: Eines aus dem Katalog sieht sie, auf diesem Gerät, und eines anderswo lässt sich fragen, nachdem Sie gesehen haben, was gesendet würde.'
	],
	models: 'Modelle',
	modelsBody: [
		'Die Seite „Modelle“ zeigt, was hier antworten kann. Filter lassen übrig, was auf dieses Gerät passt, oder eine Größe, Lizenz, Sprache oder Fähigkeit; was niemand von einem Modell angibt, gilt als nicht vorhanden. Jede Zeile zählt den Arbeitsspeicher für die längste Unterhaltung, die Sie dort wählen.',
		'Passt ein Download nicht, werden die am längsten unbenutzten Modelle genannt; sie gehen nur, wenn Sie es sagen oder ein für alle Mal erlauben, jedes erst, wenn der Download den Platz braucht. Eines aus einer Datei von Ihnen geht nur, wenn Sie es nennen; was Sie behalten, was gerade antwortet und der Starter gehen nie. Ein Modell zu entfernen gibt seinen Platz sofort frei.',
		'Auch die Spezialisten eines Modells sind auf der Seite „Modelle“: Jeder lässt sich ausschalten, dann fragt Auto ihn nie, oder schwächer oder stärker stellen; dann sagen seine Antworten, dass niemand gemessen hat, wie sicher sie sind. Eigene Adapter, die auf alles wirken, können zusammen an sein, jeder in seiner Stärke.',
		'„Vergleichen“ stellt mehreren Modellen oder Spezialisten eine Frage, nebeneinander: Sagen Sie, welche Antwort am besten war, übernehmen Sie eine, oder setzen Sie eine aus Teilen zusammen. Ein verbundener Server und Modelle hinter dem Host dieser App können teilnehmen; bevor eine Frage das Gerät verlässt, sehen Sie, was gesendet wird und was es kostet, und jede Antwort sagt, wo sie entstand.'
	],
	engines: 'Wo ein Modell läuft',
	enginesBody: [
		'Auf dem Grafikprozessor, wo der Browser einen bietet, den das Modell nutzen kann, sonst auf dem Prozessor. Die Seite „Modelle“ misst, wie schnell das ist; gibt es zwei Orte, gilt der schnellere, solange Sie in den Einstellungen keinen anderen wählen.',
		'Manche Browser bringen ein eigenes Modell mit; die Seite „Modelle“ führt es dann auf. Es sagt nicht, wie sicher es ist, und wo es läuft, kann eine Seite nicht prüfen: Eine Unterhaltung, die nur lokal ist, nutzt es nicht.'
	],
	offline: 'Ohne Netz',
	offlineBody: [
		'Nach dem ersten Besuch liegen die App, ihre Rechenmaschine und das mitgelieferte Modell auf diesem Gerät. Bis auf das Herunterladen von Modellen geht alles ohne Netz.',
		'Ein Browser darf Gespeichertes löschen, wenn der Platz knapp wird. Die App zu installieren verhindert das meist; eine Sicherung hilft immer.'
	],
	install: 'Installieren',
	installBody: [
		'Chrome und Edge: der Knopf zum Installieren in der Adresszeile oder „Understudy installieren“ im Menü.',
		'Android: das Menü, dann „Zum Startbildschirm hinzufügen“. iPhone und iPad: die Teilen-Taste, dann „Zum Home-Bildschirm“.',
		'Firefox auf dem Rechner installiert keine Web-Apps; ein Lesezeichen funktioniert ohne Netz genauso.'
	],
	shortcuts: 'Tastenkürzel',
	keys: 'Tasten',
	action: 'Aktion',
	more: 'Wie es weitergeht',
	moreModels: 'Ein größeres Modell wählen',
	moreSettings: 'Einstellungen ändern, sichern oder löschen',
	moreOperator: 'Den Chat auf eine Website stellen',
	moreChat: 'Zurück zum Chat'
};

export default de;
