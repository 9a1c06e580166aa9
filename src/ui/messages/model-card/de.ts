// Dieselben Sätze auf Deutsch.

import type { CardWords } from './en.ts';

const de: CardWords = {
	figures: {
		what: 'Was es ist',
		can: 'Was es kann und was nicht',
		strong: 'Meist richtig bei:',
		weak: 'Oft falsch bei:',
		specialists: 'Hat Spezialisten für:',
		systemPrompt: 'Es befolgt eigene Anweisungen (System-Prompt).',
		calibrated:
			'Es sagt, wie wahrscheinlich eine Antwort stimmt, angepasst an Fragen mit bekannten Antworten.',
		notCalibrated:
			'Wie sicher es sich gibt, wurde nicht daran angepasst, wie oft es richtig liegt.',
		unknownAbilities:
			'Was es kann, wurde hier nicht gemessen; wer es gemacht hat, nennt vielleicht Zahlen.',
		check: 'Es kann sich irren: Prüfen Sie, worauf es ankommt.',
		overall: 'Richtige Antworten',
		kind: 'Art der Frage',
		sets: {
			heldOut: 'in ungesehenem Wortlaut',
			natural: 'von Hand geschrieben',
			thirdQuestion: 'nach zwei anderen',
			followUps: 'die sich zurückbeziehen'
		},
		abilities: 'Nach Fähigkeit',
		abilityNames: {
			about: 'es selbst und die App',
			facts: 'Fakten',
			arithmetic: 'Rechnen und Prozente',
			units: 'Einheiten',
			'word problems': 'Textaufgaben',
			strings: 'Buchstaben von Wörtern',
			copy: 'einen Text wiederholen',
			code: 'einzeiliger Code',
			tools: 'Werkzeugaufrufe',
			extraction: 'Namen oder Daten in einem Text finden',
			logic: 'Rätsel um Ordnung und Reihenfolge',
			unknown: 'sagen, was es nicht weiß'
		},
		confidence: 'Wie weit man seiner Sicherheit trauen kann',
		figure: 'Angabe',
		value: 'Wert',
		ece: 'Im Mittel daneben um (ECE)',
		auroc: 'Bei einer richtigen Antwort sicherer als bei einer falschen (AUROC)',
		unknownCaught: 'Fragen jenseits davon, die es ablehnt oder bezweifelt',
		modifiersHint: 'Anderswo: bei anderen Fragen, wenn der Spezialist auch diese beantwortet.',
		field: 'Gebiet',
		before: 'Ohne',
		after: 'Mit',
		elsewhere: 'Anderswo',
		change: (before, after) => `${before} → ${after}`,
		domain: 'Erkennen, worum es geht',
		domainHint: 'Durch den kleinen Klassifikator neben dem Modell.',
		test: 'Test',
		dissatisfaction: 'Merken, dass eine Antwort nichts taugte',
		dissatisfactionHint: 'F1 wiegt überhörte und eingebildete Beschwerden gleich.',
		setNames: {
			'held out': 'erzeugt, in ungesehenem Wortlaut',
			natural: 'von Hand geschrieben',
			'ab redial': 'AB-ReDial, echte Gespräche'
		},
		router: 'Erkennen, wann ein stärkeres Modell nötig ist',
		routerHint: 'An veröffentlichten Ergebnissen eines schwachen und eines starken Modells.',
		apgr: 'Lücke geschlossen (APGR)',
		cpt50: 'Anfragen für die Hälfte (CPT50)',
		others: 'Weitere Angaben',
		notMeasured: 'Nicht gemessen:',
		parts: {
			abilities: 'einzelne Fähigkeiten',
			natural: 'von Hand geschriebene Fragen',
			calibration: 'wie weit man seiner Sicherheit trauen kann',
			unknown: 'Fragen jenseits davon',
			modifiers: 'manche Spezialisten',
			classifiers: 'die Klassifikatoren',
			router: 'wann ein stärkeres Modell nötig ist'
		},
		onDemand: 'wird beim ersten Gebrauch geholt'
	},
	calibration: {
		title: 'Wie sicher es ist',
		none: 'Niemand hat dieses Modell kalibriert: Wie sicher es sich nennt, ist vorsichtig geschätzt, und danach wird nichts entschieden. Dieses Gerät kann es messen: Es stellt dem Modell einige hundert Fragen, deren Antworten es selbst ausrechnet. Ihre eigenen Fragen gehen vor.',
		start: 'Auf diesem Gerät kalibrieren',
		goOn: 'Weiter kalibrieren',
		running: 'Wird kalibriert',
		progress: (answered, of) => `${answered} von ${of} Fragen.`,
		background: 'Es geht weiter, während Sie die App benutzen.',
		waiting: 'Ihre Frage geht vor; danach geht es weiter.',
		pause: 'Anhalten',
		done: (questions, date) => `Auf diesem Gerät mit ${questions} Fragen kalibriert, ${date}.`,
		right: (percent) => `Davon hat es ${percent} richtig beantwortet.`,
		forget: 'Kalibrierung löschen',
		forgotten: 'Die Kalibrierung ist gelöscht.'
	}
};

export default de;
