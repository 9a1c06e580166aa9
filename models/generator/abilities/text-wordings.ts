// How people ask for the letters of a word, or its case. Data only. Texts said back: copy-wordings.ts.
//
// `{w}` is the word or text, `{o}` an ordinal, `{k}` a place, `{c}` a letter; alternatives in
// brackets multiply. The word stands first, last and in the middle, so that no place gives it away.

import type { Wording } from '../grammar.ts';

const WORD = '(the word |)';

// prettier-ignore
export const REVERSE: Wording = {
  np: [
    '{w} from back to front', '{w} mirrored', '{w} (read |written |)(from the end|from right to left|the other way round)', `the mirror image of ${WORD}{w}`, '{w} backwards', '{w} in reverse', 'the reverse of {w}',
    '{w} reversed', '{w} spelled backwards', `${WORD}{w} backwards`, 'the letters of {w} in reverse order', '{w} with its letters (reversed|turned round|in the opposite order)', '{w} spelled from the end',
    `${WORD}{w}, last letter first`, 'the reversed (form|version|spelling) of {w}', '{w} backward', '{w} flipped', 'the backwards (version|spelling|form) of {w}', 'the string {w} reversed', '{w} read back to front',
    '{w} but (spelled|written) (backwards|the wrong way round)', 'the opposite letter order of {w}', '{w} when read from the last letter', 'the back-to-front (form|version|spelling) of {w}',
    '{w} with the letters running backwards', '{w} read in the opposite direction', 'the inverse of the string {w}', 'the word you get by reversing {w}', '{w} from the last letter to the first', 'what {w} is backwards',
  ],
  vp: [
    `mirror ${WORD}{w}`, 'write {w} (from back to front|from right to left|the other way round|the opposite way)', '(turn|flip|swap) {w} (round|backwards|the other way)', 'put the letters of {w} in reverse',
    'read {w} (backwards|from the end)', 'spell {w} from the (end|last letter)', 'reverse (the word |the string |){w}', 'spell {w} backwards', 'write {w} (backwards|in reverse|backward)', `turn ${WORD}{w} around`,
    'flip the letters (of|in) {w}', 'say {w} backwards', 'type {w} in reverse order', 'reverse the letters (of|in) {w}', 'give {w} spelled backwards', 'take {w} and (reverse|flip|turn round|mirror) it',
    'invert (the order of the letters in |the string |){w}', 'begin at the end of {w} and write (it|the letters) to the start', 'rewrite {w} with the last letter first',
    'write the letters of {w} (from last to first|starting with the last)', `print ${WORD}{w} backwards`, 'run {w} backwards', 'reverse the (order of letters|letter order|spelling) (of|in) {w}', 'write down {w}, but backwards',
    'change the order of the letters of {w} so that the last comes first', 'turn the letters of {w} (around|round)', 'spell {w} in reverse', 'make {w} go backwards', 'return {w} reversed', 'output {w} in reverse',
    'show {w} backwards', 'tell me {w} backwards', 'give me the reverse of {w}', 'give me {w} with the letters reversed', 'give back {w} in reverse', 'read the letters of {w} from right to left',
    'list the letters of {w} backwards, as one word', 'reverse this word for me: {w}', 'reverse the following: {w}', 'reverse the following (word|string|text): {w}', 'reverse what I write: {w}', 'turn the word {w} back to front',
    'spell the word {w} backwards', 'say the letters of {w} from last to first', 'write the reverse of {w}', 'write this word backwards: {w}', 'type {w} backwards', 'produce the reverse of {w}',
    'swap the letters of {w} end to end', 'walk through {w} from the end', 'put {w} the wrong way round',
  ],
  q: [
    '{w} (from back to front|in a mirror|the other way round)?', '{w} backwards is?', 'I need {w} (backwards|in reverse|reversed)', 'what is {w} if you read it from the end?', '{w}, reversed please',
    'how would {w} look in reverse?', 'How do you (spell|write|say) {w} backwards?', 'What do you get (when|if) you (reverse|flip|mirror|turn round) {w}?', 'reverse: {w}', '{w}, but backwards',
    'How does {w} read from right to left?', 'How is {w} written backwards?', 'what would {w} look like backwards', '{w}: (reverse|flip|mirror) it', '{w} - reverse (it|this|this word|this string)', 'backwards: {w}',
    'reversed: {w}', '{w} -> (backwards|reversed|reverse)', 'what does {w} (become|turn into|give) (backwards|reversed|in reverse|when reversed)?', 'what comes out when {w} is (reversed|turned around|read backwards)?',
    'In reverse, {w} is?', 'if I (read|write|spell) {w} backwards, what (do I get|comes out|is it)?', 'the word is {w}. (Reverse it.|What is it backwards?|Write it backwards.)',
    'my word is {w}, (now reverse it|say it backwards|flip it)', 'here is a word: {w}. (Turn it around.|Spell it from the end.|Reverse it.)', 'which word is {w} backwards?', 'how to spell {w} from the end',
    'take the string {w}. What is its reverse?', 'the letters of {w}, but from the last to the first', '{w}, (from the end|from last letter to first|in the opposite direction)?', 'reverse this word: {w}', 'reverse this: {w}',
    'reverse of {w}?', 'reverse string {w}', 'flip this around: {w}', 'spell this backwards: {w}', 'can {w} be read backwards? How does it sound?', 'Starting from the end, how (is|do you spell) {w}?',
    "what's {w} (back to front|in reverse order)?", '{w} in backward spelling', 'what is the reverse of {w}?', 'what is the word {w} in reverse?', 'what is the backward spelling of {w}?',
    'what is {w} spelled (backwards|in reverse)?', 'what word is {w} backwards?', 'how is {w} spelled from the back?', 'how does {w} go backwards?', 'how would I (write|type|spell) {w} backwards?', 'can you reverse {w}?',
    'can you (say|spell|write) {w} backwards?', 'could you turn {w} around?', 'the word {w}: backwards?', 'the word {w}, backwards', 'word: {w}. Reverse?', 'input: {w}, output: reversed', 'reverse({w})', 'reversed word of {w}?',
    '{w} reversed?', '{w} backwards?', '{w} reverse', '{w}, what is it backwards?', '{w}, can you reverse it?', '{w}: backwards', '{w}: reversed is?', '{w} in the mirror reads how?',
    'If you look at {w} in a mirror, which letters in which order?', 'Please reverse: {w}', 'Read it backwards: {w}', 'Write backwards: {w}', 'I wrote {w}. Write it the other way round.', 'I want to see {w} backwards',
    'I would write {w} backwards as ...', 'Someone said {w} backwards. What did they say?', 'My friend spells {w} from the end. What does that give?',
  ],
};

