// Still more stories of the four operations, told of other things and in other shapes: at work, in
// games, on the way, in the kitchen. How a story is written: word-problem-wordings.ts.

import type { Stories } from './word-problem-wordings.ts';

/** Further frames, as STORY_FRAMES. */
// prettier-ignore
export const STORY_FRAMES_MORE: readonly string[] = [
  '{S}. {Q}? Thanks', '{S}. {Q}? (I need a number)', '{S}. {Q}? Show your work.', '{S}. {Q}? Explain.', '{S}. {Q}? Think step by step.', '{S}. {Q}? Answer with the calculation.', '{S}. Please tell me {q}.', '{S}. Can you tell me {q}?', '{S}. Could you work out {q}?',
  '{S}. I would like to know {q}.', '{S}. I want to know {q}.', '{S}. I have to find out {q}.', '{S}. Find out {q}.', '{S}. Figure out {q}.', '{S}. Determine {q}.', '{S}. In that case, {q}?', '{S}. Well, {q}?', '{S}. Hmm, {q}?', '{S}. Quick: {q}?', '{S}. OK, {q}?',
  '{S}. And {q}?', '{S}. But {q}?', '{S}. Guess {q}.', '{S}. Do you see {q}?', '{S}. My kid asks {q}.', '{S}. The book asks: {q}?', '{S}. The task is to say {q}.', '{S}. Help: {q}?', '{S}. Task: {q}?', '{S}. Q: {q}?', '{S}. I cannot work out {q}.', '{S}. I am not sure {q}.',
  '{S}. Not sure {q}.', '{S}. Please help, {q}?', '{S}. Let me know {q}.', '{S}. That means {q}?', '{S}. Which means {q}?', '{S}. After all that, {q}?', '{S}. Knowing this, {q}?', '{S}. Using this, {q}?', '{S}\n\n{Q}', '{S}\n{Q}?', 'Q: {S}. {Q}?\nA:', 'Question: {S}. {Q}?',
  'Question: {q}? Known: {s}.', 'Exercise: {s}. {Q}?', 'Exercise 4. {S}. {Q}?', '1) {S}. {Q}?', 'Math: {s}. {Q}?', 'Maths homework: {s}. {Q}?', 'My homework says: {s}. {Q}?', 'From my worksheet: {s}. {Q}?', 'A story problem: {s}. {Q}?', 'Text problem: {s}. {Q}?', 'For my class: {s}. {Q}?',
  'Can you solve this? {S}. {Q}?', 'Please solve: {s}. {Q}?', 'Solve this: {s}. {Q}?', 'Try this one. {S}. {Q}?', 'Here goes: {s}. {Q}?', 'So {s}. {Q}?', 'OK so {s}. {Q}?', 'Well, {s}. {Q}?', 'Think of this: {s}. {Q}?', 'Picture this: {s}. {Q}?', 'Consider this: {s}. {Q}?',
  'Take this: {s}. {Q}?', 'Look: {s}. {Q}?', 'Once {s}, {q}?', 'Seeing that {s}, {q}?', 'Considering that {s}, {q}?', 'Knowing that {s}, {q}?', 'Because {s}, I ask {q}.', 'Whenever {s}, {q}?', 'Let us imagine that {s}. {Q}?', 'Supposing {s}, {q}?', 'Say that {s}. {Q}?', 'What if {s}, {q}?',
  'Tell me {q}. {S}.', 'Please tell me {q}: {s}.', 'Can you tell me {q}? {S}.', 'Do you know {q}? {S}.', 'Could you say {q} when {s}?', 'I wonder {q} if {s}.', 'I want to know {q}: {s}.', 'I need help. {S}. {Q}?', 'Work out {q} if {s}.', 'Find out {q}: {s}.', 'Figure out {q} when {s}.',
  '{Q}, when {s}?', '{Q}, knowing that {s}?', '{Q}, seeing that {s}?', '{Q} in case {s}?', '{Q} once {s}?', '{Q} - {s}', '{Q}? - {S}.', '{Q}? Well, {s}.', '{Q}? You see, {s}.', '{Q}? Because {s}.', '{Q}? It says that {s}.', '{Q}? Given: {s}.', '{Q}?\n{S}.', '{S} (question: {q})', '{S} [{q}?]',
];

