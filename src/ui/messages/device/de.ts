// Dieselben Sätze auf Deutsch.

import { plural } from '../format.ts';
import type { DeviceWords } from './en.ts';

const de: DeviceWords = {
	engines: {
		wllama: 'llama.cpp',
		'prompt-api': 'das Programm des Browsers',
		webllm: 'WebLLM',
		transformers: 'Transformers.js'
	},
	places: {
		webgpu: 'auf dem Grafikprozessor',
		'wasm-threads': 'auf dem Prozessor, mehrere Threads',
		'wasm-single': 'auf dem Prozessor, ein Thread',
		'built-in': 'da, wo der Browser es ausführt'
	},
	choice: {
		label: 'Warum dort',
		ran: 'Lief',
		builtIn:
			'Der Browser führt sein eigenes Modell aus, und wo, bestimmt eine Seite nicht. Chrome und Edge sagen, dass ihres auf diesem Gerät bleibt; prüfen kann eine Seite das nicht.',
		only: 'Modelle dieser Art laufen nur dort.',
		person: 'Sie haben es in den Einstellungen gewählt.',
		graphics:
			'Der Grafikprozessor dieses Geräts kann es ausführen, und das ist meist am schnellsten. Gemessen wurde hier noch nicht.',
		'no-graphics':
			'Dieser Browser bietet keinen Grafikprozessor, den dieses Programm nutzen kann; mehrere Threads des Prozessors sind daher am schnellsten.',
		'not-isolated':
			'Diese Seite darf hier keinen Speicher unter Threads teilen, daher gibt es nur einen.',
		measured: (speeds) => `Am schnellsten, als hier gemessen wurde: ${speeds}.`,
		speed: (where, tokens) => `${where}, ${tokens} Tokens pro Sekunde`,
		recovered: 'Ein anderer Ort wurde zuerst versucht und versagte.'
	},
	settings: {
		now: (who, where) => `Jetzt läuft ${who} ${where}.`,
		follows: 'Welches Programm das ist, folgt aus dem Modell.',
		toModels: 'Ein anderes Modell wählen oder dieses Gerät messen'
	},
	facts: {
		browser: 'Browser',
		builtIn: 'Das eigene Modell des Browsers',
		builtInStates: {
			available: 'ist da: Wählen Sie es oben aus der Liste',
			downloadable: 'kann der Browser herunterladen: Wählen Sie es oben aus der Liste',
			downloading: 'wird vom Browser gerade heruntergeladen',
			unavailable: 'keines für dieses Gerät'
		},
		limits: 'Größtes Stück Grafikspeicher',
		limitsValue: (binding, buffer) => `${binding} auf einmal, aus Puffern von ${buffer}`,
		features: 'Fähigkeiten der Grafik'
	},
	measure: {
		title: 'Wie schnell es hier ist',
		intro:
			'Etwa zwei Sekunden lang Fragen, die niemand sieht, an das Modell, das antwortet; der Browser zählt dabei seinen Speicher. Könnte es an zwei Orten laufen, werden beide gemessen, und der schnellere gilt. Nichts davon verlässt dieses Gerät, solange Sie es nicht teilen.',
		start: 'Messen',
		again: 'Noch einmal messen',
		stop: 'Anhalten',
		running: (where, step, of) => `Wird gemessen: ${where} (${step} von ${of}) …`,
		failed: 'Es wurde nicht gemessen',
		none: 'Auf diesem Gerät wurde noch nichts gemessen.',
		kept: 'Was gemessen wurde, bleibt auf diesem Gerät und wird vergessen, wenn sich der Browser oder seine Grafik ändert.',
		forget: 'Gemessenes vergessen',
		forgotten: 'Was hier gemessen wurde, ist vergessen.'
	},
	card: {
		title: 'Understudy auf diesem Gerät',
		result: (model) => `Ergebnis: ${model}`,
		model: 'Modell',
		runs: 'Läuft',
		runsValue: (engine, place) => `${engine}, ${place}`,
		writes: 'Schreibt',
		reads: 'Liest',
		speed: (tokens) => `${tokens} Tokens pro Sekunde`,
		unknown: 'nicht bekannt',
		first: 'Erstes Token nach',
		firstValue: (duration, tokens) => `${duration}, bei einer Frage von ${tokens} Tokens`,
		memory: 'Speicher der Seite',
		memoryCounting: 'der Browser zählt …',
		device: 'Gerät',
		threads: (n) => (n === '1' ? 'ein Thread' : `${n} Threads`),
		deviceMemory: (size) => `${size} Speicher`,
		deviceMemoryAtLeast: (size) => `mindestens ${size} Speicher`,
		noGraphics: 'kein Grafikprozessor',
		on: (browser, system) => (system ? `${browser} auf ${system}` : browser),
		date: 'Gemessen',
		copy: 'Als Text kopieren',
		save: 'Als Bild speichern',
		share: 'Teilen …',
		drawFailed: 'Das Bild konnte nicht erstellt werden. Kopieren Sie das Ergebnis als Text.',
		shareFailed:
			'Es konnte nicht geteilt werden. Speichern Sie das Bild, oder kopieren Sie den Text.'
	},
	table: {
		graphics: 'Grafik (WebGPU)',
		graphicsGood: (adapter) => `${adapter}. Sie hat 16-Bit-Shader, also laufen Modelle darauf.`,
		graphicsNoHalf: (adapter) =>
			`${adapter}. Ihr fehlen 16-Bit-Shader, also laufen Modelle auf dem Prozessor.`,
		graphicsNone: (reason) => `${reason} Modelle laufen auf dem Prozessor.`,
		processor: 'Prozessor',
		threads: (n) => plural('de', n, { one: '# Thread', other: '# Threads' }),
		isolation: 'Isolierte Seite',
		isolationYes: 'Ja: Mehrere Threads dürfen sich Speicher teilen',
		isolationNo:
			'Nein: Modelle laufen auf einem Thread. Liefern Sie die App mit den Kopfzeilen ihres eigenen Servers aus oder aktualisieren Sie den Browser.',
		memory: 'Arbeitsspeicher',
		memoryAtLeast: (size) => `${size} oder mehr (Browser runden und kappen diese Zahl)`,
		memoryUnknown: 'Dieser Browser verrät es nicht',
		storage: 'Speicherplatz',
		storageUsed: (used, quota) => `${used} von ${quota} von dieser App belegt`,
		persisted: 'Bleibt bei knappem Platz erhalten',
		persistedYes: 'Ja: Der Browser löscht nichts von sich aus',
		persistedNo:
			'Nicht zugesichert: Der Browser darf Modelle und Unterhaltungen löschen, wenn der Platz knapp wird. Die App zu installieren oder als Lesezeichen zu speichern ändert das meist.'
	}
};

export default de;