// prettier-ignore
export const UPPER: Wording = {
  np: [
    '{w} in (uppercase|upper case|capital letters|capitals|all caps|big letters)', 'the uppercase (version|form) of {w}', 'the all-caps (version|form) of {w}',
    `${WORD}{w} (written|typed|printed) in (capitals|all caps|capital letters)`, '{w}, every letter (capital|capitalized|big)', '{w} with (only |)capital letters', '{w} capitalized completely',
    '{w} (in block letters|in block capitals|all uppercase)', 'the capitalized-all-over form of {w}', '{w} as it looks with caps lock', 'the word {w} in caps', '{w} in caps', '{w} in upper-case letters',
    'the big-letter version of {w}',
  ],
  vp: [
    '(type|print|say) {w} (in (all caps|capitals|capital letters|big letters)|with caps lock( on|))', 'use (capital|big|upper case) letters for {w}', 'make {w} (all capitals|big letters|upper case)', 'put caps lock on for {w}',
    'turn all letters of {w} into capitals', 'write {w} in (uppercase|capitals|capital letters|all caps)', 'make {w} (uppercase|all caps)', 'convert {w} (to|into) (uppercase|capital letters|upper case|all caps)',
    `uppercase ${WORD}{w}`, 'capitalize every letter (of|in) {w}', 'turn {w} into (capitals|uppercase|all caps)', 'put {w} in (capitals|all caps|capital letters)', 'change {w} to (upper case|capitals)', 'shout {w}',
    'shout the word {w} in capitals', 'upcase {w}', 'give {w} capital letters only', 'rewrite {w} (in|with) (capitals|all capital letters|big letters)', `transform ${WORD}{w} (to|into) (capitals|upper case)`,
    'make every letter (of|in) {w} (a capital|uppercase|big)', 'return {w} in uppercase', 'raise {w} to upper case', 'set {w} in capitals', 'take {w} and (put|write) it in capitals', 'uppercase all (the |)letters (of|in) {w}',
    'spell {w} with capitals', 'replace the small letters of {w} with capitals', 'show {w} in (capitals|all caps)', 'give me {w} in (capitals|upper case|all caps)', 'give {w} back in capitals', 'tell me {w} in capital letters',
    'write the word {w} in capitals', 'write this in capitals: {w}', 'type the word {w} in all caps', 'print this in upper case: {w}', 'put the word {w} in capital letters', 'put every letter of {w} in upper case',
    'change every letter of {w} to a capital', 'convert this to uppercase: {w}', 'uppercase this: {w}', 'capitalize all letters of {w}', 'make this uppercase: {w}', 'write {w} all big', 'write {w} loud', 'output {w} in capitals',
    'switch {w} to capitals',
  ],
  q: [
    '{w} in (all caps|capitals|capital letters|upper case)?', '{w}, but in (capitals|all caps|capital letters)', 'I need {w} in (capitals|all caps|capital letters|big letters)', 'how does {w} look with caps lock on?',
    'all caps: {w}', '{w}, everything in capitals', 'can I have {w} in (capitals|uppercase)?', 'How does {w} look in (capitals|uppercase)?', 'uppercase: {w}', 'How (do|would) you write {w} in capital letters?', '{w} uppercase',
    '{w} -> (uppercase|upper|all caps)', 'upper case of {w}?', '{w}: (all caps|in capitals|make it uppercase)', '{w}, all (capitals|caps|uppercase)( please|)', 'capitals: {w}', 'to upper case: {w}',
    'how is {w} written with caps lock?', 'what is {w} in (capitals|upper case|all caps)?', 'the word is {w}. (Write it in capitals.|Make it all caps.|Now in upper case.)',
    '{w} should be in (all caps|capitals). How does it look?', 'what does {w} look like (in capitals|if you shout it|with all letters big)?', 'which is the capital form of {w}?', '{w} with (big letters|caps lock)',
    'here is {w}, (uppercase it|put it in capitals)', 'shout this: {w}', 'make this all caps: {w}', 'put this in capitals: {w}', '{w} in big letters, how?', 'turn this into capital letters: {w}',
    'the sign should say {w} in capitals', 'what does {w} look like with capital letters only?', 'what is {w} with caps lock?', 'what would {w} be in upper case?', 'how would {w} look in all caps?',
    'how is {w} written in capitals?', 'how do I write {w} in all caps?', 'can you write {w} in capitals?', 'can you put {w} in upper case?', 'could you uppercase {w}?', 'could you write {w} in big letters?',
    'capital letters: {w}', 'big letters: {w}', 'in capitals: {w}', 'in caps: {w}', 'caps: {w}', 'UPPERCASE: {w}', 'upper({w})', 'uppercase of {w}', 'uppercase of {w}?', '{w} in caps', '{w} in caps?', '{w} all caps',
    '{w} to upper case', '{w}, uppercase', '{w}: uppercase?', '{w}: capitals', 'I want {w} in capital letters', 'I would like to see {w} in capitals', 'My caps lock is broken. Write {w} in capitals for me',
    'Write in capitals: {w}', 'Please uppercase: {w}', 'For the headline: {w} in all caps',
  ],
};

