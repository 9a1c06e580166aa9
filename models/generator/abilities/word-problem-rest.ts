// Stories of quotients that need not come out even: full groups, what is left over, both, and how many
// are needed for all. How a story is written: word-problem-wordings.ts; worked out in word-problems.ts.

import type { Stories } from './word-problem-wordings.ts';

/** Asked: how many full ones. */
// prettier-ignore
export const FULL: Stories = {
  any: [
    '{n} has {a} {i} and puts {b} in each {c} # how many full {cs} (are there|does {n} get|can {n} make)',
    '{n} packs {a} {i} in {cs} of {b} # how many {cs} are (completely |)full',
    'there are {a} {i} and {b} go into a {c} # how many {cs} can be (completely |)filled',
    'a {c} takes {b} {i} and we have {a} # how many {cs} can we fill completely',
    '{a} {p} (form|make) teams of {b} # how many (full|complete|whole) teams (are there|can be made)',
    '{a} {p} get into groups of {b} # how many (full|complete|whole) groups (are there|is that)',
    '{a} {p} sit down at tables for {b} # how many tables are full',
    '{a} {p} line up in rows of {b} # how many full rows are there',
    '{n} has {a} {e} and a ticket costs {b} # how many tickets can {n} (buy|afford|pay for) at most',
    '{n} has {a} {e} and one {c} costs {b} {e} # how many {cs} can {n} buy at most',
    'I have {a} {e} to spend and a (ride|game|song|drink) costs {b} # how many can I (get|pay for) at most',
    'a rope of {a} {l} is cut into pieces of {b} {l} # how many whole pieces (are there|does one get)',
    '{n} cuts {a} {l} of (ribbon|wire|string) into pieces of {b} {l} # how many full pieces (are there|does {n} get)',
    '{n} lays {a} tiles, {b} in a row # how many full rows (are there|can {n} lay)',
    '{n} glues {a} (photos|stamps|stickers) into an album, {b} on a page # how many pages get full',
    '{n} ties {a} flowers into bunches of {b} # how many whole bunches (are there|does {n} get)',
    '{a} eggs go into cartons of {b} # how many cartons are full',
    'one cake takes {b} eggs and there are {a} eggs # how many cakes can be baked',
    'a bracelet takes {b} beads and {n} has {a} beads # how many bracelets can {n} make',
    '{a} {v} are poured into (jars|bottles|jugs) of {b} {v} # how many get full',
    'a shelf holds {b} {i} and {n} has {a} {i} # how many shelves can {n} fill',
    '{n} sells {a} {i} in sets of {b} # how many whole sets (can be sold|are there)',
    'each friend is to get {b} {i} and {n} has {a} {i} # how many friends can get their share',
  ],
  close: [],
  whole: [
    'How many full {cs} of {b} {i} can {n} make from {a} {i}?',
    'How many (full|complete|whole) teams of {b} can {a} {p} form?',
    'How many times does {b} go into {a}?',
    'How many times can {n} take {b} {i} from {a}?',
    'How many whole groups of {b} are there in {a}?',
    'With {a} {i}, how many {cs} of {b} can I fill?',
    'I have {a} {i}. It takes {b} to fill a {c}. How many {cs} can I fill?',
    '{n} has {a} {e}. One ticket is {b} {e}. How many tickets can {n} buy at most?',
    '{a} {p}, {b} per team: how many full teams?',
    '{a} {i}, {cs} of {b}. How many full {cs}?',
  ]
};