// prettier-ignore
export const PLUS_MORE: Stories = {
  any: [
    '{n} typed {a} words before the break and {b} after it # how many words (is that|did {n} type|are there) in (all|total)',
    'a (baker|shop|stand) sold {a} {i} in the morning and {b} in the (afternoon|evening) # how many (were sold|did it sell|is that) (that day|in all|altogether)',
    'the (red|first|left|old) {c} has {a} {i} and the (blue|second|right|new) one has {b} # how many {i} (are there|do both have|is that) together',
    '{n} (picked|gathered|counted|washed|painted) {a} {i} and then {b} more # how many {i} (is that in all|are there in all)',
    '{a} (boys|adults|dogs|cars) and {b} (girls|children|cats|bikes) are (in the park|at the lake|in the yard) # how many are there (altogether|in all|in total)',
    'there were {a} {p} at the {g} and {b} more (came|arrived|joined|walked in) # how many {p} are (there|at the {g}) now',
    '{n} read {a} pages on (Monday|Saturday) and {b} pages on (Tuesday|Sunday) # how many pages (is that|did {n} read)( in all| altogether|)',
    '{n} paid {a} {e} for (shoes|the bike|a coat) and {b} {e} for (a hat|the lock|a shirt) # how much (did {n} spend|is that|was it) in (all|total)',
    '{n} has {a} {e} in the bank and {b} {e} at home # how much (money |)does {n} have( in all| altogether|)',
    'the {g} had {a} (lamps|chairs|doors|plants) and (got|bought|ordered) {b} new ones # how many does it have now',
    'a (bus|train|ship|plane) had {a} {p} on board and {b} (got on|boarded|climbed in) # how many are on board now',
    '{n} (rode|walked|ran|drove) {a} {d} (yesterday|on Monday) and {b} (today|on Tuesday) # how (far is that|many {d} is that) (in all|together|altogether)',
    'one (pipe|rope|board) is {a} {l} long and another {b} {l} # how long are they (end to end|together|when put in one line)',
    'the (flour|sugar|salt) weighs {a} {w} and the (butter|rice|milk) {b} {w} # what do they weigh together',
    'a (tank|barrel|pot) held {a} {v} and {n} (poured|filled) in {b} more # how (much|many {v}) (is in it|does it hold) now',
    '{n} has {a} {i}. {m} has {b} # how many (do they have|are there|is that) if they put them together',
    '{n} gave away {b} {i} and still has {a} # how many did {n} have (at first|before|in the beginning)',
    '{n} (spent|lost|used) {b} {e} and (still |)has {a} {e} left # how much did {n} have (before|at the start|in the beginning)',
    '{m} has {a} {i} and {n} has {b} more than {m} # how many {i} does {n} have',
    '{n} (took|made|sent) {a} (photos|calls|messages|drawings) in May and {b} in June # how many (is that|did {n} make) in (both months|the two months)',
    'on one farm live {a} (sheep|cows|hens|goats), on the next {b} # how many live on both farms',
    '{n} scored {a} in the first game and {b} in the second # what (is the total|does that make|are the points together)',
  ],
  close: [
    '{n} is {a} years old # how old (will {n} be|is {n}) in {b} years',
    '{n} is {b} years older than {m}, and {m} is {a} # how old is {n}',
    'a class has {a} (boys|girls) and {b} (girls|boys) # how many (pupils|children) (are in it|is that)',
    'the first part takes {a} minutes and the second {b} # how long (is it|does it take) in all',
    'it was {a} degrees (this morning|at six) and got {b} degrees warmer # how (many degrees|warm) is it now',
    '{n} ate {a} (nuts|cherries|grapes) and {m} ate {b} # how many did they eat (together|in all)',
    'the score was {a} and {n} (made|got|scored) {b} more points # what is the score now',
  ],
  whole: [
    'How many {i} are {a} {i} and {b} {i} together?',
    'How many {i} does {n} have with {a} from home and {b} from {m}?',
    'How much do I pay for a coat of {a} {e} and shoes of {b} {e}?',
    '{n} starts with {a} {i}. {m} brings {b} more. How many {i} are there?',
    '{n} had {a} {i}. Then {n} got {b} from {m}. How many {i} now?',
    'First {a} {p} came, then {b}. How many {p} came in all?',
    'Add it up: {a} {i} here and {b} {i} there. How many is that?',
    '{a} {p} on the first bus and {b} on the second. How many {p} is that?',
    'What is the bill when lunch is {a} {e} and dinner {b} {e}?',
    'We had {a} {i} and {b} more came in today. What is the total?',
  ]
};

