// Facts: relations over the tables in ../facts, both ways round. Not what is unknown: unknown.ts.

import { capitalise, casually, type Draw, type Exchange, type Wording } from '../grammar.ts';
import { COUNTRIES } from '../facts/geography.ts';
import * as W from '../facts/words.ts';
import { contracted } from './contractions.ts';
import { CHOICE, VERIFY } from './fact-checks.ts';
import { ASKED_FACT_WORDINGS } from './facts-asked.ts';
import { PLAIN_FACT_WORDINGS } from './facts-more.ts';
import { FACT_STYLES } from './facts-styles.ts';
import { MORE_FACT_WORDINGS } from './facts-wordings.ts';

interface Relation {
	id: string;
	/** Entity and answer. */
	items: readonly (readonly [string, string])[];
	wording: Wording;
	say: (entity: string, answer: string) => string;
	weight: number;
	/** "and of {e}?" etc. for a follow-up in the same relation. */
	again?: readonly string[];
}

const an = (word: string): string => (/^[aeiou]/i.test(word) ? 'an ' : 'a ') + word;
/** People write "an owl": the article as the word after it wants it. */
export const withArticles = (text: string): string =>
	text.replace(/\b([Aa]) (?=(?!uni|use|eu|one)[aeiou][a-z])/g, '$1n ');
const bare = (name: string) => name.replace(/^the /, '');
// prettier-ignore
const AND_OF = ['and of {e}?', 'and {e}?', 'And {e}?', 'what about {e}?', 'What about {e}?', 'how about {e}?', 'And for {e}?', 'and the one of {e}?', 'and {e}, please?', 'next: {e}', 'next one: {e}', 'I also need {e}', 'also {e} please', 'and how about {e}?', 'what is it for {e}?', 'and with {e}?', 'ok now {e}', 'good. And {e}?', 'right, and {e}?', 'then what about {e}?', 'how is it with {e}?', 'same for {e}', 'now {e}', '{e}?', 'ok, and {e}?', 'And what about {e}?', 'same question for {e}', 'And of {e}?', 'then {e}?', 'now for {e}', 'do the same for {e}', 'thanks, and {e}?'];

