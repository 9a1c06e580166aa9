// Further wordings of the logic questions: premises, orders of four, who is most, sequences, odd ones
// out. Data only; the arguments are those of logic-wordings.ts, and {x} the last of four.

import type { Wording } from '../grammar.ts';

/** One premise, beside PREMISES: {a} is {c}, {b} {l}. */
// prettier-ignore
export const PREMISES_MORE: readonly string[] = [
  '{a} is the {c} one of {a} and {b}', 'if you compare {a} and {b}, {a} is {c}', 'when it comes to {a} and {b}, {a} is {c}', '{a} is a good deal {c} than {b}', '{a} is considerably {c} than {b}', '{a} is a tiny bit {c} than {b}',
  '{a} is just a little {c} than {b}', '{a} is so much {c} than {b}', '{a} is without doubt {c} than {b}', '{a} is obviously {c} than {b}', '{a} is actually {c} than {b}', '{a} is certainly {c} than {b}', '{a} is {c} compared to {b}',
  '{a} is {c} in comparison with {b}', '{a}, next to {b}, is {c}', 'they say {a} is {c} than {b}', 'someone told me {a} is {c} than {b}', 'it is clear that {a} is {c} than {b}', 'we found that {a} is {c} than {b}', 'it turns out that {a} is {c} than {b}',
  'I noticed that {a} is {c} than {b}', '{a} is {c} by far than {b}', 'put {a} beside {b}: {a} is {c}', '{b} is by no means as {p} as {a}', '{b} is not nearly as {p} as {a}', '{b} is not half as {p} as {a}', '{b} is never as {p} as {a}',
  '{b} is certainly not as {p} as {a}', '{b} is slightly {l} than {a}', '{b} is clearly {l} than {a}', '{b} is a lot {l} than {a}', '{b} is a little {l} than {a}', '{b} is even {l} than {a}', '{b} is definitely {l} than {a}',
  'compared with {a}, {b} is {l}', '{b}, compared with {a}, is {l}', 'in comparison to {a}, {b} is {l}', '{b} is the {l} one of {a} and {b}', 'we know that {b} is {l} than {a}', 'everybody can see that {a} is {c} than {b}',
];
/** Beside DOING_PREMISES. */
// prettier-ignore
export const DOING_PREMISES_MORE: readonly string[] = [
  'compared with {b}, {a} {c}', 'they say {a} {c} than {b}', 'it is clear that {a} {c} than {b}', 'someone told me {a} {c} than {b}', 'we know {a} {c} than {b}', '{a} surely {c} than {b}', '{a} really {c} than {b}', '{a} certainly {c} than {b}',
  'compared with {a}, {b} {l}', 'I know that {b} {l} than {a}', 'it is clear that {b} {l} than {a}', 'if you compare {a} and {b}, {a} {c}', 'if you compare {b} and {a}, {b} {l}', 'it turns out that {a} {c} than {b}', 'as we know, {a} {c} than {b}',
];