// prettier-ignore
export const LOWER: Wording = {
  np: [
    '{w} in (lowercase|lower case|small letters)', 'the lowercase (version|form) of {w}', '{w} with (only |)small letters', `${WORD}{w} (written|typed) in (small letters|lower case|lowercase)`,
    '{w} without (any |)(capitals|capital letters)', '{w} all lowercase', 'the small-letter (form|version) of {w}', '{w} in lower-case letters', 'the word {w} in small letters', '{w} as it looks without caps lock',
    '{w} with the capitals removed', 'the lower-case spelling of {w}',
  ],
  vp: [
    'remove the capitals (from|in) {w}', 'write {w} without capital letters', 'use (small|lower case) letters for {w}', 'write {w} in (lowercase|lower case|small letters)', 'make {w} (lowercase|lower case|small)',
    'convert {w} (to|into) (lowercase|lower case|small letters)', 'lowercase {w}', 'turn {w} into (lowercase|small letters)', 'put {w} in (small letters|lower case)', 'downcase {w}',
    'change {w} to (lower case|small letters|lowercase)', 'turn caps lock off for {w}', 'type {w} in (small letters|lowercase)', 'say {w} in small letters', 'rewrite {w} (in|with) (small letters|lower case)',
    'make every letter (of|in) {w} (small|lowercase)', 'stop shouting {w}', 'drop the capitals (of|from|in) {w}', `transform ${WORD}{w} to lower case`, 'return {w} in lowercase', 'take {w} and make it lowercase',
    'replace the capitals in {w} with small letters', 'set {w} in small letters', 'lowercase all letters (of|in) {w}', 'show {w} in (lowercase|small letters)', 'give me {w} in (lowercase|lower case|small letters)',
    'give {w} back in small letters', 'tell me {w} in small letters', 'write the word {w} in lower case', 'write this in small letters: {w}', 'write this in lower case: {w}', 'type this in lowercase: {w}',
    'print {w} in lower case', 'put the word {w} in small letters', 'put every letter of {w} in lower case', 'change every letter of {w} to a small one', 'convert this to lowercase: {w}', 'lowercase this: {w}',
    'lowercase the word {w}', 'output {w} in lowercase', 'switch {w} to small letters', 'get {w} out of capitals', 'undo caps lock for {w}',
  ],
  q: [
    '{w} in (small letters|lower case|lowercase)?', '{w} without capitals', 'I need {w} in (lowercase|small letters|lower case)', 'no capitals: {w}', 'How does {w} look in (lowercase|small letters)?', 'lowercase: {w}',
    '{w} lowercase', 'How do you write {w} in small letters?', '{w} -> (lowercase|lower|small letters)', '{w}: (in lower case|make it lowercase|small letters please)', '{w}, all (lowercase|small|small letters)( please|)',
    'to lower case: {w}', 'small letters: {w}', 'what is {w} in (lowercase|small letters|lower case)?', 'how is {w} written without capitals?', 'the word is {w}. (Make it lowercase.|Write it in small letters.)',
    'what does {w} look like (in small letters|without capitals)?', 'make this lowercase: {w}', 'put this in small letters: {w}', 'lower case of {w}?', '{w}, but (lowercase|in small letters|without capitals)',
    'I typed {w} with caps lock on, (fix it|make it lowercase)', 'can I have {w} in (lower case|small letters)?', 'how would {w} be in lower case?', 'turn this into small letters: {w}',
    'I want {w} in (lowercase|small letters) only', 'what does {w} look like in lower case?', 'what is {w} without caps lock?', 'what would {w} be in small letters?', 'how would {w} look without capitals?',
    'how is {w} written in lower case?', 'how do I write {w} in lowercase?', 'can you write {w} in small letters?', 'can you put {w} in lower case?', 'could you lowercase {w}?', 'lower-case letters: {w}', 'in small letters: {w}',
    'in lower case: {w}', 'LOWERCASE: {w}', 'lower({w})', 'lowercase of {w}', '{w} in lowercase', '{w} in small letters', '{w} to lower case', '{w} to lowercase?', '{w}, lowercase', '{w}: lowercase?', '{w}: small letters',
    'I would like to see {w} in small letters', 'My caps lock got stuck: {w}. Write it in small letters', 'Someone shouts {w}. Write it in small letters', 'Write in lower case: {w}', 'Please lowercase: {w}',
  ],
};

