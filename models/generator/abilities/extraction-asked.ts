// Texts as they come in by chat, and requests that say what the answer is for. In the form of
// extraction-wordings.ts. Data only.

import type { Target } from './extraction-wordings.ts';

/** Texts; the letters in braces as there. */
// prettier-ignore
export const ASKED_SENTENCES: readonly string[] = [
  'So {n} took the {w} home on {d}.', 'My cousin {n} got {a} for the old {w}.', 'Whoever finds the {w}: it is {n} who misses it.', 'The invitation from {n} says {d} at {t}.', 'Next to the {w} stood {n}, who had come from {c}.', 'The new number on the door is {x}, says {n}.', 'The landlord, {n}, asks for {a} by {d}.', 'We were {x} people, and {n} paid the whole {a}.', 'You can get the {w} from {n} after {t}.', 'The choir sings on {d}; {n} plays the piano.',
  'All letters now go to {e}, room {x}.', 'The photos of {d} were sent to {e}.', 'If you want the {w}, drop a line to {e}.', 'Somebody called {n} wrote from {e}.', 'Sign up at {e} until {d}.', 'The receipt for {a} went to {e}.', 'Room {x} in {c} is free, ask {e}.', 'It was {e} that wrote at {t} about the {w}.',
  'In {c} the snow came on {d} this time.', 'The {w} has to be back by {d}, or it costs {a}.', 'Our anniversary, {d}, was spent in {c}.', 'The museum in {c} has been open since {d}.', 'The shop keeps the {w} for you until {d}.', 'The parcel left {c} on {d} at {t}.',
  'All in all the {w} and the taxi came to {a}.', 'I had {a} in my pocket when I left {c}.', 'Somebody offered {a} for the {w}, and {n} said yes.', 'The {w} was {x} years old and still cost {a}.', 'The meal for {x} people came to {a}.', 'Every child brings {a} for the trip on {d}.',
];
/** Requests that fit any target: {k} is its name. */
// prettier-ignore
export const ASKED: readonly string[] = [
  'which {k} stands in the text?', 'which {k} do they mention?', 'what {k} do they write?', 'what is written there as the {k}?', 'what did they give as the {k}?', 'what would you underline as the {k}?', 'I need to save the {k}, what is it?', 'I have to pass on the {k}', 'I only care about the {k}', 'all I want from this is the {k}', 'could you read me the {k}?', 'can you copy the {k} for me?', 'please just the {k}', 'tell me which {k} is in there', 'let me have the {k}', 'leave out all but the {k}', 'drop everything but the {k}', 'keep only the {k}',
];
// prettier-ignore
export const ASKED_FOR: Readonly<Record<Target, readonly string[]>> = {
  name: ['who is the one in this text?', 'who are we talking about here?', 'which person do they mean?', 'what is the first and last name?', 'whom do they name?', 'who is it that they write about?'],
  email: ['at what address can I mail them?', 'which address do I put in the mail?', 'where do I have to send my mail?', 'what do I type in to mail them?', 'which email did they leave?', 'what is the address for a mail?'],
  date: ['for when is that?', 'what day do they give?', 'which day do I have to remember?', 'what do I mark in the calendar?', 'when is or was that, by date?', 'which day and month do they write?'],
  amount: ['how much money do they write?', 'what sum of money is in there?', 'what is the money part?', 'how much do they say?', 'which price do they name?', 'how much money is in the text?']
};