// prettier-ignore
export const MINUS_MORE: Stories = {
  any: [
    '{n} (had|owned|kept) {a} {i} and (gave|sold|lent) {b} (to {m}|away|to a friend) # how many {i} (are left|does {n} still have|remain)',
    'there were {a} {i} (on the table|in the {c}|in the shop) and {b} (were taken|were sold|broke|got lost) # how many (are left|remain|are still there)',
    'a (baker|shop|stand|farmer) had {a} {i} and sold {b}(| of them) # how many (are left|does the shop still have|were not sold)',
    '{a} {p} (were|sat|waited) in the {g} and {b} (left|went home|walked out) # how many {p} (are still there|stayed|remain)',
    'a (bus|train|ship) had {a} {p} on board and {b} (got off|left) # how many are (still on it|left on board)',
    '{n} has {a} pages to (read|write|copy) and has done {b} # how many (pages are left|pages remain|are still to do)',
    '{n} wants (a bike|a guitar|a phone) for {a} {e} and has (saved |){b} # how much (is missing|more does {n} need|does {n} still need)',
    'a (lamp|jacket|game) costs {b} {e} and {n} pays with {a} # how much (change is that|does {n} get back|comes back)',
    '{n} must (walk|drive|ride) {a} {d} and has done {b} # how (far is it still|many {d} are left)',
    'a (rope|ribbon|board) was {a} {l} long and {n} (cut off|used) {b} # how (long is the rest|much is left)',
    'the (tank|barrel|pool) held {a} {v} and {b} (leaked out|were used|were drunk) # how many {v} (are left|remain|are still in it)',
    'the (crate|sack|box) weighed {a} {w} and {n} took out {b} {w} # what does it weigh now',
    '{n} has {a} {i} and {m} has {b} # how many (more does {n} have|more {i} does {n} have than {m}|fewer does {m} have)',
    'the {g} has {a} seats and {b} are (taken|sold|reserved|broken) # how many (are free|seats are left|can still be used)',
    'of {a} {i} {b} are (red|new|broken|green) # how many are not',
    '{b} of the {a} {p} are (children|tired|from Spain|members) # how many are not',
    '{n} scored {a} points and {m} scored {b} # by how many points (did {n} win|was {n} better|is {n} ahead)',
    'the (tower|tree|mast) is {a} {l} high and the (house|hut|bush) {b} # how much (higher|taller) is the (tower|first one|taller one)',
    'a book cost {a} {e} and is now {b} {e} # how much cheaper is it( now|)',
    '{n} planted {a} (trees|beans|bulbs|roses) and {b} (died|did not grow) # how many (live|grew|came up)',
    'the team had {a} {e} and paid {b} for (balls|a bus|shirts) # how much (is left|remains|does the team have now)',
    '{n} and {m} have {a} {i} together, and {b} of them (belong to|are from) {m} # how many (belong to|are from) {n}',
    '{n} needs {a} {i} and has {b} # how many (more does {n} need|are missing|must {n} still get)',
    'an album has room for {a} (photos|stamps|stickers) and {b} are in # how many (more fit|places are free)',
  ],
  close: [
    '{n} is {a} and {m} is {b} # how much older is {n}',
    '{n} is {b} years younger than {m}, and {m} is {a} # how old is {n}',
    '{n} is {a} years old # how old was {n} {b} years ago',
    'a film is {a} minutes long and {b} minutes have passed # how many minutes are left',
    'it was {a} degrees and got {b} degrees colder # how (warm|many degrees) is it now',
    '{a} pupils are in a class and {b} are (ill|away) # how many are there today',
    'of {a} (eggs|cups|glasses) {b} broke # how many are (whole|left|still good)',
  ],
  whole: [
    'How many {i} remain of {a} when {b} are gone?',
    'How many {i} does {n} keep from {a} after giving {m} {b}?',
    'How much change is left from {a} {e} after paying {b}?',
    'How many more {i} than {b} are {a}?',
    '{n} starts with {a} {i}. {n} loses {b}. How many {i} are left?',
    '{n} had {a} {i}. {m} took {b}. How many {i} does {n} have now?',
    'Take {b} {i} out of {a}. How many stay?',
    '{a} {p} came. {b} went home early. How many {p} stayed?',
    'What is left when {n} spends {b} {e} of {a}?',
    'There were {a} {i}. Now {b} are gone. How many are there?',
    'We need {a} {i} but only have {b}. How many are missing?',
  ]
};