// prettier-ignore
export const LENGTH: Wording = {
  np: [
    `the size of ${WORD}{w} in letters`, 'the character count of {w}', `the length of ${WORD}{w}`, `the number of (letters|characters) in ${WORD}{w}`, 'the letter count (of|for) {w}', 'how many letters {w} has',
    `the length of the string {w}`, '{w} counted in letters', "{w}'s length", 'the total number of letters (of|in) {w}', 'the count of letters in {w}', 'the count of characters in {w}', 'the number of letters {w} has',
    'the number of letters it takes to spell {w}', 'how long {w} is', 'how many characters {w} has', 'the length in letters of {w}', 'the letter total of {w}',
  ],
  vp: [
    'tell me the length of {w}', 'say how long {w} is', 'work out how many letters {w} has', `count the letters (of|in) ${WORD}{w}`, 'tell me how many letters {w} has', 'measure the length of the word {w}',
    'count how many letters (are|there are) in {w}', 'measure {w}', 'count (the |all |)characters (of|in) {w}', 'find (out |)how many letters (make up|are in) {w}', 'determine the length of {w}', 'take {w} and count its letters',
    'go through {w} and count the letters', 'check how long {w} is', 'count every letter of {w}', 'find the length of {w}', 'give me the length of {w}', 'give the number of letters in {w}', 'tell me how long {w} is',
    'tell me the number of (letters|characters) in {w}', 'say how many letters there are in {w}', 'say how many characters {w} has', 'count up the letters of {w}', 'count the letters: {w}', 'count the letters in this word: {w}',
    'count the characters in this: {w}', 'count all the letters that {w} has', 'work out the length of {w}', 'calculate the length of {w}', 'compute the length of the string {w}', 'figure out how long {w} is',
    'figure out how many letters {w} has', 'get the length of {w}', 'add up the letters of {w}', 'number the letters of {w} and give the total',
  ],
  q: [
    '{w} is how long?', 'how many letters (do I need|does it take) to (write|spell) {w}?', '{w} - how many (letters|characters)?', '(letters|characters) in the word {w}?', 'the word {w} is made of how many letters?',
    'number of letters: {w}', 'number of (letters|characters) in {w}?', 'how many characters long is {w}?', '{w} has how many (characters|letters)?', `How many letters are (there |)in ${WORD}{w}?`, `How long is ${WORD}{w}?`,
    `How many (letters|characters) does ${WORD}{w} (have|contain)?`, 'length: {w}', 'How many characters are in {w}?', '{w}: how many letters?', 'how many letters has {w}', 'letters in {w}?', '{w}: how long is it?',
    '{w}, how (long is it|long is that word|many letters|many characters)?', 'length of {w}', '{w} length?', 'len of {w}?', 'how long is the (string|word) {w} in letters?',
    'If I spell {w}, how many letters (is that|do I write)?', 'what is the (length|letter count|number of letters) of {w}?', 'the word is {w}. (How long is it?|How many letters?|Count its letters.)',
    'how many letters (make up|form|build) {w}?', 'In {w}, how many letters (are there|do you count|can you count)?', '{w} consists of how many letters?', '{w} counts how many letters?',
    'how many tiles do I need (for|to lay) {w}?', 'a crossword answer is {w}. How many boxes?', 'how many (boxes|squares|spaces) does {w} fill in a crossword?', 'is {w} long? How many letters?', 'what length does {w} have?',
    'letter count: {w}', 'count letters: {w}', 'how big is the word {w}, in letters?', 'with how many letters is {w} written?', 'my word is {w}, how many letters does it have?', '{w} takes up how many characters?',
    'count this: {w}, how many letters?', '(do you know|can you say|I wonder|tell me) how long {w} is', '(do you know|can you tell me|I want to know) how many (letters|characters) are in {w}',
    'what is the length of the word {w}?', 'what is the number of characters in {w}?', 'how many letters is {w}?', 'how many letters long is {w}?', 'how many letters are used in {w}?', 'how many letters can you count in {w}?',
    'how many letters in total does {w} have?', 'how many letters do you see in {w}?', 'how many letters did I type: {w}?', 'how many characters is {w}?', 'how many characters do I type for {w}?', 'how many signs does {w} have?',
    'how long a word is {w}?', 'how long is this word: {w}?', 'how long is this: {w}?', 'how large is {w}, counted in letters?', 'letters in the word {w}?', 'letters of {w}: how many?', 'letter count of {w}?',
    'character count: {w}', 'characters in {w}?', 'count of letters in {w}?', 'count the letters: {w}', 'length({w})', 'length of the word {w}?', 'length of {w}?', 'word length of {w}?', 'word: {w}. Length?',
    'the word {w}: how many letters?', 'the word {w} has how many letters?', 'the word {w} is how long?', 'the length of {w} is?', '{w} = how many letters?', '{w} in letters: how many?', '{w} contains how many letters?',
    '{w} has what length?', '{w}, length?', '{w}, letter count?', '{w}: length?', '{w}: number of letters?', '{w} - length?', 'I count the letters in {w}. How far do I get?', 'I spelled {w}. How many letters did I use?',
    'I wrote {w}. How many letters are that?', 'If I count the letters in {w}, what do I get?', 'Is {w} a long word? How many letters?', 'My sign says {w}. How many letters must I paint?', 'Can you count the letters in {w}?',
    'Could you count how many letters {w} has?',
  ],
};