// prettier-ignore
const BASE: Relation[] = [
  { id: 'capital', weight: 5, items: COUNTRIES.map((c) => [c.name, c.capital]), again: AND_OF, say: (e, a) => `The capital of ${e} is ${a}.`,
    wording: { np: ['the capital( city|) over in {e}', 'the capital they have in {e}', 'the seat of government of {e}', 'the capital of {e}', 'the capital( city|) of {e}', "{e}'s capital", 'the capital city of {e}', 'capital of {e}', '{e} capital', 'the capital for {e}', 'the name of the capital of {e}', 'the main city and capital of {e}'],
      q: ['I am (flying|travelling|going|moving) to {e}. (Which city is|And) the capital?', '(We|My parents|My friends) (visit|live in|are in|love) {e}. What is (its|the) capital( called|)?', '{e} - capital?', 'what do they call the capital of {e}', 'do you know what city is the capital of {e}?', "{e}'s capital city is?", 'capital city {e}', 'capital of {e} pls', 'Which city is capital in {e}?', '(u|you) know the capital city of {e}?', "what's the capital over in {e}?", 'The capital of {e}, is it a big city? What is it called?', 'which is the capital city of the country {e}?', 'about {e}: what is the capital?', 'In which city does the government of {e} sit?', 'the people of {e} call which city their capital?', '{e} has its capital where?', 'tell me which city is the capital in {e}', 'Which city is the capital of {e}?', 'Name the capital of {e}.', '{e} has which capital?', 'What city is the capital of {e}?', 'Where is the government of {e}, in which capital?', 'The capital of {e} is which city?', 'What is the capital city of {e} called?', '{e}: capital?', 'capital {e}', 'The capital of {e} is called what?', "what is {e}'s capital called", 'how is the capital of {e} called?', 'which town is the capital of {e}', 'In {e}, which city is the capital?', 'The capital of {e} is', '{e} is a country. What is its capital?', 'I am going to {e}. What is the capital?'] } },
  { id: 'currency', weight: 3.5, items: COUNTRIES.map((c) => [c.name, c.currency]), again: AND_OF, say: (e, a) => `The currency of ${e} is the ${a}.`,
    wording: { np: ['the currency (over|they have) in {e}', 'the official currency of {e}', 'the cash in {e}', 'the currency of {e}', "{e}'s currency", 'the currency( used|) in {e}', 'the money of {e}', 'the money used in {e}', '{e} currency', 'the name of the currency of {e}'],
      q: ['What (notes|coins|cash|bills) do they use in {e}?', 'I am (going|travelling|off) to {e}( soon|). (Which|What) (currency|money) (is used there|do they have|do I need)?', '{e} - what money?', '{e} currency name', 'in {e} (people|they|you) pay with?', 'what is their money called in {e}?', 'Which money should I take to {e}?', 'A holiday in {e}: which currency?', 'what currency for {e}?', 'With which currency do I pay in {e}?', 'the shops in {e} take which money?', 'prices in {e} are in which currency?', 'what kind of money has {e}?', 'how is the money called in {e}?', 'Which currency is used in {e}?', 'What money do (people|they) use in {e}?', 'Name the currency of {e}.', 'How do people pay in {e}?( Which currency?|)', 'Which currency do they use in {e}?', 'If I travel to {e}, (what|which) (currency|money) do I need?', 'What currency does {e} (use|have)?', '{e}: currency?', 'With what money do you pay in {e}?', 'what do they pay with in {e}', 'what is the money in {e} called?', 'Which money do I need in {e}?', 'What currency is accepted in {e}?', 'I am flying to {e}, what currency should I bring?'] } },
  { id: 'continent', weight: 2.5, items: COUNTRIES.map((c) => [c.name, c.continent]), again: AND_OF, say: (e, a) => `${capitalise(e)} is in ${a}.`,
    wording: { np: ['the continent of the country {e}', 'the continent of {e}', "{e}'s continent", 'the continent {e} is (in|on)', 'the continent where {e} lies'],
      q: ['{e} lies on which continent?', 'On what continent would I look for {e}?', 'which continent should I look on for {e}', '{e} is part of which continent?', '{e} - which continent?', 'what continent: {e}', 'to which continent does {e} belong', 'tell me the continent: {e}', 'I cannot find {e} on the map. Which continent?', 'If I fly to {e}, on which continent do I land?', 'Which continent is {e} (in|on)?', 'What continent is {e} (in|on|part of)?', 'On which continent is {e}?', '{e} is on which continent?', 'Where is {e}, which continent?', 'Name the continent of {e}.', 'What continent does {e} (lie on|belong to)?', 'Which continent does {e} belong to?', '{e}: continent?', 'which part of the world is {e} in?', 'Where in the world is {e}?', 'where is {e}?', 'where is {e} located', 'On what continent do you find {e}?'] } },
  { id: 'country-of', weight: 3, items: COUNTRIES.filter((c) => c.name !== 'the USA' && c.name !== 'England').map((c) => [c.capital, c.name]), say: (e, a) => `${e} is the capital of ${a}.`, again: AND_OF,
    wording: { np: ['the country to which the capital {e} belongs', 'the country governed from {e}', 'the country whose capital is {e}', 'the country with the capital {e}', 'the country {e} is the capital of'],
      q: ['{e} - capital of which country?', '{e} is the capital of ...?', "{e} is what country's capital?", 'which country is governed from {e}?', 'of which country is {e} the capital city?', 'I was born in {e}, the capital of which country?', '{e}, that is the capital of which country again?', 'what country has {e} for a capital?', 'My plane lands in {e}. It is the capital of which country?', '{e} is the capital of which country?', 'Which country has {e} as (its |)capital?', 'What country is {e} the capital of?', 'Whose capital is {e}?', '{e} is the capital of what?', 'For which country is {e} the capital( city|)?', 'The capital of which country is {e}?', '{e} is the capital city of which country?', 'of what country is {e} the capital', 'Which country is {e} the capital of?', "What country's capital is {e}?"] } },
  { id: 'symbol', weight: 1.6, items: W.ELEMENTS.map((e) => [e[0], e[1]]), again: AND_OF, say: (e, a) => `The symbol for ${e} is ${a}.`,
    wording: { np: ['the abbreviation of {e} in chemistry', 'the (chemical |)symbol (of|for) {e}', "{e}'s (chemical |)symbol", 'the element symbol of {e}', 'the symbol for the element {e}', 'the letters for {e} in the periodic table', '{e} symbol'], q: ['symbol {e}', '{e} in the periodic table, which letters?', 'what letters does {e} have in the periodic table?', 'in chemistry {e} is written how?', 'which abbreviation does {e} have in chemistry?', '{e} is which symbol?', 'how do you abbreviate {e}?', 'what is {e} in chemical symbols?', 'Which symbol does {e} have?', 'How is {e} written in chemistry?', 'Which letters stand for {e} in chemistry?', 'In the periodic table, what is the symbol of {e}?', 'How do chemists write {e}?', 'What symbol (is used for|stands for) {e}?', '{e}: symbol?', 'how is {e} abbreviated in the periodic table?'] } },
  { id: 'atomic-number', weight: 1.6, items: W.ELEMENTS.map((e) => [e[0], e[2]]), again: AND_OF, say: (e, a) => `The atomic number of ${e} is ${a}.`,
    wording: { np: ['the proton count of {e}', 'the atomic number (of|for) {e}', "{e}'s atomic number", 'the number of protons in {e}', 'the number of {e} in the periodic table', '{e} atomic number'], q: ['which number is {e}?', '{e} is element number?', 'how many protons has {e}?', 'element {e}, which atomic number?', 'what is the number for {e} in the periodic table', 'at which number is {e} in the periodic table?', 'Which atomic number does {e} have?', 'In the periodic table, what number is {e}?', 'How many protons does {e} have?', '{e}: atomic number?', 'What number is {e} in the periodic table?', 'which place has {e} in the periodic table?', 'How many protons are in an atom of {e}?'] } },
  { id: 'element-of', weight: 1.3, items: W.ELEMENTS.map((e) => [e[1], e[0]]), again: ['and {e}?', 'what about {e}?', 'And {e}?', 'now {e}'], say: (e, a) => `${e} is the symbol for ${a}.`,
    wording: { np: ['the element with the symbol {e}', 'the element {e}', 'the element for {e}'], q: ['What is {e} short for in chemistry?', '{e}: which element is that?', 'In the periodic table I see {e}. What is it?', '{e} in chemistry is what?', 'Which element has the symbol {e}?', 'What element is {e}?', '{e} is the symbol of which element?', 'What does the (chemical |)symbol {e} (stand for|mean)?', 'The symbol {e} belongs to which element?', 'what does {e} stand for in chemistry', 'In chemistry, what is {e}?', 'Which element is {e}?', 'which chemical element is written {e}?'] } },
  { id: 'planet-position', weight: 0.7, items: W.PLANETS, again: AND_OF, say: (e, a) => `${e} is the ${a} planet from the Sun.`,
    wording: { np: ['the position of {e} from the Sun', 'the place of {e} in the solar system', "{e}'s position from the Sun"], q: ['Which planet from the Sun is {e}?', 'What number planet is {e}?', '{e} is which planet from the Sun?', 'Counting from the Sun, where is {e}?', 'Where does {e} come, counted from the Sun?', 'How many planets from the Sun is {e}?', 'which planet is {e} counting from the Sun?'] } },
  { id: 'planet-at', weight: 0.6, items: W.PLANETS.map(([a, b]) => [b, a]), again: ['and the {e}?', 'what about the {e}?', 'And the {e} one?'], say: (e, a) => `The ${e} planet from the Sun is ${a}.`,
    wording: { np: ['the {e} planet from the Sun', 'the {e} planet( of the solar system|)', 'the {e} planet counted from the Sun'], q: ['Which planet is the {e} from the Sun?', 'Name the {e} planet from the Sun.', 'Counting from the Sun, which planet is {e}?', 'which planet comes {e} from the Sun?', 'The {e} planet is which one?'] } },
  { id: 'opposite', weight: 3, items: [...W.OPPOSITES, ...W.OPPOSITES.map(([a, b]) => [b, a] as const).filter(([b]) => !W.OPPOSITES.some(([x]) => x === b))], again: AND_OF, say: (e, a) => `The opposite of ${e} is ${a}.`,
    wording: { np: ['what you call the opposite of {e}', 'a word for not {e}', 'the opposite of {e}', 'the antonym (of|for) {e}', 'an antonym (of|for) {e}', 'the contrary of {e}', 'a word that means the opposite of {e}', 'the opposite word (of|for|to) {e}', 'opposite of {e}', 'the reverse meaning of {e}'], q: ['{e} - opposite?', 'if {e} is wrong, what is the opposite word?', '{e} versus what?', 'what is the other extreme of {e}?', 'not {e}, but the opposite?', 'the opposite of {e} would be', 'what word is the reverse of {e} in meaning?', '{e} and its opposite', 'I need the opposite word: {e}', 'Which word means the opposite of {e}?', '{e}: what is its opposite?', 'If it is not {e}, what is the opposite?', 'Name a word that is the opposite of {e}.', 'What is opposite to {e}?', 'opposite: {e}', 'not {e} but ... what?', 'What word is the opposite of "{e}"?', 'antonym {e}', "what's the opposite of being {e}?", 'opposite of "{e}"'] } },
  { id: 'plural', weight: 1.8, items: W.PLURALS, again: AND_OF, say: (e, a) => `The plural of ${e} is ${a}.`,
    wording: { np: ['the plural version of {e}', 'several of {e}, so the plural', 'the plural (of|for) {e}', 'the plural form of {e}', 'the plural of the word {e}', '{e} in the plural', '{e} plural', 'the word for more than one {e}'], q: ['(I see|there is|I have) one {e}. (And|What if there are) two (of them|)?', 'one {e} but many?', 'a {e}, two ...?', '{e} - plural?', 'more than one {e} is called what?', 'how do you say {e} when there are many?', 'when there are several, {e} becomes?', '{e} in plural form please', 'what is {e} when there is more than one?', 'one {e}, two ...?', 'How do you write more than one {e}?', 'How do I say {e} in the plural?', 'What do you call several of {e}, in plural?', 'one {e}, many what?', 'What is more than one {e} called?', 'plural: {e}', 'If there are two of them, it is not {e} but?', 'How is {e} written in plural?', 'what is the plural of "{e}"?'] } },
  { id: 'synonym', weight: 1.5, items: W.SYNONYMS, again: AND_OF, say: (e, a) => `A synonym of ${e} is ${a}.`,
    wording: { np: ['something else to say for {e}', 'a synonym to {e}', 'a synonym (of|for) {e}', 'another word for {e}', 'a different word for {e}', 'a word that means the same as {e}', 'a similar word to {e}', 'a synonym for the word {e}', 'synonym for {e}'], q: ['what other word is there for {e}?', '(give|tell) me another word for {e}', 'I use {e} too often. What else could I write?', '{e} - synonym?', 'another way to say {e}?', 'a word like {e}?', 'what can I write instead of {e}?', 'replace {e} with another word', 'Which word means the same as {e}?', 'Another word for {e}?', 'What else can I say instead of {e}?', 'What word can replace {e}?', 'synonym: {e}', 'How else can I say {e}?', 'other word for {e}', 'Which word is similar to {e}?'] } },
  { id: 'sound', weight: 1, items: W.SOUNDS, again: ['and a {e}?', 'and the {e}?', 'what about a {e}?', 'And a {e}?', 'how about the {e}?'], say: (e, a) => `${capitalise(an(e))} says ${a}.`,
    wording: { np: ['the call of a {e}', 'the sound of a {e}', 'the sound a {e} makes', 'the noise of a {e}', 'the noise a {e} makes'], q: ['(which|what) (noise|sound) (comes from|do you hear from) a {e}?', '{e} - what sound?', 'how do you imitate a {e}?', 'a {e} makes what (sound|noise)?', 'in a picture book, what does the {e} say?', 'my kid asks what a {e} says', 'What sound does (a|the) {e} make?', 'what does the {e} say', 'How does a {e} sound?', 'What noise does a {e} make?', 'The {e} goes...?', 'Which sound does the {e} make?', 'If you hear a {e}, what sound is it?', 'what does a {e} sound like?', 'How does the {e} go?', 'how do {e}s sound?'] } },
  { id: 'young', weight: 1.2, items: W.YOUNG, again: ['and of a {e}?', 'and a {e}?', 'what about a {e}?', 'And a baby {e}?'], say: (e, a) => `A young ${e} is called a ${a}.`.replace('a eaglet', 'an eaglet').replace('a owlet', 'an owlet'),
    wording: { np: ['the word for the baby of a {e}', 'the (child|kid|offspring) of a {e}', 'the name (for|of) a baby {e}', 'the word for a (young|baby) {e}', 'the young of a {e}', 'a baby {e}', 'the name of a young {e}'], q: ['{e} baby: what is it called?', '{e} babies are called?', 'what is the right word for a baby {e}?', 'the little one of a {e} is called?', 'how do you call the young of a {e}?', 'a very young {e} is a ...?', 'What is a (young|baby) {e} called?', 'What do you call a (baby|young) {e}?', 'How is a baby {e} called?', 'The young of a {e} is called what?', 'Which word is used for a baby {e}?', 'A baby {e} is called?', "What's the name of a {e}'s baby?", 'what do people call the child of a {e}'] } },
  { id: 'legs', weight: 1.1, items: W.LEGS, again: ['and a {e}?', 'and the {e}?', 'what about a {e}?', 'And a {e}?'], say: (e, a) => `${capitalise(an(e))} has ${a} legs.`,
    wording: { np: ['the leg number of a {e}', 'the number of legs (of|on) a {e}', 'the leg count of a {e}', 'how many legs a {e} has'], q: ['{e} - how many legs?', 'number of legs: {e}', 'how many legs can you count on a {e}?', 'does a {e} have (four|six|eight|two) legs?', 'how many feet does a {e} walk on?', 'I drew a {e}. How many legs must it have?', 'How many legs does (a|the) {e} have?', 'How many legs has a {e}?', 'legs of a {e}?', 'Count the legs of a {e}.', 'A {e} has how many legs?', 'On how many legs does a {e} walk?', '{e}: how many legs?', 'how many legs are there on a {e}', 'how many legs do {e}s have?'] } },
  { id: 'group', weight: 0.9, items: W.GROUPS, again: AND_OF, say: (e, a) => `A group of ${e} is called a ${a}.`,
    wording: { np: ['what many {e} together are called', 'the name of a group of {e}', 'the word for a group of {e}', 'a group of {e}', 'the collective noun for {e}'], q: ['what do many {e} form?', '{e} in a group are a?', 'a bunch of {e} is called?', 'when {e} come together, what is that called?', 'the right word for several {e} together?', 'a lot of {e}: what is the group called?', 'What is a group of {e} called?', 'What do you call a group of {e}?', 'How is a group of {e} called?', 'many {e} together are called?', 'Many {e} form a what?', 'Which word names a group of {e}?'] } },
  { id: 'colour', weight: 1, items: W.COLOURS, again: ['and of a {e}?', 'and {e}?', 'what about {e}?'], say: (e, a) => `The usual color of ${e} is ${a}.`,
    wording: { np: ['the color {e} usually is', 'the (color|colour) of (a |){e}', 'the usual color of {e}', 'the color a {e} has'], q: ['what colour would you say {e} is?', '{e} - color?', 'which colour do I paint a {e}?', 'the color of {e} is?', 'what shade is {e}?', 'What (color|colour) is (a |the |){e}?', 'Which color does (a |){e} have?', 'Tell me which color {e} usually is.', '{e}: what color?', 'what color has {e}', 'In which color would you paint a {e}?', 'what color are {e}s?'] } },
  { id: 'inventor', weight: 1.4, items: W.INVENTORS, again: ['and the {e}?', 'what about the {e}?', 'And the {e}?', 'and who invented the {e}?'], say: (e, a) => `${capitalise(a)} is known for the ${e}.`,
    wording: { np: ['who invented the {e}', 'the one who invented the {e}', 'the inventor of the {e}', 'the name of the inventor of the {e}', 'the person who invented the {e}', 'the person behind the {e}', 'the father of the {e}'], q: ['the {e} - who invented it?', '{e}: inventor?', 'To whom do we owe the {e}?', 'whose idea was the {e}?', 'which inventor gave us the {e}?', 'who is credited with the {e}?', 'the name behind the {e}?', 'Who invented the {e}?', 'Who is known for the {e}?', 'Who came up with the {e}?', 'Who discovered the {e}?', 'Which person is behind the {e}?', 'Who made the first {e}?', 'Who developed the {e}?', 'the {e} was invented by whom?', 'who created the {e}', 'Who do we owe the {e} to?'] } },
  { id: 'author', weight: 1.6, items: W.AUTHORS, again: ['and {e}?', 'what about {e}?', 'And {e}?', 'and who wrote {e}?'], say: (e, a) => `${a} wrote ${e}.`,
    wording: { np: ['who wrote {e}', 'the author of {e}', 'the writer of {e}', 'the name of the author of {e}', 'the person who wrote {e}', "{e}'s author"], q: ['{e} - (who wrote it|which author|by whom)?', '{e} is by whom?', 'I just finished {e}. Who is the author?', 'which author is {e} by?', 'what is the name of the writer of {e}?', '{e} author', '{e} was written by?', 'Who is the person that wrote {e}?', 'Who wrote {e}?', 'Who is the author of {e}?', 'Which (writer|author) wrote {e}?', '{e} was written by whom?', 'Who is the writer of {e}?', 'By whom is {e}?', 'Whose book is {e}?', 'who penned {e}', 'I am reading {e}. Who wrote it?', 'The book {e} is by which author?'] } },
  { id: 'definition', weight: 2.2, items: W.DEFINITIONS, again: ['and {e}?', 'what about {e}?', 'And {e}?', 'and what is {e}?'], say: (e, a) => `${capitalise(e)} is ${a}.`,
    wording: { np: ['the meaning of the term {e}', '{e}', '{e}', 'the meaning of {e}', 'the definition of {e}', 'a (short |)definition of {e}'], q: ['(in school|in class|at work) they talk about {e}. What is it?', '{e} - what is that?', '{e}, what does that mean?', 'how do you define {e}?', '{e}: definition?', 'what is {e} exactly?', 'explain {e} to me please', 'what actually is {e}?', 'could you explain {e}?', 'I have no idea what {e} is', 'give me a one-line explanation of {e}', 'Define {e}.', 'what does {e} mean', 'Explain {e}( briefly| shortly| simply|).', 'Tell me what {e} is.', 'What do we mean by {e}?', 'Can you explain what {e} is?', 'Explain to me what {e} is.', 'What exactly is {e}?', 'define: {e}', 'Describe {e} in one sentence.', 'What is {e} in simple words?', 'how would you explain {e} to a child?', 'In short, what is {e}?', 'what is meant by {e}'] } },
  { id: 'month-number', weight: 0.7, items: W.MONTHS.map((m, i) => [W.ORDINALS[i]!, m]), again: ['and the {e}?', 'And the {e} one?'], say: (e, a) => `The ${e} month is ${a}.`,
    wording: { np: ['the {e} month( of the year|)', 'the name of the {e} month'], q: ['Which month is the {e}?', 'Which month comes {e} in the year?', 'Name the {e} month.', 'What month is the {e} of the year?'] } },
  { id: 'month-days', weight: 0.8, items: W.MONTHS.map((m, i) => [m, String(W.MONTH_DAYS[i])]), again: AND_OF, say: (e, a) => `${e} has ${a} days.`,
    wording: { np: ['the number of days in {e}', 'the length of {e} in days', 'how many days {e} has'], q: ['{e}: how many days?', 'how many days long is {e}?', '{e} lasts how many days?', 'does {e} have 30 or 31 days?', 'number of days {e}', 'How many days (does|has) {e}( have|)?', 'How many days are (there |)in {e}?', 'How long is {e} in days?', '{e} has how many days?', 'days in {e}?'] } },
  { id: 'after', weight: 1.2, items: [...W.MONTHS.map((m, i) => [m, W.MONTHS[(i + 1) % 12]!] as const), ...W.DAYS.map((d, i) => [d, W.DAYS[(i + 1) % 7]!] as const)], again: AND_OF, say: (e, a) => `After ${e} comes ${a}.`,
    wording: { np: ['the (day|month) after {e}', 'what comes after {e}', 'the next one after {e}'], q: ['{e}, then comes?', 'which one follows {e}?', 'after {e}, (what is|which is) (next|it)?', '{e} is over. What comes now?', 'what is the one that follows {e}?', 'tomorrow or next after {e} is?', 'What comes after {e}?', 'What follows {e}?', 'Which comes right after {e}?', 'after {e} comes?', 'If today is {e}, what is next?', 'what is next after {e}?'] } },
  { id: 'before', weight: 1, items: [...W.MONTHS.map((m, i) => [m, W.MONTHS[(i + 11) % 12]!] as const), ...W.DAYS.map((d, i) => [d, W.DAYS[(i + 6) % 7]!] as const)], again: AND_OF, say: (e, a) => `Before ${e} comes ${a}.`,
    wording: { np: ['the (day|month) before {e}', 'what comes before {e}', 'the one before {e}'], q: ['which (one |)(comes|is) (right |just |)before {e}?', 'what was there before {e}?', '{e} comes right after what?', 'which one precedes {e}?', 'just before {e} comes?', 'What comes before {e}?', 'Which comes right before {e}?', 'before {e} comes?', 'What precedes {e}?', '{e} comes after what?'] } },
];
/** Every relation with all of its wordings. */
export const RELATIONS: Relation[] = BASE.map((relation) => {
	const more = [MORE_FACT_WORDINGS, FACT_STYLES, PLAIN_FACT_WORDINGS, ASKED_FACT_WORDINGS].map(
			(wordings) => wordings[relation.id] ?? {}
		),
		join = (kind: keyof Wording) => [
			...(relation.wording[kind] ?? []),
			...more.flatMap((wording) => wording[kind] ?? []).map(contracted)
		];
	return { ...relation, wording: { np: join('np'), q: join('q') } };
});
const WEIGHTS = RELATIONS.map((r) => r.weight);