/** Asked: what is left over. */
// prettier-ignore
export const LEFT: Stories = {
  any: [
    '{n} has {a} {i} and fills {cs} of {b} # how many {i} (are left over|are left|remain|stay over)',
    '{n} packs {a} {i} in {cs} of {b} until no more {c} gets full # how many {i} (are left over|are left|remain)',
    '{a} {i} are put into {cs} of {b} # how many {i} (are left over|do not fit into a full {c}|remain)',
    '{a} {p} form teams of {b} # how many {p} are (left over|left without a team)',
    '{a} {p} get into groups of {b} # how many are left over',
    '{a} {p} line up in rows of {b} # how many are left (over|for the last row that is not full)',
    '{n} shares {a} {i} (fairly|equally|evenly) among {b} (friends|children|cousins) # how many {i} (are left over|remain|are left)',
    '{b} (friends|children|neighbors|players) share {a} {i} (equally|fairly|evenly) and keep the rest in a bowl # how many {i} are in the bowl',
    '{n} deals {a} cards to {b} players, the same to each # how many cards are left over',
    '{n} gives {a} {i} to {b} {p}, the same number to each # how many {i} does {n} keep as a rest',
    '{n} buys as many tickets at {b} {e} as {a} {e} allow # how many {e} are left',
    '{n} has {a} {e} and buys as many {i} as possible for {b} {e} each # how many {e} (are left|remain)',
    'a rope of {a} {l} is cut into pieces of {b} {l} # how long is the rest',
    '{n} cuts as many pieces of {b} {l} as possible from {a} {l} of (wire|ribbon|rope) # how many {l} are left',
    '{n} lays {a} tiles in rows of {b} # how many tiles are left over',
    '{n} ties {a} flowers into bunches of {b} # how many flowers are left over',
    '{a} eggs are packed in cartons of {b} # how many eggs (are left over|do not go into a full carton)',
    '{a} {v} are filled into bottles of {b} {v} # how many {v} are left',
    'each child gets the same number of {a} {i} and there are {b} children # how many {i} are left over',
  ],
  close: [],
  whole: [
    'What is left over when {a} {i} are shared by {b} people?',
    'What remains when {n} splits {a} {i} into {b} equal piles?',
    'How many {i} are left over if {b} children share {a} fairly?',
    'How many {p} are left over when {a} form teams of {b}?',
    'How many {i} remain when {a} are packed in {cs} of {b}?',
    'There are {a} {i} for {b} children. Everyone gets the same. How many are left?',
    'We make groups of {b} from {a} {p}. How many {p} are without a group?',
    '{a} {i} in {cs} of {b}: how many {i} are left over?',
    '{a} shared by {b}: what is the rest?',
  ]
};