/** The letter at a place said by an ordinal: "first", "3rd", "last". */
const placed = (o: string): Wording => ({
	np: [
		`the ${o} letter of {w}`,
		`the ${o} letter of the word {w}`,
		`the ${o} letter (in|from) {w}`,
		`the ${o} letter in the word {w}`,
		`the ${o} character (of|in) {w}`,
		`{w}'s ${o} letter`,
		`the letter that comes ${o} in {w}`,
		`the ${o} letter when you spell {w}`
	],
	vp: [
		`give me the ${o} letter (of|in) {w}`,
		`find the ${o} (letter|character) (of|in) {w}`,
		`take {w} and (name|say|give) its ${o} letter`,
		`name the ${o} letter of the word {w}`,
		`pick the ${o} letter (of|from|out of) {w}`,
		`say the ${o} letter of {w}`,
		`look at {w} and tell me the ${o} letter`,
		`point out the ${o} letter of {w}`,
		`write down the ${o} letter of {w}`
	],
	q: [
		`Which letter is the ${o} one in {w}?`,
		`With the word {w}, which letter comes ${o}?`,
		`${o} letter (of|in) {w}`,
		`${o} letter of {w}?`,
		`Which letter comes ${o} in {w}?`,
		`{w}: ${o} letter?`,
		`{w}, ${o} letter?`,
		`{w} - ${o} letter?`,
		`{w}, (which|what) letter is ${o}?`,
		`{w}: which letter (comes|is|stands) ${o}?`,
		`In {w}, (what|which) is the ${o} letter?`,
		`in {w}, what letter comes ${o}?`,
		`what letter is ${o} in {w}`,
		`what's the ${o} (letter|character) (of|in) {w}?`,
		`${o} letter: {w}`,
		`${o} character of {w}?`,
		`the ${o} letter of {w} is (which|what)?`,
		`the ${o} letter in the word {w} is?`,
		`if you spell {w}, what is the ${o} letter?`,
		`I need the ${o} letter of {w}`,
		`the word is {w}. (What is its ${o} letter?|Its ${o} letter?|Give me the ${o} letter.)`,
		`what do you find as the ${o} letter of {w}?`,
		`what comes ${o} in the word {w}?`,
		`which character (is|comes) ${o} in {w}?`,
		`Spelling {w}, which letter (do I write|is) ${o}?`,
		`what is {w}'s ${o} letter?`,
		`for {w}, what is the ${o} letter?`,
		`{w} has which letter as its ${o} one?`,
		`take {w}: what is its ${o} letter?`,
		`how does the ${o} letter of {w} look?`,
		`what is the ${o} letter you see in {w}?`
	]
});
const first = placed('first'),
	last = placed('last'),
	nth = placed('{o}');

// prettier-ignore
export const FIRST: Wording = {
  np: [
    ...first.np!, 'the initial (letter |)of {w}', 'the letter {w} (starts|begins) with', 'the (starting|opening|leading) letter of {w}', 'the letter at the (start|beginning|front) of {w}', `the very first letter of ${WORD}{w}`,
    'the letter in front of {w}', 'the letter {w} opens with', 'the starting character of {w}', 'the first of the letters of {w}', 'what {w} starts with',
  ],
  vp: first.vp!,
  q: [
    ...first.q!, '{w} (starts|begins) with (which|what) letter?', `${WORD}{w} (starts|begins) with?`, 'what letter is at the (front|start|beginning) of {w}?', `Which letter does ${WORD}{w} (start|begin|open) with?`,
    'With (which|what) letter does {w} (start|begin)?', 'What does {w} (start|begin) with?', 'what letter (begins|starts|opens) {w}', 'initial of {w}?', 'starting letter of {w}', 'where does {w} start, which letter?',
    '{w} - starts with?', '{w}: starts with which letter?', 'under which letter do I look up {w}?', 'what is the letter before all others in {w}?', 'what does the word {w} start with?', 'what does {w} open with?',
    'what is the first character of {w}?', 'what is the initial of {w}?', 'what is the beginning letter of {w}?', 'what is the letter that {w} starts with?', 'which letter starts {w}?', 'which letter is in front in {w}?',
    'which letter is at the beginning of {w}?', 'which letter do I write first in {w}?', 'which letter comes before the others in {w}?', 'how does {w} start? Which letter?', 'start of {w}: which letter?', 'starts with: {w}',
    '{w} starts with?', '{w} begins with?', '{w} begins with what?', '{w}, starting letter?', '{w}: initial?', '{w}, what does it start with?', 'the word {w} starts with which letter?', 'the beginning of {w} is which letter?',
    'I begin to spell {w}. Which letter do I say?', 'If I start to write {w}, which letter is it?', 'With what does {w} begin?', 'In a dictionary, under which letter is {w}?',
  ],
};
// prettier-ignore
export const LAST: Wording = {
  np: [
    ...last.np!, 'the final (letter|character) (of|in) {w}', 'the letter {w} ends (with|in|on)', 'the letter at the end of {w}', `the very last letter of ${WORD}{w}`, 'the (ending|closing) letter of {w}', 'the end letter of {w}',
    'the letter that closes {w}', 'the letter {w} finishes with', 'the last of the letters of {w}', 'the ending character of {w}', 'what {w} ends with',
  ],
  vp: [
    ...last.vp!, 'name the final letter of {w}', 'give me the letter at the end of {w}', 'tell me the letter at the end of {w}', 'find the letter {w} ends with', 'say with which letter {w} ends',
    'pick the letter at the end of {w}',
  ],
  q: [
    ...last.q!, '{w} (ends|stops|finishes) (with|in) (which|what) letter?', `${WORD}{w} ends with?`, 'what letter (is|comes|stands) at the end of {w}?', `Which letter does ${WORD}{w} (end|finish|stop) with?`,
    'With (which|what) letter does {w} end?', 'What does {w} end (with|in|on)?', 'what letter (ends|closes|finishes) {w}', 'final letter of {w}?', 'final letter: {w}', 'ending letter of {w}', '{w}: ends with which letter?',
    'what is the final letter of {w}?', 'which letter do I write last in {w}?', 'at the end of {w}, which letter is there?', 'what does the word {w} end with?', 'what does {w} close with?', 'what is the last character of {w}?',
    'what is the end letter of {w}?', 'what is the ending letter of {w}?', 'what is the letter that {w} ends with?', 'what is at the very end of {w}?', 'which letter ends {w}?', 'which letter is at the end of {w}?',
    'which letter closes {w}?', 'which letter comes after all the others in {w}?', 'which letter stands at the end of {w}?', 'how does {w} end? Which letter?', 'end of {w}: which letter?', 'ends with: {w}', '{w} ends with?',
    '{w} ends in?', '{w} ends with what?', '{w}, ending letter?', '{w}: final letter?', '{w}, what does it end with?', 'the word {w} ends with which letter?', 'the end of {w} is which letter?',
    'I finish writing {w}. Which letter did I write last?', 'If I read {w} to the end, which letter is the last?', 'With what does {w} end?',
  ],
};
// prettier-ignore
export const NTH: Wording = {
  np: [
    ...nth.np!, 'letter number {k} (of|in) {w}', 'letter {k} (of|in) {w}', 'character {k} of {w}', 'the letter at (position|place|index|spot) {k} (of|in) {w}', `letter {k} of the word {w}`, 'the letter in place {k} of {w}',
    'the letter with number {k} in {w}', 'the character at position {k} in {w}', 'the {o} of the letters of {w}',
  ],
  vp: [
    ...nth.vp!, 'give me letter {k} of {w}', 'find the letter at position {k} of {w}', 'name letter number {k} of {w}', 'count to letter {k} of {w}', 'tell me letter {k} of {w}', 'tell me the {o} letter of {w}',
    'say letter number {k} in {w}', 'say which letter is number {k} in {w}', 'pick letter {k} out of {w}', 'show the {o} letter of {w}', 'go to letter {k} of {w}', 'extract the {o} letter of {w}',
  ],
  q: [
    ...nth.q!, '{w} - letter {k}?', '{w}, letter {k}?', '{w}: letter number {k}', 'position {k} in {w}: which letter?', 'which letter has {w} at place {k}?', 'in {w}, letter {k} is?',
    'Which letter is (at|in|on) (position|place) {k} (in|of) {w}?', 'what is (letter|letter number|character) {k} (in|of) {w}', 'letter {k}: {w}', 'letter no. {k} of {w}?', 'what stands at (position|place) {k} of {w}?',
    'counting from the left, what is the {o} letter of {w}?', 'if I count the letters of {w}, which is number {k}?', 'what is the {o} character in {w}?', 'what letter has number {k} in {w}?',
    'what letter is at position {k} in {w}?', 'what letter is in place {k} of {w}?', 'which letter has the number {k} in {w}?', 'which letter is number {k} in {w}?', 'which is the {o} letter of {w}?',
    'which is letter {k} of {w}?', 'letter {k} in {w}?', 'letter {k} in the word {w}', 'letter number {k} in {w}?', 'character {k} in {w}?', 'char {k} of {w}', 'place {k} of {w}: letter?', 'position {k} of {w}?',
    '{w}: letter {k}?', '{w}: {o} letter', '{w}: position {k}', '{w}, the {o} letter is?', '{w}, {o} character?', '{w} - the {o} letter?', 'the {o} letter of {w}', 'the {o} letter of {w}?', 'the {o} letter in {w}?',
    'in {w}, which letter has number {k}?', 'in {w}, letter number {k}?', 'in the word {w}, letter {k}?', 'I spell {w}. Which letter do I say as the {o}?', 'I number the letters of {w}. Which one gets {k}?',
    'If I stop at letter {k} of {w}, which is it?',
  ],
};