/** All of an order of four at once: {a}, {b}, {d}, then {x}; {w} is "who" or "which". */
// prettier-ignore
export const ORDERS_OF_FOUR: readonly string[] = [
  '{a} is {c} than {b}, {b} is {c} than {d}, {d} is {c} than {x}', '{a} is {c} than {b}, {b} is {c} than {d}, and {d} is {c} than {x}', '{a} is {c} than {b}, {b} {c} than {d}, {d} {c} than {x}', '{a} is {c} than {b}, {b} {c} than {d}, and {d} {c} than {x}',
  '{a} is {c} than {b}, {b} is {c} than {d} and {d} is {c} than {x}', '{a} is {c} than {b} and {b} is {c} than {d} and {d} is {c} than {x}', '{a} is {c} than {b}, {b} than {d}, {d} than {x}', '{a} is {c} than {b}, {b} than {d}, and {d} than {x}',
  '{a} is {c} than {b}. {b} is {c} than {d}. {d} is {c} than {x}', '{d} is {c} than {x}. {b} is {c} than {d}. {a} is {c} than {b}', '{b} is {c} than {d}. {a} is {c} than {b}. {d} is {c} than {x}', '{d} is {c} than {x}. {a} is {c} than {b}. {b} is {c} than {d}',
  '{a} is {c} than {b}. {d} is {c} than {x}. {b} is {c} than {d}', '{b} is {c} than {d}, {d} is {c} than {x}, and {a} is {c} than {b}', '{d} is {c} than {x}, {b} is {c} than {d}, and {a} is {c} than {b}', '{a} is {c} than {b}, {d} is {c} than {x}, and {b} is {c} than {d}',
  '{x} is {l} than {d}, {d} is {l} than {b}, and {b} is {l} than {a}', '{x} is {l} than {d}. {d} is {l} than {b}. {b} is {l} than {a}', '{b} is {l} than {a}, {d} is {l} than {b}, and {x} is {l} than {d}', '{b} is {l} than {a}. {d} is {l} than {b}. {x} is {l} than {d}',
  '{a} is {c} than {b}, {w} is {c} than {d}, {w} is {c} than {x}', '{a} is {c} than {b}, {w} is {c} than {d}. {d} is {c} than {x}', '{a} is {c} than {b}. {b} is {c} than {d}, {w} is {c} than {x}', '{a} is {c} than {b}, and {x} is {l} than {d}. {b} is {c} than {d}',
  '{a} is {c} than {b}. {b} is {c} than {d}. {x} is {l} than {d}', '{b} is {c} than {d} but {l} than {a}. {x} is {l} than {d}', '{b} is {l} than {a} but {c} than {d}, and {d} is {c} than {x}', '{d} is {c} than {x} but {l} than {b}, and {a} is {c} than {b}',
  '{b} is not as {p} as {a}, {d} is not as {p} as {b}, and {x} is not as {p} as {d}', '{x} is not as {p} as {d}, {d} is not as {p} as {b}, {b} is not as {p} as {a}', '{x} is not as {p} as {d}. {d} is not as {p} as {b}. {b} is not as {p} as {a}',
  '{a} is {c} than {b}, but {b} is {c} than {d}, and {d} is {c} than {x}', '{a} is {c} than {b}; {b} is {c} than {d}; {d} is {c} than {x}', '{d} is {c} than {x}; {b} is {c} than {d}; {a} is {c} than {b}', '{a} is {c} than {b} and {d} is {c} than {x}. {b} is {c} than {d}',
  '{b} is {c} than {d}. {d} is {c} than {x}. But {a} is {c} than {b}', '{a} is {c} than all the others, {b} is {c} than {d}, and {d} is {c} than {x}', '{x} is {l} than all the others, {a} is {c} than {b}, and {b} is {c} than {d}',
];
/** The same of what four people do. */
// prettier-ignore
export const DOING_ORDERS_OF_FOUR: readonly string[] = [
  '{a} {c} than {b}, {b} {c} than {d}, {d} {c} than {x}', '{a} {c} than {b}, {b} {c} than {d}, and {d} {c} than {x}', '{a} {c} than {b}, {b} than {d}, {d} than {x}', '{a} {c} than {b}, {b} than {d}, and {d} than {x}', '{a} {c} than {b}. {b} {c} than {d}. {d} {c} than {x}',
  '{d} {c} than {x}. {b} {c} than {d}. {a} {c} than {b}', '{b} {c} than {d}. {a} {c} than {b}. {d} {c} than {x}', '{a} {c} than {b}. {d} {c} than {x}. {b} {c} than {d}', '{x} {l} than {d}, {d} {l} than {b}, and {b} {l} than {a}', '{b} {l} than {a}. {d} {l} than {b}. {x} {l} than {d}',
  '{a} {c} than {b}, who {c} than {d}, who {c} than {x}', '{a} {c} than {b}, who {c} than {d}. {d} {c} than {x}', '{a} {c} than {b}, and {x} {l} than {d}. {b} {c} than {d}', '{b} {l} than {a} but {c} than {d}, and {d} {c} than {x}', '{a} {c} than {b}; {b} {c} than {d}; {d} {c} than {x}',
];
/** Orders of three, beside ORDERS. */
// prettier-ignore
export const ORDERS_MORE: readonly string[] = [
  '{a} is {c} than {b}, {b} is {c} than {d}', '{a} is {c} than {b}, {b} {c} than {d}', '{a} is {c} than {b}; {b} is {c} than {d}', '{b} is {c} than {d}. {a} is {c} than {b}', '{b} is {l} than {a}. {d} is {l} than {b}', '{b} is {l} than {a}, and {d} is {l} than {b}',
  '{b} is {l} than {a}, {d} even {l} than {b}', '{a} is {c} than {b}, but {b} is {c} than {d}', '{a} is {c} than {b}, while {d} is {l} than {b}', '{b} is {c} than {d}, while {a} is {c} than {b}', '{b} is not as {p} as {a}. {d} is not as {p} as {b}',
  '{d} is not as {p} as {b}. {a} is {c} than {b}', '{a} is {c} than {b}. {d} is not as {p} as {b}', '{d} is {l} than {b}. {a} is {c} than {b}', '{b} is {c} than {d} and {l} than {a}',
];

