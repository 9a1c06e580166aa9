// Dieselben Sätze auf Deutsch.

import type { ModeWords } from './en.ts';

const de: ModeWords = {
	auto: 'Beginnt klein; fragt einen Spezialisten, dann anderswo, wenn es nicht sicher ist.',
	fast: 'Nur das kleine Modell. Am schnellsten, und niemand sonst wird gefragt.',
	balanced: 'Wie Auto, fragt aber anderswo nur, was eher falsch als richtig ist, und günstig.',
	accurate: 'Mehrere Versuche, die abstimmen, und ein Kritiker, der nachfragt. Langsamer.',
	adaptive:
		'Wie Auto, aber so sicher, wie Ihre Daumen und Korrekturen es auf diesem Gerät gelehrt haben.',
	custom: 'Ihre eigenen Grenzen, aus den Einstellungen.',
	'recipe:draft-enhance':
		'Das kleine Modell antwortet sofort; ein größeres schreibt es an dessen Stelle besser neu.',
	'recipe:architect-reviewer':
		'Ein größeres Modell plant, das kleine antwortet danach, das größere berichtigt.',
	'recipe:explore-validate': 'Fünf Antworten des kleinen Modells; die beste wird gewählt.',
	'recipe:ensemble-vote': 'Alle, die zu fragen sind, antworten; was die meisten sagen, gilt.'
};

export default de;