// prettier-ignore
export const SPELL: Wording = {
  np: [
    'the spelling of {w}', 'the letters of {w}', '{w} letter by letter', 'the letters in {w}, one by one', '{w} (spelled|spelt) out', 'the single letters of {w}', 'the letters that make up {w}',
    '{w} with spaces between the letters', 'all (the |)letters of {w} in order', 'the letters of the word {w} one by one', 'the letter sequence of {w}', 'each letter of {w}', 'every single letter of {w}',
    '{w} one letter at a time', '{w} split into letters', '{w} in single letters', 'the letters you need for {w}',
  ],
  vp: [
    'break {w} into letters', 'spell {w} (slowly|letter by letter|out|for me)', 'give me {w} one letter at a time', `spell ${WORD}{w}`, 'spell out {w}', 'write {w} letter by letter', 'list (all |)the letters (of|in) {w}',
    'separate the letters of {w}', 'split {w} into (its |)(letters|characters)', 'put (spaces|a space|blanks) between the letters of {w}', 'take {w} apart letter by letter', 'say {w} letter by letter',
    'name (each|every) letter (of|in) {w}', 'show the letters of {w} one by one', 'separate {w} into single letters', 'write out the letters of {w}', 'write {w} with spaces between the letters', 'chop {w} into letters',
    'dictate {w} letter by letter', 'space out (the letters of |){w}', 'enumerate the letters of {w}', 'go through {w} one letter at a time', 'read out the letters of {w}', 'spell me {w}', 'spell the following: {w}',
    'spell this word for me: {w}', 'spell out the word {w}', 'spell the name {w}', 'spell {w} with spaces', 'spell {w} for my son', 'spell {w} one letter after the other', 'tell me the letters of {w}', 'tell me how to spell {w}',
    'tell me how {w} is spelled', 'give me the spelling of {w}', 'give me the letters of {w}', 'give the letters of {w} in order', 'show me the letters of {w}', 'show me how to spell {w}', 'show {w} letter by letter',
    'show the spelling of {w}', 'say the letters of {w}', 'say each letter of {w}', 'list each letter in {w}', 'list the letters: {w}', 'write the letters of {w} apart', 'write the single letters of {w}',
    'type {w} letter by letter', 'print the letters of {w} one after the other', 'separate {w} letter by letter', 'divide {w} into letters', 'break up {w} into its letters', 'break the word {w} down into letters',
    'cut {w} into letters', 'pull {w} apart into letters',
  ],
  q: [
    '{w}, letter by letter', 'how do I (spell|write) {w}?', 'the spelling of {w}?', 'can you spell {w}?', '{w} - how is it (spelled|written)?', 'what is the (right|correct) spelling of {w}', 'How (do|would) you spell {w}?',
    'How is {w} spelled?', 'spell: {w}', 'what letters are in {w}', 'Which letters (make up|are in|form) {w}?', '{w}: spell it', '{w}, spell it', '{w}, spelled out please', '{w} spelling', 'spelling of {w}', 'spell this: {w}',
    'spell this word: {w}', 'letters: {w}', 'letter by letter: {w}', 'one letter at a time: {w}', 'the word is {w}. (Spell it.|How is it spelled?|Which letters?)', 'what are the letters of {w}?',
    'which letters do I need for {w}, in order?', '{w} as single letters', '{w} with spaces in between', 'how does one spell {w} correctly?', 'I never know how to spell {w}', 'is {w} hard to spell? How does it go?',
    'How does the spelling of {w} go?', 'what letters do I type for {w}?', 'how to write {w}, letter by letter', '(do you know|can you tell me|show me) how {w} is (spelled|written)', 'how to spell {w}',
    'how do you spell the word {w}?', 'how do you write {w}, letter by letter?', 'how is the word {w} spelled?', 'how is {w} spelt?', 'how would I spell {w}?', 'how would {w} be spelled out?',
    'how does {w} look letter by letter?', 'what is the spelling of {w}?', 'what are the letters in {w}?', 'what are the single letters of {w}?', 'what letters make up {w}?', 'what letters does {w} have?',
    'which letters does {w} have?', 'which letters are there in {w}, in order?', 'which letters do I need to write {w}?', 'can you spell the word {w}?', 'can you spell out {w}?', 'can you give me the letters of {w}?',
    'could you spell {w}?', 'could you spell this: {w}?', 'could you list the letters of {w}?', 'do you know the spelling of {w}?', 'spelling: {w}', 'spell out: {w}', 'spelled out: {w}', 'spell word {w}', 'the letters of {w}?',
    'the letters in {w}?', 'the word {w}, spelled', 'word: {w}. Letters?', '{w}, how do you spell that?', '{w}, which letters?', '{w}, letter for letter', '{w}: letters?', '{w}: spelling?', '{w}: spell it out', '{w} - spell it',
    '{w} spelled?', '{w} letter by letter', "I can't spell {w}", 'I want to spell {w}', 'I need the spelling of {w}', 'I need to write {w}, how is it spelled?', 'My name is not {w}, but how is {w} spelled?',
    'Someone asked how {w} is spelled', 'Is it hard to spell {w}? Show me', 'Help, how do I spell {w}?', 'Spelling bee: {w}', 'Spelling test: {w}',
  ],
};

