// Which language a text is written in, as far as reading it aloud and choosing who judges it need: by its
// script, and for Latin letters by the small words every sentence and every question has. A guess from words
// alone, no model, and no statement about texts of a few words: those are taken to be in the fallback language.

const SCRIPTS: readonly [RegExp, string][] = [
	// Japanese mixes its own letters with Chinese ones, so it is asked for first.
	[/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
	[/\p{Script=Hangul}/gu, 'ko'],
	[/\p{Script=Han}/gu, 'zh'],
	[/\p{Script=Cyrillic}/gu, 'ru'],
	[/\p{Script=Greek}/gu, 'el'],
	[/\p{Script=Arabic}/gu, 'ar'],
	[/\p{Script=Hebrew}/gu, 'he'],
	[/\p{Script=Devanagari}/gu, 'hi'],
	[/\p{Script=Thai}/gu, 'th']
];

/** Frequent words that the others of this list hardly have; `do` is of two. */
const SMALL_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
	en: small(
		'the and of to that it with you are this have not be what how why where which your do does for'
	),
	de: small(
		'der und ist nicht das ein eine mit sie ich auf für den die von wie wer wo warum welche hat zu im'
	),
	fr: small(
		'le les et est une des pas vous dans pour ce qui du quelle quel comment pourquoi où je ne ça au'
	),
	es: small('el los y una por con las es del se como más pero qué cómo cuál dónde quién eso muy'),
	it: small('il di che è non gli per sono della con anche più nel perché cosa quale questo'),
	pt: small('os uma não com para do da em é ao você mais são quem onde quais isso'),
	nl: small('het een en niet van dat zijn ik voor op maar ook met wat waar hoe welke waarom')
};

function small(words: string): ReadonlySet<string> {
	return new Set(words.split(' '));
}

// Of the letters of a text: a name or a quotation in another script does not make it that language.
const SCRIPT_SHARE = 0.3;
// One small word may be part of a name.
const FEWEST_WORDS = 2;

/** A BCP 47 tag; `fallback`, whole, where the text is of its language or does not say. */
export function textLanguage(text: string, fallback: string): string {
	const letters = text.match(/\p{L}/gu)?.length ?? 0;
	for (const [script, language] of SCRIPTS) {
		const found = text.match(script)?.length ?? 0;
		if (found > 0 && found >= letters * SCRIPT_SHARE) return like(language, fallback);
	}
	// One that is said again says no more: “What do I do?” is not Portuguese.
	const words = [...new Set(text.toLowerCase().match(/\p{L}+/gu))];
	const counts = Object.entries(SMALL_WORDS).map(([language, known]) => ({
		language,
		count: words.filter((word) => known.has(word)).length
	}));
	const [best, second] = counts.toSorted((a, b) => b.count - a.count);
	if (!best || best.count < FEWEST_WORDS || best.count === second?.count) return fallback;
	return like(best.language, fallback);
}

/** The fallback knows the dialect. */
function like(language: string, fallback: string): string {
	return fallback.split('-')[0]?.toLowerCase() === language ? fallback : language;
}
