import { expect, test } from 'vitest';
import { textLanguage } from './text-language.ts';

test('knows a language by its small words, whatever language the interface is in', () => {
	expect(textLanguage('The capital of Norway is Oslo, and it is a large city.', 'de')).toBe('en');
	expect(textLanguage('Das ist nicht der richtige Weg für eine Antwort.', 'en-GB')).toBe('de');
	expect(textLanguage('La capitale est une ville qui se trouve dans le nord.', 'en')).toBe('fr');
	expect(textLanguage('La capital de España es una ciudad con los museos.', 'en')).toBe('es');
	expect(textLanguage('Het is een grote stad, maar niet van mij.', 'en')).toBe('nl');
});

test.each([
	['What is the capital of Norway?', 'en'],
	['Was ist die Hauptstadt von Norwegen?', 'de'],
	['Quelle est la capitale de la Norvège ?', 'fr'],
	['¿Cuál es la capital de Noruega?', 'es'],
	['Qual è la capitale della Norvegia?', 'it'],
	['Qual é a capital da Noruega?', 'pt'],
	['Wat is de hoofdstad van Noorwegen?', 'nl']
])('knows the language of a question: “%s” is %s', (question, language) => {
	expect(textLanguage(question, 'xx')).toBe(language);
});

test.each([
	['What do I do?', 'en'],
	['Do, do, do!', 'xx'],
	['Do it.', 'en'],
	['Qual é a capital do Brasil?', 'pt']
])('a word that two languages have does not make “%s” the other one', (said, language) => {
	expect(textLanguage(said, 'xx')).toBe(language);
});

test('knows a language by its script', () => {
	expect(textLanguage('Столица Норвегии — Осло.', 'en')).toBe('ru');
	expect(textLanguage('ノルウェーの首都はオスロです。', 'en')).toBe('ja');
	expect(textLanguage('挪威的首都是奥斯陆。', 'en')).toBe('zh');
});

test('a word in another script does not make a text that language', () => {
	expect(textLanguage('The word Москва is the name of a city that you know.', 'de')).toBe('en');
});

test('keeps the dialect of the fallback, and takes it for texts that do not say', () => {
	expect(textLanguage('The answer is that it depends.', 'en-GB')).toBe('en-GB');
	expect(textLanguage('Oslo', 'de')).toBe('de');
	expect(textLanguage('', 'de')).toBe('de');
	expect(textLanguage('42', 'fr')).toBe('fr');
});