// prettier-ignore
export const COUNT: Wording = {
  np: [
    'the number of {c} in {w}', 'the number of times {c} (appears|occurs|is) in {w}', "how many {c}'s {w} has", `the count of the letter {c} in ${WORD}{w}`, "the number of {c}'s in {w}", 'the frequency of {c} in {w}',
    'the number of letters {c} in {w}', 'the {c} count (of|in) {w}', 'how many {c} there are in {w}', 'how many times {c} is in {w}', 'how often {c} is in {w}', 'the amount of {c} in {w}', 'the number of the letter {c} in {w}',
    'the total of {c} in {w}', 'the occurrences of {c} in {w}, counted',
  ],
  vp: [
    `count (all |)the {c}'s (in|inside) ${WORD}{w}`, 'count each {c} in {w}', 'tell me how many {c} are in {w}', 'find all {c} in {w} and count them', 'count the letter {c} in {w}', "count the {c}'s in {w}",
    'count how (many times|often) {c} (is|appears) in {w}', `count how many {c} ${WORD}{w} has`, 'find how many times {c} occurs in {w}', 'take {w} and count the {c}', 'look for {c} in {w} and count',
    'go through {w} and count (every|each) {c}', `check ${WORD}{w} for {c} and count`, 'say how often {c} (appears|is) in {w}', 'work out how many {c} are in {w}', 'determine how often the letter {c} occurs in {w}',
    "add up the {c}'s in {w}", 'tell me how often you see {c} in {w}', 'find the number of {c} in {w}', 'count {c} in {w}', 'count every {c} in {w}', 'count how many {c} there are in {w}',
    'count how many times the letter {c} comes in {w}', 'count the number of {c} in {w}', 'count the occurrences of {c} in {w}', 'count the letters {c} in {w}', 'tell me the number of {c} in {w}',
    'tell me how many times {c} is in {w}', 'tell me how often {c} comes up in {w}', 'give me the number of {c} in {w}', 'give the count of {c} in {w}', 'say how many {c} {w} has', 'say how many times {c} is in {w}',
    'find out how many {c} {w} has', 'find out how often {c} is in {w}', 'figure out how many {c} are in {w}', 'see how many {c} there are in {w}', 'check how many {c} are in {w}', 'check how often {c} is in {w}',
    'search {w} for {c} and count', 'spell {w} and count each {c}', 'read {w} and count how often you meet {c}', 'total the {c} in {w}',
  ],
  q: [
    "{c}'s in {w}?", '{w} has how many {c}?', '{c} in {w}: how many times?', 'number of {c} in {w}?', '(the letter |){c}: how often in {w}?', 'how often do I (write|type|need) {c} (in|for) {w}?',
    'in the word {w}, how many times is there a {c}?', `How many {c}('s|) are (there |)in ${WORD}{w}?`, 'how many {c}s (in|are in|does it have in) {w}',
    `How often does (the letter |){c} (occur|appear|come up|show up) in ${WORD}{w}?`, `How many times does (the letter |){c} (occur|appear|show up|come) in ${WORD}{w}?`, 'How many times is {c} in the word {w}?',
    "How many {c}('s|) does {w} (have|contain)?", 'How many letters {c} (are|are there) in {w}?', 'In {w}, how many {c} are there?', "{w}: how many {c}('s|)?", '{w}, how many {c}?', '{w} - how many times {c}?',
    '{w}: (count the {c}|number of {c})', 'how many times do you see {c} in {w}?', 'count of {c} in {w}', 'count {c} in {w}', 'how often is {c} (in|part of|used in|found in) {w}?', '{w} contains {c} how (often|many times)?',
    "what is the number of {c}('s|) in {w}?", 'the letter {c} appears in {w} how (often|many times)?', 'If you spell {w}, how (often|many times) do you (say|write|need) {c}?',
    'the word is {w}. How many {c} (are in it|does it have|does it contain)?', 'is there a {c} in {w}, and how many?', 'how many of the letters (in|of) {w} are {c}?', 'Of the letters in {w}, how many are {c}?',
    'how many {c} are hiding in {w}?', 'how many {c} can you (find|see|count) in {w}?', '{c} - how many in {w}?', "how many {c}'s would I need to spell {w}?", 'with {w}, how often does {c} come?', 'how much {c} is in {w}?',
    'times {c} occurs in {w}?', '(do you know|can you say|tell me|I wonder) how (often|many times) {c} is in {w}', 'how (often|many times) {c} in {w}', 'how many {c} in {w}?', 'how many {c} in the word {w}?',
    'how many {c} does the word {w} have?', 'how many {c} are used in {w}?', 'how many {c} do you see in {w}?', 'how many {c} do you find in {w}?', 'how many {c} has {w}?', 'how many {c} are written in {w}?',
    'how many of {c} are in {w}?', 'how many of the letter {c} are there in {w}?', 'how many letters are {c} in {w}?', 'how many times can you find {c} in {w}?', 'how many times do I write {c} in {w}?',
    'how many times does {w} have {c}?', 'how many times does {w} use {c}?', 'how many times is the letter {c} used in {w}?', 'how many times will I type {c} for {w}?', 'how often can you see {c} in {w}?',
    'how often do you find {c} in {w}?', 'how often does {c} appear in the word {w}?', 'how often does {w} have the letter {c}?', 'how often is there a {c} in {w}?', 'how often is the letter {c} in {w}?',
    'what is the count of {c} in {w}?', 'what is the total of {c} in {w}?', 'in {w}, how often is there a {c}?', 'in {w}, how often do you see {c}?', 'in {w}, how many letters are {c}?', 'in {w}, count the {c}',
    'in the word {w}, how many {c}?', 'in the word {w}, how many are {c}?', 'in the word {w}, how often do you find {c}?', 'for {w}, how many {c} do I need?', 'letter {c} in {w}: how many?',
    'letter {c}, word {w}: how many times?', 'word {w}, letter {c}: count?', 'count({c}, {w})', 'count of the letter {c} in {w}?', 'number of letters {c} in {w}?', 'occurrences of {c} in {w}?', '{c} in {w}?',
    '{c} in {w}, how many?', '{c} is in {w} how often?', '{c} occurs in {w} how many times?', '{c}: how many in {w}?', '{w} has {c} how many times?', '{w} with how many {c}?', '{w}: how often {c}?', '{w}: how many times {c}?',
    '{w}: {c} count?', '{w}, how often {c}?', '{w}, letter {c}, how many?', '{w} - how many {c}?', 'I am counting the {c} in {w}. How many are there?', 'I looked for {c} in {w}. How many did I find?',
    'I want to know how many {c} are in {w}', 'If I cross out every {c} in {w}, how many do I cross out?', 'If I count each {c} in {w}, what do I get?', 'Can you count the {c} in {w}?', 'Could you count how many {c} are in {w}?',
    'Please count: {c} in {w}',
  ],
};