function make(
	draw: Draw,
	relation: Relation,
	item: readonly [string, string],
	prompt: string
): Exchange {
	const [entity, answer] = item;
	const exchange: Exchange = { prompt, answer: relation.say(entity, answer), ability: 'facts' };
	exchange.followUp = (next) => {
		const r = next.random;
		const country = ['capital', 'currency', 'continent'].includes(relation.id);
		if (country && r.chance(0.4)) {
			const other = r.pick(
				RELATIONS.filter(
					(x) => ['capital', 'currency', 'continent'].includes(x.id) && x !== relation
				)
			);
			const found = other.items.find(([e]) => e === entity)!;
			const noun = other.id;
			const text = r.pick(
				next.held
					? [`what is its ${noun}?`, `and the ${noun}?`]
					: [
							`and its ${noun}?`,
							`And the ${noun}?`,
							`what about its ${noun}?`,
							`what about the ${noun}?`,
							`and the ${noun} there?`,
							`which ${noun}?`,
							`And what is its ${noun}?`,
							`its ${noun}?`,
							`tell me its ${noun}`,
							`ok and the ${noun}`,
							`What ${noun} does it have?`
						]
			);
			return make(next, other, found, text);
		}
		const again = relation.again ?? AND_OF;
		const following = r.pick(relation.items);
		const named = r.chance(0.4) ? bare(following[0]) : following[0];
		const text = next.branch(again).replace('{e}', named);
		return make(next, relation, following, casually(withArticles(text), r));
	};
	return exchange;
}