// prettier-ignore
export const TIMES_STILL: Stories = {
  any: [
    '{n} (fills|packs|brings|carries|orders) {b} {cs} of {a} {i} # how many {i} (is that|are there|does {n} have) (in all|in total|altogether)',
    'every (shelf|page|tray|table|wall) has {a} {i} (on it|) and there are {b} of them # how many {i} (are there|is that)',
    '{b} (friends|cousins|pupils|workers) (made|found|brought|sold) {a} {i} each # how many {i} (did they make in all|is that altogether|are there)',
    '{n} (prints|writes|sends|signs) {a} (pages|letters|cards|forms) a day # how many (is that|are there) (in|after) {b} days',
    'a (class|club|group) of {b} {p} pays {a} {e} each # how much (is collected|does that make|do they pay together)',
    '{n} (drinks|uses|pours|needs) {a} {v} a day # how many {v} (is that|does {n} need) (in|for) {b} days',
    'one (row|line|column) has {a} (chairs|desks|trees|stones) and there are {b} (rows|lines|columns) # how many (are there|is that in all)',
    'a (hen|machine|worker|pump) makes {a} of them a week # how many (is that|are made) (in|after) {b} weeks',
    'a (box|pack|bag) of {i} has {a} (in it|inside) # how many {i} (are in|do I get with|is that in) {b} of them',
    '{n} needs {a} {i} for one (table|guest|costume|cake) # how many {i} are needed for {b}',
    'one (ticket|lesson|ride|visit) is {a} {e} # how much (is it|do I pay|must I pay) for {b}',
    '{n} makes {a} {e} (a|every) (day|week|month) # how much (is it|does {n} make) (in|after) {b} of them',
    'the road is {a} {d} and {n} goes along it {b} times # how (far|many {d}) is that in all',
    'one step of the stairs is {a} {l} high and there are {b} steps # how high are the stairs',
  ],
  close: [
    '{a} {cs} hold {b} {i} each # how many {i} (is that|are there|do they hold)( in all| together|)',
    '{n} buys {a} (pens|rolls|tickets|plants) at {b} {e} each # (what does {n} pay|how much is that|what is the total)',
    '{a} {p} get {b} {i} each # how many {i} (are given out|is that|are needed)',
    'there are {b} {i} on each of {a} (plates|shelves|pages|trays) # how many {i} is that',
  ],
  whole: [
    'How many {i} are there in {b} {cs} with {a} each?',
    'How many {i} are {b} times {a} {i}?',
    'How many seats are there in {b} rows of {a}?',
    'How much do {b} {i} cost at {a} {e} apiece?',
    '{n} has {b} {cs} with {a} {i} in every one. How many {i} altogether?',
    '{b} {cs}, {a} {i} in each. How many {i} in all?',
    'One {c} has {a} {i}. How many {i} have {b} {cs}?',
    'If one {c} holds {a} {i}, how many {i} do {b} {cs} hold?',
    'If {n} earns {a} {e} a day, how much is it for {b} days?',
  ]
};

