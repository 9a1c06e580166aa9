// The letters of a word, or its case, as they are asked for in a chat: with a reason, in a few words, for
// a game. Data only; arguments as in text-wordings.ts. Texts said back: copy-chat.ts.

import type { Wording } from '../grammar.ts';

// prettier-ignore
export const CHAT_TEXT_WORDINGS: Readonly<Record<'reverse' | 'upper' | 'lower' | 'length' | 'first' | 'last' | 'nth' | 'spell' | 'count', Wording>> = {
  reverse: {
    vp: ['switch {w} so that the end comes first', 'send {w} back to me in reverse', 'put the last letter of {w} first, and so on back to the start', 'walk back through the letters of {w}', 'let {w} run from its end to its start', 'unwind the word {w} from the end'],
    q: ['I hold {w} up to a mirror. What does it say?', 'If you typed {w} from the wrong end, what would it be?', "What's {w} the wrong way round?", 'For a secret code I need {w} backwards.', "My friend writes all words backwards. How does she write {w}?", 'We play a game where each word is said backwards. The word is {w}.', 'I wonder what {w} would be the other way round', 'is there a way to see {w} backwards? Show me', 'rev {w}', 'my crossword wants {w} written from the end', '{w}, now starting at the other end', '{w}, then with the order of the letters turned'],
  },
  upper: {
    vp: ['make {w} shout', 'write {w} as if caps lock was on', 'write {w} with no small letters at all', 'make {w} look like a headline in capitals', 'turn {w} into block capitals'],
    q: ['I left caps lock on and typed {w}. What is on my screen?', 'The form wants {w} in block capitals.', 'I want {w} on a sign, all in capitals.', 'how would {w} look on a sign in all capitals?', "what's {w} with caps lock on?", '{w}, but every letter a capital', 'big letters for {w} please', '{w} to upper?'],
  },
  lower: {
    vp: ['calm {w} down to small letters', 'take the capitals out of {w}', 'write {w} as if caps lock was off', 'get rid of all capitals in {w}'],
    q: ['Oops, caps lock. I meant {w} in small letters.', 'The form takes only small letters. How do I enter {w}?', "what's {w} without any capitals?", '{w}, but with no capitals', 'no caps please: {w}', '{w} to lower?'],
  },
  length: {
    vp: ['go through {w} and count its letters', 'tell me the size of {w} in letters', 'tell me how many keys I press to type {w}', 'check the length of {w} for me'],
    q: ['I carve {w} into a tree. How many letters do I have to carve?', 'How many letter tiles do I need to lay {w}?', 'If every letter of {w} gets its own box, how many boxes is that?', 'Would you count how many letters {w} is made of?', "I'm counting letters. What do I get for {w}?", 'In a game I get a point per letter. How many points is {w}?', 'how many letters must I type for {w}?', 'how many letters for {w}, anyone?', 'word: {w}, number of letters?', '{w} - count of letters?'],
  },
  first: {
    vp: ['say which letter opens {w}', 'give me just the initial of {w}', 'tell me what I type first when I write {w}'],
    q: ['Under which letter do I find {w} in the dictionary?', 'I start to spell {w}. Which letter do I say first?', 'If {w} is a name, what is its initial?', 'which letter opens the word {w}?', '{w} is filed under which letter?', "what's {w}'s first letter?", 'begins with? {w}', '{w}: it begins with the letter?'],
  },
  last: {
    vp: ['say which letter closes {w}', 'give me just the final letter of {w}', 'tell me what I type last when I write {w}'],
    q: ['I spell {w}. Which letter do I say at the end?', 'What is the very last letter of {w}?', 'which letter closes the word {w}?', 'Our word chain goes on with the last letter of {w}. Which one is it?', "what's {w}'s last letter?", 'which letter is left if I take all but the last off {w}?', 'final letter, word {w}', '{w}: it ends with the letter?'],
  },
  nth: {
    vp: ['say what letter I find at place {k} of {w}', 'go to letter {k} of {w} and tell me what it is', 'point out the {o} letter of {w}'],
    q: ['I spell {w} slowly and stop at the {o} letter. Which one is it?', 'The {o} box of the crossword word {w} holds which letter?', 'My hint is the {o} letter of {w}. Which letter is it?', 'If I go through {w} from the left, which letter is the {o}?', "what's {w}'s {o} letter?", 'what letter of {w} do I type as the {o}?', 'letter {k} of {w} is?', 'position {k} in {w}?', '{w}: what is at place {k}?'],
  },
  spell: {
    q: ['How do I spell {w} over the phone?', "I'm on the phone and must spell {w}. What letters do I say?", 'My kid asks how {w} is spelled.', 'what would I say to spell {w} out loud?'],
  },
  count: {
    vp: ['point out how many times I need {c} to write {w}', 'look through {w} and tell me how many {c} it has'],
    q: ['I cross out every {c} in {w}. How many do I cross out?', 'How many tiles with {c} do I need to lay {w}?', 'Someone guesses {c} and the word is {w}. How many times is it in there?', 'I write {w} by hand. How many times do I write {c}?', 'My {c} key is broken. How many times do I need it for {w}?', 'is there any {c} in {w}, and how many?', "what's the number of {c}'s in {w}?", '{c} count for {w}?'],
  },
};