function verification(draw: Draw): Exchange {
	const r = draw.random,
		id = r.pick(Object.keys(VERIFY)),
		relation = RELATIONS.find((x) => x.id === id)!,
		item = r.pick(relation.items);
	const claim = r.chance(0.5) ? item[1] : r.pick(relation.items)[1],
		said = relation.say(item[0], item[1]);
	const tail = /^(?:the|an?) /i.test(said) ? said.charAt(0).toLowerCase() + said.slice(1) : said;
	const asked = draw.phrase(VERIFY[id]!, { e: item[0], a: claim });
	return {
		...make(draw, relation, item, casually(withArticles(asked), r)),
		answer: `${claim === item[1] ? 'Yes' : 'No'}, ${tail}`
	};
}

/** The right answer among two, in either order. */
function choice(draw: Draw): Exchange {
	const r = draw.random,
		id = r.pick(Object.keys(CHOICE)),
		relation = RELATIONS.find((x) => x.id === id)!,
		item = r.pick(relation.items),
		others = relation.items.filter(([, answer]) => answer !== item[1]);
	const [x, y] = r.sample([item[1], r.pick(others)[1]], 2) as [string, string];
	const asked = draw.phrase(CHOICE[id]!, { e: item[0], x, y });
	return make(draw, relation, item, casually(withArticles(asked), r));
}