// prettier-ignore
export const TITLE: Wording = {
  vp: ['write "{w}" in title case', 'title case "{w}"', 'put "{w}" in title case', 'convert "{w}" to title case', 'capitalize each word (of|in) "{w}"', 'capitalize the words of "{w}"', 'capitalize the first letter of (each|every) word in "{w}"', 'make "{w}" title case', 'turn "{w}" into (a title|title case)', 'write "{w}" with a capital on each word', 'start (each|every) word of "{w}" with a capital( letter|)', 'change "{w}" to title case', 'give each word of "{w}" a capital', 'format "{w}" as a title'],
  np: ['"{w}" in title case', 'the title case of "{w}"', '"{w}" as a title', 'the title case (form|version) of "{w}"', '"{w}" with every word capitalized'],
  q: ['"{w}" with (capital first letters|each word capitalized)', 'title case of "{w}"?', 'how would "{w}" look as a title?', 'How is "{w}" written in title case?', 'title case: {w}', '{w} -> title case', '{w}, in title case', '"{w}": title case please', 'what is "{w}" in title case?', 'capitalize each word: {w}', 'each word with a capital: {w}', 'how do I write "{w}" as a (title|headline)?', '"{w}" as a headline, with capitals', 'make this title case: {w}', 'every word capitalized: {w}'],
};
