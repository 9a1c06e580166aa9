// Dieselben Sätze auf Deutsch.

import { plural } from '../format.ts';
import type { OwnWords } from './en.ts';

const de: OwnWords = {
	address: {
		title: 'Von einer Adresse',
		body: 'Die Adresse einer .gguf-Datei oder der Seite eines Modells auf Hugging Face. Das Nachsehen fragt diesen Host und liest nur den Anfang der Datei; behalten wird nichts, bis Sie herunterladen.',
		label: 'Adresse',
		placeholder: 'https://huggingface.co/…/model.gguf',
		look: 'Nachsehen',
		looking: 'Der Host wird gefragt …',
		cancel: 'Abbrechen',
		failed: 'Von dort war nichts hinzuzufügen',
		files: (n) =>
			plural('de', n, { one: 'Eine Datei zur Wahl:', other: '# Dateien stehen zur Wahl:' }),
		file: 'Datei',
		choose: (name) => `${name} nachsehen`,
		offer: 'Was es ist',
		architecture: 'Architektur',
		quantisation: 'Genauigkeit',
		template: 'Chat-Vorlage',
		templateYes: 'in der Datei',
		templateNo: 'keine in der Datei: eine übliche Form wird verwendet',
		licenceNone: 'in der Datei nicht angegeben',
		download: 'Herunterladen',
		refused: 'Es kann hier nicht laufen',
		parts: (weights, context, tokens, engine) =>
			`Vom Arbeitsspeicher sind ${weights} Gewichte, ${context} eine Unterhaltung von ${tokens} Token, ${engine} die Maschine.`,
		tight: (needs, has) =>
			`Es braucht etwa ${needs} Arbeitsspeicher; mit etwa ${has} ist hier zu rechnen. Es kann langsam sein oder abbrechen.`,
		started: (name) => `${name} wird heruntergeladen. Die Zeile oben zeigt, wie weit es ist.`
	},
	adapters: {
		title: 'Ihre Adapter',
		body: 'Ein Adapter (LoRA) ändert, wie seine Basis antwortet. Ist er an, wirkt er auf alles, was sie sagt; so lange ruhen ihre eigenen Spezialisten, und wie sicher sie ist, ist vorsichtig geschätzt. Mehrere, die an sind, werden gemischt.',
		rank: 'Rang',
		belongs: (base) => `Für ${base}`,
		orphan: 'Das Modell, zu dem er gehört, ist nicht auf diesem Gerät',
		byHash: 'von der Datei des Adapters genannt',
		byShape: 'von Ihnen gewählt',
		activated: 'Er wartet auf seine eigenen Worte: Wählen Sie ihn im Chat als Spezialisten.',
		on: (name) => `${name} verwenden`,
		strength: (name) => `Stärke von ${name}`,
		strengthHint: '1 ist wie trainiert, 0 ist nichts.',
		isAdapter:
			'Diese Datei ist ein Adapter (LoRA): Er ändert ein Basismodell und läuft nicht allein.',
		unnamed:
			'Sie sagt nicht, für welche Basis er gemacht wurde. Nach seinen Schichten passt er zu dem, was hier steht; an einem anderen Modell gleicher Form macht er Antworten schlechter, nicht besser.',
		base: 'Basis',
		attach: (base) => `An ${base} anfügen`,
		cancel: 'Abbrechen'
	}
};

export default de;
