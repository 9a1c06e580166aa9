// More shapes of the logic questions: orders of four told from below, lists asked about in a story.
// In the form of logic-more.ts and logic-lists-more.ts. Data only.

import type { Wording } from '../grammar.ts';

/** Orders of four, beside ORDERS_OF_FOUR. */
// prettier-ignore
export const ORDERS_OF_FOUR_TURNS: readonly string[] = [
  '{x} is less {p} than {d}, {d} less {p} than {b}, and {b} less {p} than {a}', '{b} is not quite as {p} as {a}, {d} not quite as {p} as {b}, and {x} not even as {p} as {d}', '{d} is not so {p} as {b}. {x} is not so {p} as {d}. {a} is {c} than {b}', '{b} is almost as {p} as {a}, {d} almost as {p} as {b}, {x} almost as {p} as {d}',
  'none is {c} than {a}. {b} is {c} than {d}. {d} is {c} than {x}', 'none is {l} than {x}. {a} is {c} than {b}. {b} is {c} than {d}', '{b} comes right after {a} in being {p}, {d} is {l} than {b}, and {x} is {l} than {d}', '{a} beats {b} in being {p}, {b} beats {d}, and {d} beats {x}', 'compared to {b}, {a} is {c}; compared to {d}, {b} is {c}; compared to {x}, {d} is {c}', 'from {a} to {b} to {d} to {x} they get {l}', 'from {x} to {d} to {b} to {a} they get {c}',
];
/** Orders of three, beside ORDERS. */
// prettier-ignore
export const ORDERS_TURNS: readonly string[] = [
  'none is {c} than {a}, and {b} is {c} than {d}', 'none is {l} than {d}, and {a} is {c} than {b}', '{b} is almost as {p} as {a}, and {d} almost as {p} as {b}', '{b} is not even as {p} as {a}, and {d} not even as {p} as {b}', 'from {a} to {b} to {d} they get {l}', 'from {d} to {b} to {a} they get {c}', '{a} beats {b} in being {p}, and {b} beats {d}', '{b} is the middle one, and {a} is {c} than {d}', 'compared to {b}, {a} is {c}, and compared to {b}, {d} is {l}', 'of {a} and {b}, {a} is {c}, and of {b} and {d}, {b} is {c}', '{d} cannot keep up with {b} in being {p}, and {b} cannot keep up with {a}', '{b} is {l} than {a}, and none is {l} than {d}',
];

/** Asked of a list of numbers. */
// prettier-ignore
export const SEQUENCE_TURNS: Wording = { q: [
    'A lamp blinks {s} times, night after night. How often next?', 'The bus numbers went {s}. Which bus is next?', 'I climb {s} steps, and so on. What is next?', 'She saved {s} coins, week after week. How many next week?', 'The tide marks read {s}. What will the next mark be?', 'Page by page I see {s}. Which page now?', 'My watch beeps at {s}. When does it beep again?', 'We planted {s} trees, year by year. How many next year?', 'The prices went {s}. What price follows?', 'The steps are {s}. Take the next step.', 'These came so far: {s}. What now?', 'So far we have {s}. And now?', 'Keep the rule: {s}, then?', 'Same rule again: {s}, what?', 'In this row something is missing at the end: {s}, _', 'Put one more number behind {s}', 'One number more: {s}', 'If a row runs {s}, where does it run next?', 'If it starts {s}, how does it carry on?', 'After {s} I would say ...?', '{s} and so on, what is the next?', '{s} and after that?', '{s}, and the one after?', '{s}, so the next must be?', '{s} - which number now?',
  ] };

/** Asked of a list of words. */
// prettier-ignore
export const ODD_ONE_TURNS: Wording = { q: [
    'Somebody put {s} into one drawer. What should not be in there?', 'On my list stand {s}. One is there by mistake. Which?', 'Our memory game shows {s}. Which card is the wrong one?', 'The kids had to name things of one kind and said {s}. Who was wrong: which word?', 'I grouped {s}. What did I group wrongly?', 'My daughter must circle what is different: {s}', 'In the test: {s}. Circle the wrong one.', 'Which would you not put with the other three: {s}?', 'Which word spoils the list {s}?', 'Which word got in by mistake: {s}?', 'Which of the words is no match for the rest: {s}?', 'What got in here by mistake: {s}?', 'What makes no sense in this group: {s}?', 'What is out of place: {s}?', 'What is out of place in {s}?', 'Something is out of place: {s}', 'Something here is of another kind: {s}', 'Three are a family, one is not: {s}', 'Three go together. Which one stays alone? {s}', 'Take away the one that stands alone: {s}', 'Kick one out: {s}', 'One has to leave the group: {s}', 'One is the black sheep: {s}', 'Find the black sheep: {s}', 'Who is the outsider: {s}?', 'Outsider: {s}', 'Odd: {s}?', 'Throw out the wrong one: {s}', 'Strike out the wrong word: {s}', 'Delete the word that is no match: {s}', 'Sort out the wrong one from {s}', '{s} - one is out of place', '{s} - throw one out', '{s}: one of another kind, which?', '{s}: which is out of place?', '{s}: three and one', '{s}. One is the outsider.', '{s}. What got in by mistake?', '{s}. Throw one out.', '{s}, which would you throw out?', '{s}, which has nothing to do with the others?',
  ] };