/** Asked: how many full ones, and what is left over. */
// prettier-ignore
export const BOTH: Stories = {
  any: [
    '{n} has {a} {i} and puts {b} in each {c} # how many {cs} are full and how many {i} are left over',
    '{n} packs {a} {i} in {cs} of {b} # how many (full |){cs} (does {n} get|are there) and how many {i} (are left|remain|are left over)',
    'there are {a} {i} and {b} fit in a {c} # how many {cs} can be filled, and what is left over',
    '{a} {p} form teams of {b} # how many teams are there and how many {p} are left over',
    '{a} {p} (are put|are split|get) into groups of {b} # how many groups (are there|is that), and how many {p} are left(| over)',
    '{a} {p} are divided into groups of {b} # how many groups, how many left over',
    '{a} {p} (sit|stand|line up) in rows of {b} # how many full rows are there and how many are left over',
    '{a} {p} sit at tables for {b} # how many tables are full and how many {p} (are left|still need a seat)',
    '{b} (friends|children|cousins|players) share {a} {i} (equally|fairly|evenly) # how many does each get and how many are left over',
    '{n} shares {a} {i} among {b} (friends|children|guests) # how many {i} does each get, and (how many are left|what is left over)',
    '{n} splits {a} {i} into {b} equal (piles|heaps|groups) # how many are in one and how many (are left over|remain)',
    '{n} deals {a} cards to {b} players # how many cards does each get and how many are left',
    '{n} has {a} {e} and a ticket costs {b} # how many tickets can {n} buy and how much is left',
    '{n} has {a} {e} and a {c} costs {b} {e} # how many {cs} can {n} buy and how many {e} (remain|are left)',
    'a rope of {a} {l} is cut into pieces of {b} {l} # how many pieces are there and how (much|long) is the rest',
    '{n} cuts {a} {l} of (ribbon|wire|string) into pieces of {b} {l} # how many pieces (are there|does {n} get), and how much is left',
    '{n} ties {a} flowers into bunches of {b} # how many bunches are there and how many flowers are left',
    '{n} lays {a} tiles, {b} in every row # how many rows get full and how many tiles remain',
    '{a} eggs go into cartons of {b} # how many cartons are full and how many eggs are left over',
    'a cake takes {b} eggs and {n} has {a} # how many cakes can {n} bake and how many eggs are left',
    '{a} days are counted in blocks of {b} days # how many whole blocks are there and how many days are left',
    '{n} glues {a} photos into an album, {b} on a page # how many pages are full and how many photos are left',
    '{a} {v} are poured into bottles of {b} {v} # how many bottles are filled and how many {v} are left',
    'our teacher splits {a} pupils into groups of {b} # how many groups and how many left',
  ],
  close: [],
  whole: [
    'How many groups of {b} can be made from {a} {p}, and how many are left over?',
    'How many {cs} of {b} can I fill with {a} {i}, and how many {i} are left?',
    'How many {i} does each of {b} children get from {a}, and how many remain?',
    'How often does {b} go into {a}, and what is left over?',
    'Put {a} {i} in groups of {b}. How many groups, and how many left?',
    'Put {a} {p} in teams of {b}. How many teams and how many left over?',
    'Share {a} {i} between {b} people. How many each, and how many left over?',
    'Split {a} {i} among {b} friends. What does each get and what is left?',
    '{a} {p} in groups of {b}: how many groups, how many left?',
    '{a} {i}, {b} per {c}: how many full {cs} and how many left over?',
    '{a} {i} for {b} children: how many each, and the rest?',
    '{n} has {a} {i}. {b} fit in a {c}. How many {cs} get full? How many {i} are left?',
    'There are {a} {p}. Every team needs {b}. How many teams are there, and how many {p} are left out?',
    'We are {a} and make groups of {b}. How many groups is that, and how many of us remain?',
    'I have {a} {e}. A ticket costs {b} {e}. How many tickets can I buy and how much money is left?',
  ]
};

/** Asked: how many are needed so that all have a place. */
// prettier-ignore
export const NEEDED: Stories = {
  any: [
    '{a} {p} want to ride and a (car|van|boat|taxi) takes {b} # how many are needed (for all of them|so that everyone can ride|at least)',
    '{a} {p} sleep in tents for {b} # how many tents (are needed for all|must be put up at least)',
    '{a} {p} need a seat and {b} fit at a table # how many tables (are needed for all|must be set at least)',
    'a lift carries {b} people at a time and {a} are waiting # how many rides does it take (for all|until all are up)',
    '{n} must pack all {a} {i} and a {c} holds {b} # how many {cs} does {n} need at least',
    'all {a} {i} have to go into {cs} of {b} # how many {cs} are needed at least',
    '{n} needs {a} {i} and they (come|are sold) in packs of {b} # how many packs must {n} buy (at least|to have enough)',
    '{n} has {a} pages to read and reads {b} a day # after how many days is {n} done with all of them',
    '{n} needs {a} {e} and saves {b} {e} a week # how many weeks does it take at least',
    'a truck carries {b} {cs} per trip and all {a} must be moved # how many trips are needed at least',
    'all {a} photos go in an album with {b} on a page # how many pages are needed at least',
    'a room sleeps {b} and {a} {p} come # how many rooms are needed so that everyone has a bed',
  ],
  close: [],
  whole: [
    'How many (cars|vans|boats) for {b} people do {a} people need at least?',
    'How many {cs} that hold {b} do I need at least for all of my {a} {i}?',
    'How many packs of {b} must {n} buy to have at least {a} {i}?',
    '{a} {p} are coming. {b} can sit at a table. How many tables do we need so that everyone can sit?',
    'We are {a} people. A boat takes {b}. How many boats do we need so that nobody stays behind?',
    'I need at least {a} {i}. A pack has {b}. How many packs do I have to buy?',
  ]
};
