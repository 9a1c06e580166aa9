// Stories that look like those of another operation: growth and arrivals told in the words of a
// difference, packs asked for from either side, two months' pay. What a story asks for must be read off
// it, since its words alone do not say. How a story is written: word-problem-wordings.ts.

import type { Stories } from './word-problem-wordings.ts';

// prettier-ignore
export const PLUS_TURNS: Stories = {
  any: [
    'the (price|rent|fee|fare) was {a} {e} and (went up|rose|increased|climbed) by {b} {e} # what is it now',
    'a (lake|well|pool|river) was {a} {l} deep and the water rose by {b} {l} # how deep is it now',
    '{n} lost {a} {i} on Monday and {b} {i} on Tuesday # how many {i} did {n} lose in all',
    '{n} ate {a} {i} (before|at) noon and {b} {i} (later|in the evening) # how many {i} were eaten',
    '{n} gave away {a} {i} and then {b} more # how many {i} did {n} give away',
    '{n} gave {a} {i} to {m} and {b} {i} to a friend # how many {i} did {n} give away (in all|altogether)',
    '{n} spent {a} {e} and has {b} {e} left # how much (money |)did {n} have (at first|before|to begin with)',
    '{n} sold {a} {i} and still has {b} # how many {i} were there at (first|the start)',
    'after {n} took away {a} {i}, {b} were left # how many {i} were there before',
    '{a} {p} left the {g} and {b} stayed # how many {p} were there (before|at first)',
    '{a} {p} got off the train and {b} stayed on # how many {p} were on it before',
    '{a} seats are taken and {b} are free # how many seats are there',
    '{a} lamps are on and {b} are off # how many lamps are there',
    '{a} pupils passed the test and {b} failed # how many took it',
    '{n} has {b} {i} more than {m}, who has {a} # how many {i} does {n} have',
    '{m} has {a} {i} and {n} has {b} more than that # how many {i} does {n} have',
    '{n} is {a} {d} from home and goes {b} {d} farther away # how far from home is {n} then',
    'the first half had {a} {p} watching and {b} more came for the second # how many watched the second half',
    'an account held {a} {e} and got {b} {e} of interest # how much is in it now',
    'the counter stood at {a} and moved up by {b} # what does it show now',
    'the tank had {a} {v} in it and {n} filled in {b} {v} more # how many {v} are in it now',
    'a video had {a} views yesterday and got {b} new ones today # how many views does it have now',
    '{n} drove {a} {d}, took a rest, and drove another {b} {d} # how long was the drive',
    'the bill was {a} {e} and {n} added a tip of {b} {e} # how much did {n} pay',
    'the parcel weighs {a} {w} and its box weighs {b} {w} # how heavy are they together',
    'the hall was set up with {a} chairs, and {b} were carried in later # how many chairs are in it',
    'our town had {a} {p} registered and {b} new ones signed up # how many are registered now',
  ],
  close: ['{n} was {a} years old {b} years ago # how old is {n} now', '{n} is {a} now # how old will {n} be in {b} years', '{n} slept {a} hours at night and {b} hours in the day # how long did {n} sleep', 'it was {a} degrees and got {b} degrees warmer # how warm is it now', 'the film starts in {a} minutes and lasts {b} minutes # in how many minutes is it over'],
  whole: [
    'What was the price before, if it fell by {b} {e} and is {a} {e} now?',
    'How many {i} did {n} start with if {a} were given away and {b} are left?',
    'A bush of {a} {l} grows another {b} {l}. How tall does it get?',
    'The herd had {a} cows. Then {b} calves were born. How many animals is that?',
    '{n} was paid {a} {e} on Friday and {b} {e} on Saturday. What did {n} get for both days?',
    'First {a} {p} came in, later {b} others. How many came?',
    '{n} gave {m} {a} {i} and kept {b}. How many were there before?',
    '{a} of the {i} are broken and {b} are fine. How many are there?',
    'My plant measured {a} {l}. It gained {b} {l} over the summer. What does it measure now?',
  ]
};

