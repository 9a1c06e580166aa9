// The creative modifier: acrostics, rhymes, lines that keep to given words. Judged by rules, not by
// taste: any text that keeps them is right.

import type { Draw } from '../grammar.ts';
import { DONT_KNOW } from '../abilities/unknown.ts';
import { NAMES } from '../facts/words.ts';
import { ACROSTIC, BEYOND, RHYME, SENTENCE } from './creative-wordings.ts';
import type { Domain, Hard, Rule } from './domain.ts';
import { RHYMES } from './rhymes.ts';

/** A word or two for every letter, so that an acrostic is a choice and not an invention. */
// prettier-ignore
const LINES: Record<string, string[]> = {
  a: ['Apples fall', 'All is well', 'Air is clear'], b: ['Birds sing', 'Bells ring', 'Bread is warm'], c: ['Clouds pass', 'Cats sleep', 'Come along'], d: ['Days grow long', 'Dogs run', 'Dreams stay'], e: ['Evening comes', 'Every step counts', 'Eyes shine'], f: ['Fields are green', 'Friends meet', 'Fire glows'], g: ['Gold shines', 'Grass grows', 'Good day'], h: ['Hills are high', 'Hope stays', 'Hands are warm'], i: ['Ice melts', 'In the morning', 'Islands wait'], j: ['Joy comes', 'Just begin', 'Jump high'], k: ['Kites fly', 'Keep going', 'Kind words'], l: ['Light falls', 'Leaves turn', 'Laugh aloud'], m: ['Moon is bright', 'Music plays', 'Maybe soon'],
  n: ['Night is quiet', 'New roads', 'Never mind'], o: ['Oceans roll', 'Open doors', 'Only here'], p: ['Paths meet', 'Peace is near', 'Pears are sweet'], q: ['Quiet rain', 'Quick feet'], r: ['Rivers flow', 'Rain falls', 'Roses bloom'], s: ['Stars shine', 'Songs begin', 'Snow falls'], t: ['Trees stand', 'Time flies', 'Tea is hot'], u: ['Under the sky', 'Up we go'], v: ['Valleys rest', 'Voices call'], w: ['Winds blow', 'Water runs', 'Walk with me'], x: ['Xylophones play'], y: ['Years go by', 'You and me'], z: ['Zebras run'],
};
// prettier-ignore
const WORDS_FOR = 'cat dog sun moon star rain snow tree book fish bird home love hope time wind fire lake rose ship road king lamp song milk ring nest leaf gold sand'.split(' ');
function acrostic(draw: Draw): Hard {
	const r = draw.random,
		word = draw.argument(
			() => (r.chance(0.7) ? r.pick(WORDS_FOR) : r.pick(NAMES).toLowerCase()),
			(w) => 'acrostic:' + w
		);
	if (word.length > 5 || !/^[a-z]+$/.test(word)) return acrostic(draw);
	const letters = [...word].map((letter, i) => `${letter}${i + 1}`);
	const shown = r.pick([word, word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1)]);
	return {
		prompt: draw.phrase(ACROSTIC, { w: shown }),
		// Each line by its letter and place: what comes next is read off the word as spelled.
		answer: `${letters.join(' ')}. ${letters.map((at) => `${at}: ${r.pick(LINES[at[0]!]!)}`).join(' / ')}`,
		check: { kind: 'rules', rules: [{ rule: 'acrostic', word }] }
	};
}

function rhyme(draw: Draw): Hard {
	// What rhymes by ear cannot be worked out from the spelling: every word is taught, as a fact is, and
	// what is held out is how it is asked. The next in its family, so that there is one right word to learn.
	const family = draw.random.pick(RHYMES),
		word = draw.random.pick(family),
		other = family[(family.indexOf(word) + 1) % family.length]!;
	return {
		prompt: draw.phrase(RHYME, { w: word }),
		answer: `${word[0]!.toUpperCase()}${word.slice(1)} rhymes with ${other}.`,
		check: { kind: 'rules', rules: [{ rule: 'rhymes', word }] }
	};
}

// prettier-ignore
const ADJECTIVES = 'quiet green small happy bright cold blue tall warm lovely'.split(' ');
const VERBS = 'sings sleeps waits runs shines falls stays moves rests turns'.split(' ');
const PLACES = ['at home', 'in spring', 'all day'];
/** A sentence about `word` in exactly `count` words. */
function sentenceOf(draw: Draw, word: string, count: number): string {
	const r = draw.random,
		[one, two] = r.sample(ADJECTIVES, 2) as [string, string],
		verb = r.pick(VERBS);
	// Each length begins with a word of its own: what follows is settled by the first.
	switch (count) {
		case 3:
			return `The ${word} ${verb}.`;
		case 4:
			return `A ${one} ${word} ${verb}.`;
		case 5:
			return `My ${one} ${word} ${verb} here.`;
		case 6:
			return `One ${one}, ${two} ${word} ${verb} today.`;
		default:
			return `Every ${one}, ${two} ${word} ${verb} ${r.pick(PLACES)}.`;
	}
}

function sentence(draw: Draw): Hard {
	const r = draw.random;
	const [word, count] = draw.argument(
		() => [r.pick(WORDS_FOR), r.int(3, 7)] as const,
		(x) => `sentence:${x.join(':')}`
	);
	const rules: Rule[] = [
		{ rule: 'words', count },
		{ rule: 'contains', word }
	];
	return {
		prompt: draw.phrase(SENTENCE, {
			w: word,
			k: r.chance(0.6) ? count : ['three', 'four', 'five', 'six', 'seven'][count - 3]!
		}),
		answer: sentenceOf(draw, word, count),
		check: { kind: 'rules', rules }
	};
}

export const creative: Domain = {
	id: 'creative',
	invocation: '<|creative|>',
	near: ['copy', 'strings', 'case', 'facts', 'counting'],
	tasks: [
		{ name: 'acrostic', difficulty: 2, weight: 1, make: acrostic },
		{ name: 'rhyme', difficulty: 1, weight: 1, make: rhyme },
		{ name: 'counted words', difficulty: 3, weight: 1, make: sentence }
	],
	neighbour(draw) {
		return {
			prompt: draw.phrase(BEYOND, { w: draw.random.pick(WORDS_FOR) }),
			answer: DONT_KNOW,
			ability: 'unknown'
		};
	}
};