/** {f}, {g}, {k} as in WHO; of three or four. */
// prettier-ignore
export const WHO_MORE: Wording = { q: [
    '{f} Who of them all is the {k}?', '{f} Who in this group is the {k}?', '{f} Who is the {k} of everyone?', '{f} Who is the {k} of the (group|lot|bunch|whole group)?', '{f} Whose name do you give as the {k}?', '{f} Which (name|friend|person) comes out as the {k}?',
    '{f} Then who is the {k}?', '{f} Hence the {k} is who?', '{f} So, the {k} is?', '{f} So the {k} is', '{f} Tell me the {k}.', '{f} Tell me the name of the {k}.', '{f} Say the name of the {k} one.', '{f} Just the name: who is the {k}?', '{f} One name: the {k}?',
    '{f} Who would you say is the {k}?', '{f} Who do you think is the {k}?', '{f} In that case, who is the {k}?', '{f} From this, who is the {k}?', '{f} Judging by this, who is the {k}?', '{f} According to this, who is the {k}?', '{f} Based on that, who is the {k}?',
    '{f} Put them in order: who is the {k}?', '{f} Line them up. Who is the {k}?', '{f} Rank them. Who is the {k}?', '{f} If you rank them, who is the {k}?', '{f} If they line up in order, who is the {k}?', '{f} Sort them and tell me the {k}.',
    'Who is the {k} person here: {f}', 'Who is the {k} of these people? {f}', 'Who turns out to be the {k}? {f}', 'Who must be the {k}? {f}', 'Which of these people is the {k}? {f}', 'Tell me the {k}. {f}', 'Give me the {k} of these: {f}',
    'Rank these people and name the {k}: {f}', 'Sort by this and name the {k}: {f}', 'Here are some people. {f} Who is the {k}?', 'A few friends: {f} Who is the {k}?', 'Some facts about people: {f} Who is the {k}?', 'In a family {g}. Who is the {k}?',
    'In our class {g}. Who is the {k}?', 'In a team {g}. Who is the {k}?', 'At school {g}. Who is the {k}?', 'On our street {g}. Who is the {k}?', 'In my office {g}. Who is the {k}?', 'If {g}, then who is the {k}?', 'If {g}, who of them is the {k}?',
    'If {g}, which person is the {k}?', 'If {g}, name the {k}.', 'Knowing that {g}, who is the {k}?', 'Considering that {g}, who is the {k}?', 'Let {g}. Who is the {k}?', 'Say that {g}. Then who is the {k}?', 'Take it that {g}. Who is the {k}?',
    'What follows about the {k} if {g}?', 'Who is the {k} if we know that {g}?', 'Who is the {k} if it is true that {g}?', '{g}. So who is the {k}?', '{g}. Who is the {k}?', '{g}. Who is the {k} of all?', '{g}; who is the {k}?', '{g}, who is the {k}?', '{g}, who is the {k} of them?',
    '{g}. the {k}?', '{g}? Then who is the {k}?', '{g}... who is the {k}?', '{g} and I ask: who is the {k}?', '{g}, then the {k} is?', '{f} Question for you: who is the {k}?', '{f} A question: who is the {k}?', '{f} Easy question: who is the {k}?',
    '{f} Help me: who is the {k}?', '{f} I have to find the {k}. Who is it?', '{f} We are looking for the {k}.', '{f} Find the {k}.', '{f} Find the {k} person.', '{f} Find the {k} one.', '{f} Pick the {k}.', '{f} Pick out the {k} person.', '{f} Choose the {k}.',
    '{f} Identify the {k}.', '{f} Determine the {k}.', '{f} Determine who is the {k}.', '{f} Work out the {k}.', '{f} Figure out who is the {k}.', '{f} Deduce who is the {k}.', '{f} Show me the {k}.', '{f} Answer: the {k} is', '{f} Result: the {k} is who?',
    '{f}\n\nThe {k}?', '{f}\nName the {k}.', '{f}\nTell me who is the {k}.', '{f}\nWho of them is the {k}?', '{f}\n- Who is the {k}?', 'Q: {f} Who is the {k}?\nA:', 'Brain teaser: {f} Who is the {k}?', 'Question: {f} Who is the {k}?', 'Quiz: {f} Who is the {k}?',
    'Exercise: {f} Who is the {k}?', 'Homework: {f} Who is the {k}?', 'Test: {f} Who is the {k}?', 'Consider this. {f} Who is the {k}?', 'Read this: {f} Now who is the {k}?', 'My puzzle book says: {f} Who is the {k}?', 'My teacher says: {f} Who is the {k}?',
  ] };