// prettier-ignore
export const MINUS_TURNS: Stories = {
  any: [
    'a (tree|fence|pole|candle|rope) was {a} {l} long and {n} cut off {b} {l} # how long is it now',
    'a (tree|child|plant) is {a} {l} tall now and was {b} {l} tall last year # how much did it grow',
    'the zoo has {a} birds now and had {b} last year # how many were added',
    '{n} had {b} {i} and after a gift has {a} # how many {i} were in the gift',
    '{n} found some {i} and now has {a} instead of {b} # how many {i} did {n} find',
    '{n} earned {a} {e} in June and {b} {e} in July # how much more was it in June',
    'the price rose from {b} {e} to {a} {e} # by how much did it (rise|go up)',
    'the price fell from {a} {e} to {b} {e} # by how much did it (fall|drop)',
    'together {n} and {m} have {a} {i}, and {b} of them belong to {m} # how many belong to {n}',
    '{n} and {m} spent {a} {e} together and {m} paid {b} {e} of it # how much did {n} pay',
    'the two boxes weigh {a} {w} together and one of them weighs {b} {w} # what does the other weigh',
    '{a} {p} came in all, and {b} of them came by car # how many did not come by car',
    'all in all {n} has {a} {i}, {b} of which are old # how many {i} are new',
    '{n} wants to read {a} pages and has read {b} # how many more pages (must {n} read|are there to go)',
    '{n} needs {a} {e} for a bike and has saved {b} {e} # how much more (money |)does {n} need',
    '{n} has to go {a} {d} and has done {b} {d} # how far is it still',
    '{m} has {b} {i} fewer than {n}, who has {a} # how many {i} does {m} have',
    '{n} has {a} {i}, which is {b} more than {m} has # how many {i} does {m} have',
    'a lake was {a} {l} deep and the water sank by {b} {l} # how deep is it now',
    '{n} paid with {a} {e} for something that costs {b} {e} # how much (change|money) does {n} get back',
    'the bill is {b} {e} and {n} gives {a} {e} # how much does {n} get back',
    'the counter stood at {a} and moved down by {b} # what does it show now',
    'the account held {a} {e} and {n} took out {b} {e} # how much is in it now',
    'a (shop|stall|baker) made {a} rolls and threw {b} away # how many rolls were sold or kept',
    'of {a} tickets {b} are gone # how many can still be had',
    '{a} {p} signed up and {b} cancelled # how many are coming',
    '{n} printed {a} pages but {b} came out blank # how many are good',
    '{n} scored {a} points and {m} scored {b} # by how many points did {n} win',
    'the team was ahead by {a} points and the lead shrank by {b} # how big is the lead now',
    'from {a} {v} of juice {n} poured out {b} {v} # how many {v} remain',
  ],
  close: ['{n} is {a} now # how old was {n} {b} years ago', '{n} will be {a} in {b} years # how old is {n} now', 'it was {a} degrees and got {b} degrees colder # how warm is it now', 'a lesson of {a} minutes began {b} minutes ago # how many minutes are left'],
  whole: [
    'How many {i} must {n} add to {b} to have {a}?',
    'How many are missing if {b} out of {a} {p} are here?',
    'By how much is {a} {e} more than {b} {e}?',
    '{n} began with {a} {i}. At the end there were {b}. How many are gone?',
    '{n} had {a} {e} in the morning. In the evening it was {b} {e}. What was spent?',
    'The queue had {a} {p}. Then {b} gave up. How many are still waiting?',
    'Two friends have {a} {i} together. One has {b}. How many does the other one have?',
    'A rope measures {a} {l}. {n} uses {b} {l} of it. What is left?',
    'There were {a} {p} at the {g}. After {b} went home, how many stayed?',
    'A shirt is {b} {e} off and was {a} {e}. What does it cost with that?',
  ]
};

// prettier-ignore
export const TIMES_TURNS: Stories = {
  any: [
    'each {c} holds {a} {i} # how many {i} are there in {b} {cs}',
    'every {c} takes {a} {i} and {n} fills {b} # how many {i} does {n} use',
    'a (bus|boat|van|cabin) takes {a} {p} # how many {p} can go in {b} of them',
    'one (seat|ticket|night|lesson) costs {a} {e} and {n} needs {b} # how much is that',
    '{n} pays {a} {e} (a|per|every|each) (month|week|day) # how much is it for {b} of them',
    '{n} saves {a} {e} every week # how much has {n} saved after {b} weeks',
    '{n} gives {a} {i} to each of {b} friends # how many {i} does {n} give away',
    '{n} loses {a} {i} every day for {b} days # how many {i} are lost',
    '{m} has {a} {i} and {n} has {b} times as many # how many {i} does {n} have',
    'a (fence|train|wall|chain) has {b} parts of {a} {l} # how long is it',
    'a (worker|machine|printer|robot) makes {a} parts (an hour|every hour|per hour) and runs {b} hours # how many parts are made',
    'one bag weighs {a} {w} and there are {b} such bags # how heavy are they all',
    '{n} does {b} laps of {a} {l} # how many {l} is that',
    'a (can|jug|bottle|barrel) holds {a} {v} and {n} empties {b} # how many {v} is that',
    'there are {b} floors with {a} windows on each # how many windows are there',
    '{n} reads {a} pages a day for {b} days # how many pages are read',
    'for one cake you need {a} {i} # how many for {b} cakes',
    '{b} {p} pay {a} {e} each # how much is paid',
    '{b} teams have {a} players each # how many players is that',
  ],
  close: [],
  whole: [
    'How many {i} are needed to fill {b} {cs} with {a} apiece?',
    'How much does {n} pay for {b} tickets if one is {a} {e}?',
    'What do {b} nights cost at {a} {e} a night?',
    'With {a} {i} in each {c}, what do {b} {cs} hold?',
    'At {a} {d} a day, how far does {n} get in {b} days?',
    'A {c} holds {a}. I filled {b} of them with {i}. How many did I pack?',
    '{n} takes {b} hats at {a} {e}. What is the price?',
    'One costs {a} {e}. What do {b} cost?',
  ]
};

// prettier-ignore
export const SHARE_TURNS: Stories = {
  any: [
    '{a} {i} are to be packed, {b} to a {c} # how many {cs} is that',
    '{n} has {a} {e} and one ticket costs {b} {e} # how many tickets can {n} buy',
    'a toy costs {b} {e} # how many toys can {n} buy for {a} {e}',
    '{n} saves {b} {e} a week and wants to have {a} {e} # how many weeks does it take',
    '{n} needs {a} {i} and they come in packs of {b} # how many packs are needed',
    '{a} {p} want to cross and the boat takes {b} at a time # how many trips does it make',
    '{n} paid {a} {e} for {b} tickets # what does one ticket cost',
    'a rope of {a} {l} is cut into pieces of {b} {l} # how many pieces are there',
    '{n} has read {a} pages in {b} days, the same number each day # how many pages a day is that',
    '{n} has {b} times as many {i} as {m} and {n} has {a} # how many {i} does {m} have',
    'a machine makes {b} parts an hour # how many hours does it need for {a} parts',
    '{a} {v} are poured into jugs of {b} {v} # how many jugs are filled',
  ],
  close: [],
  whole: [
    'How many {cs} does {n} need for {a} {i} if each takes {b}?',
    'One costs {b} {e}. How many can {n} buy with {a} {e}?',
    'At {b} {d} a day, how many days does {n} need for {a} {d}?',
  ]
};
