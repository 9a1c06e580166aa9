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
		tight: (needs, has) =>
			`Es braucht etwa ${needs} Arbeitsspeicher; mit etwa ${has} ist hier zu rechnen. Es kann langsam sein oder abbrechen.`,
		started: (name) => `${name} wird heruntergeladen. Die Zeile oben zeigt, wie weit es ist.`
	}
};

export default de;