// prettier-ignore
export const WHICH_MORE: Wording = { q: [
    '{f} Which of them all is the {k}?', '{f} Which is the {k} of the (group|lot)?', '{f} Then which is the {k}?', '{f} Hence the {k} is which?', '{f} So, the {k} is?', '{f} So the {k} is', '{f} Tell me the {k}.', '{f} Just the name: which is the {k}?', '{f} Which would you say is the {k}?',
    '{f} Which do you think is the {k}?', '{f} In that case, which is the {k}?', '{f} From this, which is the {k}?', '{f} Judging by this, which is the {k}?', '{f} According to this, which is the {k}?', '{f} Based on that, what is the {k}?', '{f} Put them in order: which is the {k}?',
    '{f} Rank them. Which is the {k}?', '{f} If you rank them, which is the {k}?', '{f} Sort them and tell me the {k}.', 'Which turns out to be the {k}? {f}', 'Which must be the {k}? {f}', 'Which of these is the {k}? {f}', 'Tell me the {k}. {f}', 'Give me the {k} of these: {f}',
    'Rank these and name the {k}: {f}', 'Here are some things. {f} Which is the {k}?', 'A few things: {f} Which is the {k}?', 'In a shop {g}. Which is the {k}?', 'In our town {g}. Which is the {k}?', 'If {g}, then which is the {k}?', 'If {g}, which of them is the {k}?',
    'If {g}, name the {k}.', 'Knowing that {g}, which is the {k}?', 'Considering that {g}, what is the {k}?', 'Let {g}. Which is the {k}?', 'Say that {g}. Then which is the {k}?', 'What is the {k} if we know that {g}?', '{g}. So which is the {k}?', '{g}. Which is the {k}?',
    '{g}; which is the {k}?', '{g}, which is the {k}?', '{g}... which one is the {k}?', '{g}, then the {k} is?', '{f} Question for you: which is the {k}?', '{f} Help me: which one is the {k}?', '{f} We are looking for the {k}.', '{f} Find the {k}.', '{f} Find the {k} one.',
    '{f} Identify the {k}.', '{f} Determine the {k}.', '{f} Work out the {k}.', '{f} Figure out which is the {k}.', '{f} Deduce which is the {k}.', '{f} Show me the {k}.', '{f}\n\nThe {k}?', '{f}\nName the {k}.', '{f}\nWhich of them is the {k}?', 'Q: {f} Which is the {k}?\nA:',
    'Brain teaser: {f} Which is the {k}?', 'Question: {f} Which is the {k}?', 'Quiz: {f} Which one is the {k}?', 'Homework: {f} Which is the {k}?', 'Consider this. {f} Which is the {k}?', 'Read this: {f} Now which is the {k}?', 'I want to buy the {k}. {f} Which one is that?',
  ] };
// prettier-ignore
export const WHO_DOES_MORE: Wording = { q: [
    '{f} Who of them all {k}?', '{f} Who in this group {k}?', '{f} Then who {k}?', '{f} Who would you say {k}?', '{f} Who do you think {k}?', '{f} In that case, who {k}?', '{f} From this, who {k}?', '{f} According to this, who {k}?', '{f} Based on that, who {k}?',
    '{f} Put them in order: who {k}?', '{f} Rank them. Who {k}?', '{f} Just the name: who {k}?', '{f} Help me: who {k}?', '{f} Determine who {k}.', '{f} Figure out who {k}.', '{f} Deduce who {k}.', '{f} Find the one who {k}.', '{f} Pick the one who {k}.', '{f} Say who {k}.',
    '{f} It is who that {k}?', '{f}\nTell me who {k}.', '{f}\n\nWho {k}?', 'Who of these people {k}? {f}', 'Tell me who {k}. {f}', 'Name the one who {k}. {f}', 'Here are some people. {f} Who {k}?', 'A few friends: {f} Who {k}?', 'In our class {g}. Who {k}?', 'In a team {g}. Who {k}?',
    'If {g}, then who {k}?', 'If {g}, who of them {k}?', 'If {g}, tell me who {k}.', 'Knowing that {g}, who {k}?', 'Considering that {g}, who {k}?', 'Say that {g}. Then who {k}?', 'Who {k} if we know that {g}?', '{g}. So who {k}?', '{g}. Who {k}?', '{g}; who {k}?', '{g}, who {k}?',
    '{g}... who {k}?', '{g}: who {k}?', '{g}, so who {k}?', 'Q: {f} Who {k}?\nA:', 'Brain teaser: {f} Who {k}?', 'Question: {f} Who {k}?', 'Quiz: {f} Who {k}?', 'Homework: {f} Who {k}?', 'Read this: {f} Now who {k}?', 'Consider this. {f} Who {k}?',
  ] };
