// The words by which a passage and a question are compared: folded, without what says nothing about a
// subject, and without the commonest endings, so that “parcels” finds “parcel”. Made for Latin scripts,
// English and German above all; a script without spaces gives whole runs, and there the vectors decide.

const MARKS = /\p{M}+/gu;
const RUN = /[\p{L}\p{N}]+/gu;
/** Longer runs are data, not words. */
const MAX_WORD = 40;

// Words that questions are made of, whatever they are about.
const EMPTY = new Set(
	`a about above again all also am an and any are as at be been before being but by can cannot could did do
	does doing don down each else ever every few for from get gets give got had has have having he her here him his
	how i if in into is it its just know let like made make makes many may me might more most much must my need no
	nor not now of off on one only or other our out over own please put same say says she should so some such take
	tell than that the their them then there these they thing this those through to too under up upon us use used
	using very want was way we well were what when where whether which while who whom whose why will with within
	without work works would yet you your yours
	aber alle als also am an auch auf aus bei bin bis bitte da damit dann das dass dein dem den der des dich die dies
	diese dieser dieses dir doch du durch ein eine einem einen einer eines er es euch euer für gibt hab habe haben hat
	hatte hier ich ihm ihn ihr ihre im in ist ja jede jeder kann kein keine können könnte man mein meine mich mir mit
	muss nach nicht noch nur ob oder ohne sein seine sich sie sind so soll über um und uns unser unter von vor wann
	war warum was welche welcher wenn wer werden wie wieso will wir wird wo wurde zu zum zur`
		.split(/\s+/)
		.map(fold)
);

function fold(text: string): string {
	return text.normalize('NFKD').replace(MARKS, '').toLowerCase().replaceAll('ß', 'ss');
}

/** A long word's beginning stands for its other forms: “retur” of return and returning, “liefe” of Lieferung. */
const BEGINNING = 5;

/** The beginning of a term, told apart from a word of that spelling; null of a short one. */
export function beginningOf(term: string): string | null {
	return term.length > BEGINNING ? `${term.slice(0, BEGINNING)}*` : null;
}

/** The terms of a text, in order, repeated as they are. */
export function siteTerms(text: string): string[] {
	const terms: string[] = [];
	for (const [word] of fold(text.replace(/['’`´]/g, '')).matchAll(RUN))
		if (!EMPTY.has(word)) terms.push(stem(word.slice(0, MAX_WORD)));
	return terms;
}

/** English plural and verb endings, off where enough is left to tell words apart. */
export function stem(word: string): string {
	if (word.length > 5 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
	if (word.length > 6 && word.endsWith('ing')) return doubled(word.slice(0, -3));
	if (word.length > 5 && word.endsWith('ed')) return doubled(word.slice(0, -2));
	if (word.length > 4 && /[^aeiou]es$/.test(word)) return word.slice(0, -2);
	if (word.length > 3 && /[^su]s$/.test(word)) return word.slice(0, -1);
	return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}

/** “shipp” of “shipping” is “ship”. */
function doubled(word: string): string {
	return /([bdfgmnprt])\1$/.test(word) ? word.slice(0, -1) : word;
}