// prettier-ignore
export const SHARE_STILL: Stories = {
  any: [
    '{n} puts {a} {i} in groups of {b} # how many groups (are there|does {n} get|is that)',
    '{n} (sorts|arranges|places|sets out) {a} {i} in (piles|rows|heaps|lines|stacks) of {b} # how many (are there|is that|does {n} get)',
    '{n} (sorts|arranges|divides|splits) {a} {i} into {b} equal (piles|rows|heaps|lines|stacks) # how many {i} are in (each|one)',
    'there are {a} {p} and every (team|group|boat|tent|table|car) has {b} # how many (are there|is that|of them are needed)',
    '{a} {p} are split into {b} (teams|groups|classes) of the same size # how (many {p} are in each|big is each one)',
    'a teacher (has|teaches) {a} pupils and makes groups of {b} # how many groups (are there|does the teacher get)',
    'a coach puts {a} players in teams of {b} # how many teams (are there|is that|does the coach get)',
    'a (table|car|boat|tent|bench) takes {b} {p} # how many (are filled|are taken|are full) with {a} {p}',
    '{a} (buns|cakes|rolls|eggs) fit on {b} trays, the same number on each # how many are on each tray',
    '{n} has {a} {i} for {b} (cousins|guests|kids) and wants to be fair # how many does each (get|receive)',
    '{n} hands out {a} {i} evenly to {b} (players|friends|pupils|dogs) # how many (does each get|for each)',
    '{n} and some friends are {b} people and share {a} {i} equally # how many does each (get|have)',
    '{n} cut a (cake|rope|board|pipe) of {a} {l} into {b} equal (parts|pieces) # how long is (each|one|a piece)',
    '{n} (fills|packs) {a} {i} into {cs}, {b} in each # how many {cs} (are there|are full|does {n} fill|is that)',
    '{n} uses {b} {i} (a|every|each) day and has {a} # how many days (do they last|is that enough for)',
    '{n} (learns|writes|paints|folds) {b} (words|cards|eggs|stars) (a|every) day # how many days (does it take|are needed) for {a}',
    '{b} (tickets|pens|balls|meals) cost {a} {e} (together|in all|altogether) # how much is (each|one|a single one)',
    'a bill of {a} {e} is (shared|split|paid) by {b} friends (equally|in equal parts) # how much (does each pay|is it for each)',
    '{a} {v} of (water|milk|juice|paint) fill {b} equal (cans|jugs|bottles|buckets) # how (many {v} are in each|much is in one)',
    '{n} (walked|cycled|drove) {a} {d} in {b} equal (stages|days|trips) # how (long|far) was each',
  ],
  close: [],
  whole: [
    'How many groups of {b} can {n} make out of {a} {i}?',
    'How many (teams|groups|rows) of {b} do {a} {p} make?',
    'How many tables for {b} do {a} {p} fill?',
    'How many {cs} with {b} {i} each can be packed from {a} {i}?',
    'How many {i} go in each of {b} {cs} if there are {a}?',
    'Put {a} {i} in groups of {b}. How many groups do you get?',
    'Put {a} {p} at tables of {b}. How many tables is that?',
    'Make {b} equal groups of {a} {p}. How many are in a group?',
    'Hand out {a} {i} to {b} kids evenly. How many does each get?',
    '{a} {p} in groups of {b}: how many groups?',
    '{a} {p}, {b} per table. How many tables?',
    '{a} {p} in {b} equal teams: how many per team?',
    '{a} {e} split {b} ways: how much each?',
    'We are {a} people and sit {b} to a table. How many tables do we fill?',
    '{n} has {a} {i} and {b} friends. Each friend gets the same. How many is that each?',
  ]
};
