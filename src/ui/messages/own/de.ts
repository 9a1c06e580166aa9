// Dieselben Sätze auf Deutsch.

import { plural } from '../format.ts';
import type { OwnWords } from './en.ts';

const anzahl = (n: number, one: string, other: string) => plural('de', n, { one, other });

const de: OwnWords = {
	page: {
		title: 'Modelle',
		intro:
			'Was Ihnen antwortet, läuft in diesem Browser. Wählen Sie, wie viel es können soll: Größere Modelle wissen mehr, brauchen mehr Platz und antworten langsamer.',
		listFailed: 'Die Liste der Modelle konnte nicht gelesen werden',
		all: 'Alle Modelle',
		search: 'Modelle durchsuchen',
		onlyFitting: 'Nur was auf dieses Gerät passt',
		found: (n) => anzahl(n, '# Modell', '# Modelle'),
		hidden: (n) =>
			anzahl(n, '# zu großes Modell ist ausgeblendet.', '# zu große Modelle sind ausgeblendet.'),
		showHidden: 'Alle zeigen',
		device: 'Dieses Gerät',
		deviceHint: 'In diesem Browser gemessen. Nichts davon wird gesendet.',
		measuring: 'Wird gemessen …'
	},
	now: {
		title: 'Antwortet gerade',
		idle: 'Kein Modell läuft',
		idleBody:
			'Wählen Sie unten eines. Das mitgelieferte muss nirgendwo sonst heruntergeladen werden.',
		failed: 'Konnte nicht starten',
		shared: 'Es läuft in einem anderen Tab dieser App und antwortet auch hier.',
		runs: 'Läuft',
		backends: {
			webgpu: 'auf dem Grafikprozessor (WebGPU)',
			'wasm-threads': 'auf dem Prozessor, mehrere Threads',
			'wasm-single': 'auf dem Prozessor, ein Thread',
			'built-in': 'da, wo der Browser es ausführt'
		},
		notForThis: (names) =>
			`Nicht für dieses Modell: die Spezialisten für ${names}. Sie gehören zu einem anderen Grundmodell.`
	},
	facts: {
		memory: 'Arbeitsspeicher',
		memoryFor: (size, tokens) => `${size} für ${tokens} Token`,
		memoryLeast: (size) => `mindestens ${size}, für die Gewichte`,
		memoryParts: [
			(size) => `${size} Gewichte`,
			(size) => `${size} Unterhaltung`,
			(size) => `${size} Adapter`
		],
		languages: 'Sprachen',
		source: 'Woher diese Angaben stammen',
		keptByBrowser: 'verwahrt der Browser',
		licenceLink: (licence) => `${licence} (Lizenztext, öffnet sich in einem neuen Tab)`,
		confidence: 'Sicherheit',
		confidences: {
			own: 'kalibriert',
			device: 'auf diesem Gerät kalibriert',
			guess: 'vorsichtig geschätzt, nicht kalibriert',
			unknown: 'nicht bekannt: Es sagt sie nicht'
		}
	},
	badges: {
		own: 'von Ihnen hinzugefügt',
		starter: 'mitgeliefert',
		builtIn: 'gehört zum Browser',
		running: 'Antwortet',
		stored: 'Auf diesem Gerät'
	},
	actions: {
		use: 'Verwenden',
		useNamed: (name) => `${name} verwenden`,
		downloadAndUse: 'Herunterladen und verwenden',
		download: 'Nur herunterladen',
		pause: 'Anhalten',
		resume: 'Fortsetzen',
		discard: 'Verwerfen',
		retry: 'Erneut versuchen',
		remove: 'Entfernen'
	},
	status: {
		downloading: 'Wird heruntergeladen',
		starting: 'Startet',
		paused: 'Angehalten',
		progress: (received, total) => `${received} von ${total}`,
		speed: (bytes) => `${bytes}/s`,
		left: (time) => `noch etwa ${time}`,
		failed: 'Der Download brach ab'
	},
	fit: {
		fits: 'Passt auf dieses Gerät',
		unknown: 'Dieser Browser verrät nicht, wie viel Arbeitsspeicher da ist',
		memory: (needs, has) => `Braucht ${needs} Arbeitsspeicher; hier sind etwa ${has} nutzbar`,
		storage: (needs, free) => `Braucht ${needs} Platz; für diese App sind ${free} frei`,
		forecast: (used, quota) => `Nach dem Download: ${used} von ${quota} belegt`,
		contacts: (host) => `Der Download kontaktiert ${host}.`
	},
	remove: {
		title: (name) => `${name} entfernen?`,
		body: (size) =>
			`Das gibt ${size} auf diesem Gerät frei. Unterhaltungen bleiben. Um es wieder zu verwenden, muss es neu heruntergeladen werden.`,
		ownBody:
			'Das entfernt die Kopie in diesem Browser. Die Datei, aus der sie stammt, bleibt unberührt. Unterhaltungen bleiben.',
		done: (name) => `${name} wurde entfernt`
	},
	recommended: {
		title: 'Empfohlen für dieses Gerät',
		none: 'Keines der aufgeführten Modelle passt mit genügend Luft auf dieses Gerät. Das mitgelieferte passt immer.',
		why: (needs, has) =>
			`Das größte der aufgeführten Modelle, das hier gut laufen sollte. Es braucht etwa ${needs} Arbeitsspeicher; nutzbar sind etwa ${has}.`,
		here: 'Sie verwenden bereits das Modell, das wir für dieses Gerät empfehlen.'
	},
	file: {
		title: 'Eigenes Modell hinzufügen',
		body: 'Eine GGUF-Datei eines Chat-Modells, oder alle Teile eines geteilten zusammen; oder ein Adapter (LoRA), als GGUF-Datei oder als adapter_model.safetensors und adapter_config.json von PEFT. Sie wird in diesen Browser kopiert und bleibt auf diesem Gerät.',
		button: 'Dateien wählen',
		drop: 'oder hier ablegen',
		reading: (name) => `${name} wird gelesen …`,
		failed: (name) => `${name} wurde nicht hinzugefügt`,
		added: (name) => `${name} gehört jetzt zu Ihren Modellen.`
	},
	address: {
		title: 'Von einer Adresse',
		body: 'Die Adresse einer .gguf-Datei, der Seite eines Modells oder Adapters auf Hugging Face oder einer adapter_model.safetensors. Das Nachsehen fragt diesen Host und liest nur den Anfang der Datei; behalten wird nichts, bis Sie herunterladen.',
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
	filters: {
		title: 'Filter',
		size: 'Download höchstens',
		anySize: 'jede Größe',
		licence: 'Lizenz',
		anyLicence: 'jede Lizenz',
		language: 'Sprache',
		anyLanguage: 'jede Sprache',
		tools: 'Auf Werkzeugaufrufe trainiert',
		vision: 'Liest Bilder',
		context: 'Längste Unterhaltung',
		contextHint:
			'In Token, je etwa drei Viertel eines Wortes. Längere brauchen mehr Arbeitsspeicher. Ein Modell, das für weniger gemacht ist, behält seine eigene Länge.',
		contextTokens: (n) => `${n} Token`,
		unstated: (n) =>
			plural('de', n, {
				one: '# weiteres Modell fehlt hier, weil das niemand von ihm angibt.',
				other: '# weitere Modelle fehlen hier, weil das niemand von ihnen angibt.'
			}),
		none: 'Kein Modell passt dazu.',
		loosen: 'Kein Modell hat das alles. Ohne einen der Wünsche gäbe es:',
		without: (wish, n) =>
			`ohne „${wish}“: ${plural('de', n, { one: '# Modell', other: '# Modelle' })}`,
		loosenNone: 'Kein Modell hat das alles, und einen Wunsch aufzugeben genügt nicht.',
		clear: 'Alle Filter löschen',
		wishes: {
			query: 'Suche',
			fits: 'passt auf dieses Gerät',
			mostBytes: 'Größe',
			licence: 'Lizenz',
			language: 'Sprache',
			tools: 'Werkzeuge',
			vision: 'Bilder'
		}
	},
	room: {
		title: 'Platz für Modelle',
		body: 'Was auf diesem Gerät ist, in der Reihenfolge, in der es ginge, wenn ein Download nicht passt: am längsten unbenutzt zuerst; bei einem nie benutzten zählt, wann es kam. Ohne Frage geht nichts, es sei denn, Sie erlauben es hier.',
		model: 'Modell',
		size: 'Gibt frei',
		used: 'Zuletzt benutzt',
		never: 'nie',
		neverSince: (date) => `nie, hier seit ${date}`,
		keep: 'Behalten',
		keepNamed: (name) => `${name} immer behalten`,
		fixed: 'bleibt immer',
		fromDisk:
			'Kam aus einer Datei und lässt sich nicht noch einmal laden: Es geht nur, wenn Sie es selbst wählen.',
		leaves: (free) => `Danach sind ${free} frei.`,
		short: (names) =>
			`Der Platz reicht nicht: ${names} müsste gehen, und Sie werden vorher gefragt.`,
		shortAllowed: (names) =>
			`Der Platz reicht nicht: ${names} würde gehen, wie Sie es erlaubt haben.`,
		onlyFromDisk:
			'Der Platz reicht nicht, es sei denn, ein Modell geht, das sich nicht noch einmal laden lässt. Sie werden gefragt, welches.',
		none: 'Der Platz reicht nicht, und was gehen darf, wäre nicht genug.',
		automatic: 'Ohne Frage Platz schaffen',
		automaticHint:
			'Für einen Download, der nicht passt, werden dann die am längsten unbenutzten Modelle entfernt. Nie eines, das behalten wird, gerade antwortet, zur App gehört oder sich nicht noch einmal laden lässt.',
		ask: 'Den Browser bitten, es zu behalten',
		agreed: 'Der Browser behält die Daten dieser App von jetzt an.',
		refused:
			'Der Browser hat nicht zugestimmt. Meist hilft es, die App zu installieren oder ein Lesezeichen zu setzen.',
		makeTitle: 'Platz dafür schaffen?',
		makeBody: (name, size) => `${name} braucht ${size} mehr, als frei ist. Unterhaltungen bleiben.`,
		makeThese:
			'Diese würden entfernt, die am längsten unbenutzten zuerst, und jedes erst, wenn der Download so weit ist, dass er den Platz braucht:',
		makeMore: 'Alles, was sich noch einmal laden lässt, wäre nicht genug.',
		makeOffered:
			'Diese kamen aus Dateien und lassen sich nicht noch einmal laden. Keines geht, wenn Sie es nicht einschalten:',
		makeOffer: (name, size) => `Auch ${name} entfernen: gibt ${size} frei`,
		makeOne: (name, size, used) => `${name}: gibt ${size} frei, zuletzt benutzt: ${used}`,
		make: 'Entfernen und herunterladen',
		made: (name) => `Entfernt, um Platz zu schaffen: ${name}`,
		gone: (names) =>
			`Für diesen Download musste gehen: ${names}. Setzen Sie ihn fort, oder verwerfen Sie ihn und laden Sie ${names} noch einmal.`,
		kept: (size) => `${size} sind angekommen und bleiben erhalten.`
	},
	specialists: {
		section: 'Spezialisten und Adapter',
		title: (model) => `Spezialisten von ${model}`,
		body: (hash) =>
			`Kleine Adapter (LoRA), jeder für eine Art von Fragen auf genau dieser Basis trainiert (sha256 ${hash}…). Auto fragt den passenden, wo die Basis nicht sicher genug ist.`,
		alone:
			'Es antwortet immer nur einer: Jeder wartet auf ein eigenes Wort und wirkt von dort an, zwei können also nicht dieselbe Antwort schreiben. Eigene Adapter, die auf alles wirken, werden gemischt, jeder in seiner Stärke.',
		resting:
			'Ein Adapter von Ihnen wirkt auf alles, was dieses Modell sagt; darum ruhen seine Spezialisten.',
		on: (name) => `Auto darf den Spezialisten für ${name} fragen`,
		strength: (name) => `Stärke des Spezialisten für ${name}`,
		asTrained: '1 ist wie trainiert.',
		scaled:
			'Seine Sicherheit wurde bei Stärke 1 angepasst: Bei dieser sagen seine Antworten, dass sie nicht kalibriert sind.',
		off: 'Aus: wird nur gefragt, wo Sie es selbst wählen.',
		reset: 'Alle wie trainiert',
		restored: (model) => `Die Spezialisten von ${model} sind wieder wie trainiert.`
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
		unnamed: 'Sie sagt nicht, für welche Basis er gemacht wurde.',
		namedOnly: (base) => `Er wurde für „${base}“ gemacht, was nur dessen Name sagt.`,
		byLayers:
			'Nach seinen Schichten passt er zu dem, was hier steht; an einem anderen Modell gleicher Form macht er Antworten schlechter, nicht besser.',
		half: (name, missing) =>
			`${name} ist die Hälfte eines Adapters in der Form von PEFT. Fügen Sie auch ${missing} aus demselben Ordner hinzu.`,
		converted: 'Er wurde auf diesem Gerät aus der Form von PEFT umgewandelt.',
		from: 'Kam von',
		base: 'Basis',
		attach: (base) => `An ${base} anfügen`,
		cancel: 'Abbrechen'
	},
	hearing: {
		title: 'Beschwerden in anderen Sprachen',
		body: 'Beschwerden über eine Antwort hört auf Englisch, was zu einem Modell gehört, in anderen Sprachen rät es. Ein Modell, das viele Sprachen liest, hört sie dort; die Frage beginnt dann eine Stufe höher. Es läuft in diesem Browser, sendet nichts und braucht während seines Gebrauchs so viel Arbeitsspeicher, wie es groß ist.',
		unmeasured:
			'Keines davon wurde hier gemessen. Was eines hört, zählt ab 90 % Sicherheit und verzögert eine Antwort um höchstens 0,3 Sekunden.',
		role: 'Hört Beschwerden in anderen Sprachen',
		inUse: 'Hört jetzt',
		here: 'Auf diesem Gerät, nicht in Gebrauch: Das zuletzt hinzugefügte hört',
		took: (time) => `Für eine lange Nachricht braucht es hier ${time}.`,
		tooSlow: (time) =>
			`Für eine lange Nachricht braucht es hier ${time}, länger, als eine Antwort wartet: Solche Beschwerden bleiben ungehört. Versuchen Sie ein kleineres.`,
		about: (size) => `Etwa ${size}`,
		sizeUnknown: 'Die Größe nennt der Server zu Beginn des Downloads',
		licence: 'Lizenz',
		licenceOf: (licence, name) => `${licence}: die Lizenz von ${name}`,
		languages: 'Sprachen, die es gelernt hat',
		download: (name) => `${name} laden`,
		resume: (name) => `${name} weiter laden`,
		pause: (name) => `${name} anhalten`,
		remove: (name) => `${name} entfernen`,
		progress: (received, total) => `${received} von ${total}`,
		failed: (name) => `${name} ist nicht zu gebrauchen`,
		own: 'Ein anderer Klassifikator',
		ownBody:
			'Einer für Textinferenz (NLI) oder Zero-Shot-Klassifikation, in ONNX-Form mit 8-Bit-Gewichten: über seine Seite bei Hugging Face oder aus seinen vier Dateien. Er wird einmal geöffnet, bevor er behalten wird.',
		address: 'Adresse seiner Seite',
		placeholder: 'owner/repository',
		offer: 'Gefunden',
		size: 'Größe',
		labels: 'Was er unterscheidet',
		files: 'Seine vier Dateien auswählen …',
		drop: 'oder hier ablegen',
		reading: 'Wird einmal geöffnet …',
		licenceNone: 'nicht angegeben',
		unopened: 'Was Beschwerden hört, lässt sich nicht zeigen',
		added: (name) => `${name} hört ab jetzt Beschwerden.`,
		refused: 'Dieser Klassifikator wurde nicht hinzugefügt'
	},
	mlc: {
		title: 'In der Form von MLC (WebLLM)',
		body: 'Ein solches Modell läuft nur auf dem Grafikprozessor, mit einer Bibliothek, die dafür übersetzt wurde. Nachsehen fragt beide Hosts und nimmt die Hashes von Bibliothek, Konfiguration und Tokenizer: Von da an werden sie geprüft. Die Gewichte nennt ihr Commit.',
		model: 'Adresse des Modells',
		modelPlaceholder: 'https://huggingface.co/mlc-ai/…-MLC',
		library: 'Adresse seiner Bibliothek',
		libraryPlaceholder: 'https://…/model-webgpu.wasm',
		about: 'Was es ist (freiwillig)',
		later: (size) =>
			`${size} werden geholt, wenn es das erste Mal verwendet wird. WebLLM bewahrt sie auf, und sie gehen, wenn Sie das Modell entfernen.`,
		noGpu:
			'Dieser Browser bietet hier keinen Grafikprozessor: Es lässt sich hinzufügen und wird nicht laufen. Von seinen Gewichten wird dann nichts geholt.',
		noF16:
			'Der Grafikprozessor hier kennt in Shadern keine 16-Bit-Zahlen, die dieses Modell braucht: Es lässt sich hinzufügen und wird nicht laufen. Von seinen Gewichten wird dann nichts geholt. Ein Modell, dessen Genauigkeit f32 nennt, läuft vielleicht.',
		add: 'Hinzufügen'
	}
};

export default de;