export function facts(draw: Draw): Exchange {
	const r = draw.random;
	if (r.chance(0.08)) return verification(draw);
	if (r.chance(0.04)) return choice(draw);
	if (r.chance(0.07)) {
		const [np, answer] = r.pick(W.SINGLE_FACTS);
		const sentences = np.map((x) => x);
		const how = sentences.find((x) => x.startsWith('how many') || x.startsWith('what pumps'));
		const prompt =
			how && r.chance(0.5)
				? draw.phrase({
						q: [
							capitalise(
								how
									.replace(/^how many (\w+) there are$/, 'how many $1 are there')
									.replace(
										/^how many (\w+) (a \w+|an \w+|the \w+) has$/,
										'how many $1 does $2 have'
									)
							) + '?',
							how + '?'
						]
					})
				: draw.phrase(
						/^(the|all|a list)/.test(sentences[0]!) && answer.includes(', ')
							? {
									np: sentences,
									vp: sentences.flatMap((x) => [
										'list ' + x,
										'name ' + x,
										'count ' + x,
										'say ' + x
									]),
									q: sentences.map((x) => `What are ${x}?`)
								}
							: { np: sentences }
					);
		return { prompt: casually(prompt, r), answer, ability: 'facts' };
	}
	const relation = r.weighted(RELATIONS, WEIGHTS);
	const item = r.pick(relation.items);
	const entity = item[0];
	let prompt = draw.phrase(relation.wording, { e: entity });
	if (entity.startsWith('the ') && r.chance(0.5)) prompt = prompt.replace(entity, bare(entity));
	if (r.chance(0.12)) prompt = prompt.replace(entity, entity.toLowerCase());
	prompt = withArticles(prompt);
	return make(draw, relation, item, casually(prompt, r, 0.25));
}
