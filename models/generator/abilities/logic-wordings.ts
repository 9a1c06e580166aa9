// Wordings of the logic questions: comparatives and who is most, sequences, odd ones out. Not the
// kinds those come from (logic-kinds.ts), nor the answers (logic.ts).

import type { Wording } from '../grammar.ts';

/** More, most, least, less ('' where nobody says it). Of people. */
// prettier-ignore
export const OF_PEOPLE: readonly (readonly [string, string, string, string])[] = [
  ['taller', 'tallest', 'shortest', 'shorter'], ['older', 'oldest', 'youngest', 'younger'], ['faster', 'fastest', 'slowest', 'slower'], ['richer', 'richest', 'poorest', 'poorer'], ['stronger', 'strongest', 'weakest', 'weaker'],
  ['heavier', 'heaviest', 'lightest', 'lighter'], ['smarter', 'smartest', 'least smart', ''], ['braver', 'bravest', 'least brave', ''], ['happier', 'happiest', 'saddest', 'sadder'], ['louder', 'loudest', 'quietest', 'quieter'],
  ['bigger', 'biggest', 'smallest', 'smaller'], ['kinder', 'kindest', 'least kind', ''], ['funnier', 'funniest', 'least funny', ''], ['busier', 'busiest', 'least busy', ''], ['hungrier', 'hungriest', 'least hungry', ''],
  ['thinner', 'thinnest', 'thickest', 'thicker'], ['lazier', 'laziest', 'least lazy', ''], ['calmer', 'calmest', 'least calm', ''], ['wiser', 'wisest', 'least wise', ''], ['quicker', 'quickest', 'slowest', 'slower'],
  ['more careful', 'most careful', 'least careful', 'less careful'], ['more famous', 'most famous', 'least famous', 'less famous'], ['more tired', 'most tired', 'least tired', 'less tired'], ['better', 'best', 'worst', 'worse'],
  ['nicer', 'nicest', 'least nice', ''], ['cleverer', 'cleverest', 'least clever', ''], ['friendlier', 'friendliest', 'unfriendliest', 'unfriendlier'], ['politer', 'politest', 'rudest', 'ruder'],
  ['neater', 'neatest', 'messiest', 'messier'], ['luckier', 'luckiest', 'unluckiest', 'unluckier'], ['prouder', 'proudest', 'least proud', ''], ['fitter', 'fittest', 'least fit', ''], ['noisier', 'noisiest', 'quietest', 'quieter'],
  ['healthier', 'healthiest', 'least healthy', ''], ['more patient', 'most patient', 'least patient', 'less patient'], ['more popular', 'most popular', 'least popular', 'less popular'],
  ['more skilled', 'most skilled', 'least skilled', 'less skilled'], ['more honest', 'most honest', 'least honest', 'less honest'], ['more talkative', 'most talkative', 'least talkative', 'less talkative'],
  ['more curious', 'most curious', 'least curious', 'less curious'], ['more generous', 'most generous', 'least generous', 'less generous'], ['sleepier', 'sleepiest', 'least sleepy', ''],
];
/** The same of things. */
// prettier-ignore
export const OF_THINGS: readonly (readonly [string, string, string, string])[] = [
  ['heavier', 'heaviest', 'lightest', 'lighter'], ['bigger', 'biggest', 'smallest', 'smaller'], ['larger', 'largest', 'smallest', 'smaller'], ['older', 'oldest', 'newest', 'newer'], ['longer', 'longest', 'shortest', 'shorter'],
  ['wider', 'widest', 'narrowest', 'narrower'], ['higher', 'highest', 'lowest', 'lower'], ['cheaper', 'cheapest', 'most expensive', 'more expensive'], ['more expensive', 'most expensive', 'cheapest', 'cheaper'],
  ['warmer', 'warmest', 'coldest', 'colder'], ['hotter', 'hottest', 'coldest', 'colder'], ['closer', 'closest', 'farthest', 'farther away'], ['nearer', 'nearest', 'farthest', 'farther away'], ['brighter', 'brightest', 'darkest', 'darker'],
  ['harder', 'hardest', 'softest', 'softer'], ['cleaner', 'cleanest', 'dirtiest', 'dirtier'], ['thicker', 'thickest', 'thinnest', 'thinner'], ['deeper', 'deepest', 'least deep', ''], ['louder', 'loudest', 'quietest', 'quieter'],
  ['newer', 'newest', 'oldest', 'older'], ['more useful', 'most useful', 'least useful', 'less useful'], ['rarer', 'rarest', 'most common', 'more common'], ['sharper', 'sharpest', 'bluntest', 'blunter'],
  ['prettier', 'prettiest', 'ugliest', 'uglier'], ['shinier', 'shiniest', 'least shiny', ''], ['stronger', 'strongest', 'weakest', 'weaker'], ['taller', 'tallest', 'shortest', 'shorter'], ['lighter', 'lightest', 'heaviest', 'heavier'],
  ['smoother', 'smoothest', 'roughest', 'rougher'], ['fuller', 'fullest', 'emptiest', 'emptier'], ['steeper', 'steepest', 'flattest', 'flatter'], ['slower', 'slowest', 'fastest', 'faster'], ['faster', 'fastest', 'slowest', 'slower'],
  ['drier', 'driest', 'wettest', 'wetter'], ['safer', 'safest', 'most dangerous', 'more dangerous'], ['nicer', 'nicest', 'ugliest', 'uglier'], ['colder', 'coldest', 'warmest', 'warmer'],
  ['more valuable', 'most valuable', 'least valuable', 'less valuable'], ['more colorful', 'most colorful', 'least colorful', 'less colorful'], ['more comfortable', 'most comfortable', 'least comfortable', 'less comfortable'],
  ['more modern', 'most modern', 'least modern', 'less modern'], ['busier', 'busiest', 'quietest', 'quieter'],
];
/** What somebody does more than somebody else, most of all, least of all, and less. */
// prettier-ignore
export const DOING: readonly (readonly [string, string, string, string])[] = [
  ['runs faster', 'runs fastest', 'runs slowest', 'runs slower'], ['swims faster', 'swims fastest', 'swims slowest', 'swims slower'], ['drives faster', 'drives fastest', 'drives slowest', 'drives slower'],
  ['jumps higher', 'jumps highest', 'jumps lowest', 'jumps lower'], ['earns more', 'earns most', 'earns least', 'earns less'], ['eats more', 'eats most', 'eats least', 'eats less'],
  ['sleeps longer', 'sleeps longest', 'sleeps shortest', 'sleeps less'], ['sings louder', 'sings loudest', 'sings quietest', 'sings quieter'], ['gets up earlier', 'gets up earliest', 'gets up latest', 'gets up later'],
  ['came earlier', 'came first', 'came last', 'came later'], ['arrived earlier', 'arrived first', 'arrived last', 'arrived later'], ['finished earlier', 'finished first', 'finished last', 'finished later'],
  ['lives closer', 'lives closest', 'lives farthest away', 'lives farther away'], ['reads more', 'reads most', 'reads least', 'reads less'], ['has more money', 'has most money', 'has least money', 'has less money'],
  ['has more books', 'has most books', 'has fewest books', 'has fewer books'], ['works harder', 'works hardest', 'works least hard', 'works less hard'], ['throws farther', 'throws farthest', 'throws shortest', 'throws less far'],
  ['paid more', 'paid most', 'paid least', 'paid less'], ['scored more', 'scored most', 'scored least', 'scored less'], ['weighs more', 'weighs most', 'weighs least', 'weighs less'],
  ['walked farther', 'walked farthest', 'walked least far', 'walked less far'], ['speaks louder', 'speaks loudest', 'speaks quietest', 'speaks quieter'], ['types faster', 'types fastest', 'types slowest', 'types slower'],
  ['climbs higher', 'climbs highest', 'climbs lowest', 'climbs lower'], ['drinks more', 'drinks most', 'drinks least', 'drinks less'], ['spends more', 'spends most', 'spends least', 'spends less'],
  ['saves more', 'saves most', 'saves least', 'saves less'], ['went to bed earlier', 'went to bed first', 'went to bed last', 'went to bed later'], ['left earlier', 'left first', 'left last', 'left later'],
  ['has more points', 'has most points', 'has fewest points', 'has fewer points'], ['has more friends', 'has most friends', 'has fewest friends', 'has fewer friends'],
  ['got more votes', 'got most votes', 'got fewest votes', 'got fewer votes'], ['knows more', 'knows most', 'knows least', 'knows less'], ['waited longer', 'waited longest', 'waited shortest', 'waited less'],
  ['lifts more', 'lifts most', 'lifts least', 'lifts less'], ['cooks better', 'cooks best', 'cooks worst', 'cooks worse'], ['plays better', 'plays best', 'plays worst', 'plays worse'],
  ['sings better', 'sings best', 'sings worst', 'sings worse'], ['laughs more', 'laughs most', 'laughs least', 'laughs less'], ['writes more', 'writes most', 'writes least', 'writes less'],
  ['cycles farther', 'cycles farthest', 'cycles least far', 'cycles less far'], ['travels more', 'travels most', 'travels least', 'travels less'], ['was born earlier', 'was born first', 'was born last', 'was born later'],
];
/** One premise: {a} is {c}, {b} {l}; {p} is what they are: "tall". */
// prettier-ignore
export const PREMISES: readonly string[] = [
  '{a} is {c} than {b}', '{a} is {c} than {b}', '{a} is {c} than {b}', '{a} is much {c} than {b}', '{a} is a bit {c} than {b}', '{a} is a little {c} than {b}', '{a} is even {c} than {b}', '{a} is clearly {c} than {b}',
  '{a} is far {c} than {b}', '{a} is always {c} than {b}', '{a} seems {c} than {b}', 'compared to {b}, {a} is {c}', 'next to {b}, {a} is {c}', '{a} is a lot {c} than {b}', '{a} is quite a bit {c} than {b}', '{a} is slightly {c} than {b}',
  '{a} is way {c} than {b}', '{a} is definitely {c} than {b}', '{a} is really {c} than {b}', '{a} is somewhat {c} than {b}', '{a} is {c} when compared with {b}', '{a}, compared with {b}, is {c}', 'compared with {b}, {a} is {c}',
  'in comparison to {b}, {a} is {c}', 'than {b}, {a} is {c}', '{c} than {b} is {a}', 'clearly {c} than {b} is {a}', '{a} is known to be {c} than {b}', '{a} happens to be {c} than {b}', '{a} is said to be {c} than {b}',
  '{a} looks {c} than {b}', '{a} is still {c} than {b}', '{a} has always been {c} than {b}', 'everybody knows that {a} is {c} than {b}', 'I know that {a} is {c} than {b}', 'it is true that {a} is {c} than {b}',
  'we know {a} is {c} than {b}', 'of {a} and {b}, {a} is {c}', 'between {b} and {a}, {a} is {c}', 'comparing {a} and {b}, {a} is {c}', 'comparing {b} with {a}, {a} is {c}', 'out of {a} and {b}, {a} is {c}', '{b} is not as {p} as {a}',
  "{b} isn't as {p} as {a}", '{b} is not so {p} as {a}', '{b} is less {p} than {a}', '{b} is not quite as {p} as {a}', '{b} is nowhere near as {p} as {a}', '{b} is almost as {p} as {a}, but not quite', '{b} is {l} than {a}',
  '{b} is {l} than {a}', '{b} is much {l} than {a}', '{b} is a bit {l} than {a}', 'compared to {a}, {b} is {l}', 'next to {a}, {b} is {l}', '{l} than {a} is {b}', 'of {a} and {b}, {b} is {l}', '{b}, on the other hand, is {l} than {a}',
];
/** The same of what two people do. */
// prettier-ignore
export const DOING_PREMISES: readonly string[] = [
  '{a} {c} than {b}', '{a} {c} than {b}', '{a} {c} than {b}', 'compared to {b}, {a} {c}', 'in comparison with {b}, {a} {c}', 'I know that {a} {c} than {b}', 'it is true that {a} {c} than {b}', 'of {a} and {b}, {a} {c}',
  'between {b} and {a}, {a} {c}', 'everyone says {a} {c} than {b}', '{b} {l} than {a}', '{b} {l} than {a}', 'compared to {a}, {b} {l}', 'of {b} and {a}, {b} {l}', 'we know {b} {l} than {a}',
];
/** All of an order at once: {a}, then {b}, then {d}; {w} is "who" or "which". */
// prettier-ignore
export const ORDERS: readonly string[] = [
  '{a} is {c} than {b}, {w} is {c} than {d}', '{a} is {c} than {b}, {w} in turn is {c} than {d}', '{a} is {c} than {b} and {b} than {d}', '{a} is {c} than {b} and {b} is {c} than {d}', '{b} is {c} than {d} and {a} is {c} than {b}',
  '{b} is {c} than {d} but not as {p} as {a}', '{b} is {c} than {d}, but {a} is {c} still', '{b}, {w} is {c} than {d}, is not as {p} as {a}', '{b}, {w} is {c} than {d}, is {l} than {a}', '{b} is {l} than {a} but {c} than {d}',
  '{b} is {c} than {d} but {l} than {a}', '{b} is {l} than {a}, yet {c} than {d}', '{d} is {l} than {b}, {w} is {l} than {a}', '{d} is {l} than {b} and {b} is {l} than {a}', '{a} is {c} than both {b} and {d}, and {b} is {c} than {d}',
  '{a} and {b} are both {c} than {d}, and {a} is {c} than {b}', '{b} and {d} are both {l} than {a}, and {d} is {l} than {b}', '{d} is {l} than both {a} and {b}, and {a} is {c} than {b}',
  'neither {b} nor {d} is as {p} as {a}, and {b} is {c} than {d}', '{d} is not as {p} as {b}, and {b} is not as {p} as {a}', '{b} is not as {p} as {a}, and {d} is not as {p} as {b}', '{a} is {c} than {b}, and {d} is {l} than {b}',
  '{d} is {l} than {b}, and {a} is {c} than {b}', '{b} comes between {a} and {d}, and {a} is {c} than {d}', '{b} is between {a} and {d}, with {a} being {c} than {d}', '{a}, {b} and {d} are not alike: {a} is {c} than {b}, {b} {c} than {d}',
  '{a} is {c} than {b}. {b} is {c} than {d}', '{d} is {l} than {b}. {b} is {l} than {a}', '{a} is {c} than {b}. {d} is {l} than {b}', '{b} is {l} than {a}. {b} is {c} than {d}',
];
// prettier-ignore
export const DOING_ORDERS: readonly string[] = [
  '{a} {c} than {b}, who {c} than {d}', '{a} {c} than {b}, and {b} {c} than {d}', '{a} {c} than {b} and {b} than {d}', '{b} {c} than {d}, but {a} {c} still', '{b} {c} than {d} and {a} {c} than {b}', '{b} {l} than {a} but {c} than {d}',
  '{b} {c} than {d} but {l} than {a}', '{d} {l} than {b}, who {l} than {a}', '{d} {l} than {b} and {b} {l} than {a}', '{a} {c} than both {b} and {d}, and {b} {c} than {d}', '{a} {c} than {b}, and {d} {l} than {b}',
  '{d} {l} than {b}, and {a} {c} than {b}', '{a} {c} than {b}. {b} {c} than {d}', '{a} {c} than {b}. {d} {l} than {b}', '{d} {l} than {b}. {b} {l} than {a}',
];
/** Between two premises. */
// prettier-ignore
export const BETWEEN: readonly string[] = ['. ', '. ', '. ', ' and ', ', ', ', and ', '; ', ', but ', ', while ', ', also ', '.\n', ' and also '];

/** {f} the facts as a sentence, {g} without the full stop, {k} the most or least. */
// prettier-ignore
export const WHO: Wording = { q: [
    '{f} (Now |And |)(who|who then|which one|which of them)( of the three|) is the {k}( one| of all| of the three|)?', "{f} (Who's|who is) the {k}?", '{f} The {k} (person|one|of the three) is?', 'Who is the {k}? {f}',
    'Who would be the {k} here? {f}', 'Find the {k}: {f}', '{f} I want to know who is the {k}.', '{f} Name the {k}.', '{f} Who is the {k}?', '{f} Who is {k}?', '{f} Which person is the {k}?', '{f} Name the {k} one.',
    'Who is the {k}, if {g}?', '{f} So who is the {k}?', '{f} The {k} is?', '{f} Tell me who is {k}.', 'If {g}, who is {k}?', '{f} Who of them is the {k}?', '{f} Who is the {k} among them?', '{f} Who must be the {k}?',
    'Among these people, who is the {k}? {f}', 'Suppose {g}. Who is the {k}?', 'Given that {g}, who is the {k}?', '{f} Guess who is the {k}.', '{f} Can you say who is the {k}?', '{f} Then the {k} is ...',
    '{f} Out of the three, who is {k}?', 'We know this: {f} Who is the {k}?', 'Puzzle: {f} Who is the {k}?', '{f}\nWho is the {k}?', 'Facts: {f}\nQuestion: who is the {k}?', 'Let us say {g}. Who is then the {k}?', '{f} {k}?',
    '{f} Who comes out as the {k}?', 'When {g}, who is the {k}?', 'Tell me the {k} person: {f}', '{f} Do you know who is the {k}?', '{f} Of these, who is the {k}?', 'Who of the three is {k}? {f}',
    'I know three people. {f} Who is the {k}?', '{f} Which of the three people is {k}?', '{f} Work out who is the {k}.', '{f} If you had to pick the {k}, who is it?', 'The {k} one: who is it? {f}', '{f} So the {k} person is called?',
    'Riddle me this. {f} Who is the {k}?', '{f} (Please say|Please tell me|Say) who is the {k}.', '{f} Which (one|friend|kid|child|pupil|guy) is the {k}?', '{f} Which of these people is the {k}?', '{f} Whom would you call the {k}?',
    '{f} What is the name of the {k} one?', '{f} What is the {k} person called?', '{f} Give me the name of the {k}.', '{f} Give the name of the {k} one (of them|of the three|).', '{f} I wonder who the {k} is.',
    '{f} I would like to know who is the {k}.', '{f} Do you see who is the {k}?', '{f} Decide who is the {k}.', '{f} Find out who is the {k}.', '{f} Conclude who is the {k}.', '{f} It follows that the {k} is who?',
    '{f} Therefore the {k} is ...', '{f} That makes whom the {k}?', '{f} Which is the {k} one? Name it.', '{f} Who ranks as the {k}?', '{f} Who takes the title of the {k}?', '{f} Who deserves to be called the {k}?',
    '{f} Who has to be the {k}?', '{f} Who, then, is the {k}?', '{f} And the {k} is?', '{f} And who is the {k}?', '{f} The {k} of all is who?', '{f} The {k}: who?', '{f} (Quick|OK|Well|Right): who is the {k}?',
    '{f} Answer with a name: who is the {k}?', '{f} Question: who is the {k}?', '{f} Q: Who is the {k}?', '{f} My question is who is the {k}.', '(Please |)(tell|show) me who is the {k}. {f}', 'Which person is the {k}? {f}',
    'Which of them is the {k}? {f}', 'Who, of these three, is the {k}? {f}', 'I am looking for the {k}. {f} Who is it?', 'I need the {k} one. {f} Which name is it?', 'Can you find the {k}? {f}', 'Do you know who is the {k}? {f}',
    'Guess the {k}: {f}', 'Work out the {k}: {f}', 'Of the three, name the {k}. {f}', 'Name the {k} person. {f}', 'Name the {k} when {g}.', 'Find the {k} if {g}.', 'Tell me who is the {k} if {g}.', 'Who is the {k} when {g}?',
    'Who is the {k}, given that {g}?', 'Who is the {k} in case {g}?', 'Who is the {k}, seeing that {g}?', 'Seeing that {g}, who is the {k}?', 'Since {g}, who is the {k}?', 'Because {g}, who must be the {k}?', 'As {g}, who is the {k}?',
    'Assuming {g}, who is the {k}?', 'Assume {g}. Who is the {k}?', 'Imagine {g}. Who is the {k}?', 'Say {g}. Who is the {k}?', 'Provided that {g}, who is the {k}?', 'In case {g}, who is the {k}?', 'I heard that {g}. Who is the {k}?',
    'I was told that {g}. So who is the {k}?', 'You know that {g}. Who is the {k}?', 'It is known that {g}. Who is the {k}?', 'My friend says {g}. Who is the {k}?', 'Three friends were compared: {g}. Who is the {k}?',
    'Three people: {f} Who is the {k}?', 'Logic puzzle. {f} Who is the {k}?', 'A riddle: {f} Who is the {k}?', 'Think: {f} Who is the {k}?', 'Here is what I know. {f} Who is the {k}?', 'Listen. {f} Who is the {k}?',
    'Premises: {f} Conclusion: the {k} is?', 'Given: {f} Find: the {k}.', '{f}\n\nWho is the {k}?', '{f}\nThe {k} is', '{f}\nSo who is the {k}?', '{f}\nQ: the {k}?\nA:', '{g} - who is the {k}?', '{g}: who is the {k}?',
    '{g}, so who is the {k}?', '{g}. {k} = ?', '{g} => who is the {k}?', '{g}, who is {k}',
  ] };
// prettier-ignore
export const WHICH: Wording = { q: [
    '{f} Which is the {k}?', '{f} Which one is the {k}?', '{f} What is the {k}?', '{f} Which of them is the {k}?', '{f} Which of the three is {k}?', 'Which is the {k}? {f}', 'Which one is the {k}? {f}', 'What is the {k} here? {f}',
    'If {g}, which is the {k}?', 'If {g}, what is {k}?', 'Suppose {g}. Which is the {k}?', 'Given that {g}, which one is the {k}?', '{f} Name the {k}.', '{f} Name the {k} thing.', 'Find the {k}: {f}', '{f} The {k} is?',
    '{f} Tell me which is the {k}.', '{f} So which one is {k}?', '{f} Now which is the {k}?', 'Puzzle: {f} Which is the {k}?', '{f}\nWhich is the {k}?', 'Facts: {f}\nQuestion: which is the {k}?', '{f} {k}?',
    'Among the three, which is the {k}? {f}', '{f} I want the {k} one. Which is it?', 'We know this: {f} What is the {k}?', '{f} Work out which is {k}.', '{f} Then the {k} one is ...', '{f} Out of these, what is {k}?',
    'When {g}, which one is the {k}?', 'The {k} thing: what is it? {f}', '{f} Of the three things, which is the {k}?', '{f} Can you say what is the {k}?', 'I have three things. {f} Which is the {k}?', '{f} Which must be the {k}?',
    'Which thing is the {k}, if {g}?', '{f} What of all this is the {k}?', '{f} (Please say|Please tell me|Say) which is the {k}.', '{f} Which thing is the {k}?', '{f} Which of these things is the {k}?',
    '{f} What would you call the {k} (one|of them|of these|)?', '{f} Give me the {k} one.', '{f} I wonder which is the {k}.', '{f} I would like to know which one is the {k}.', '{f} Do you see which one is the {k}?',
    '{f} Decide which is the {k}.', '{f} Find out which one is the {k}.', '{f} It follows that the {k} is what?', '{f} Therefore the {k} is ...', '{f} What comes out as the {k}?', '{f} What ranks as the {k}?',
    '{f} Which has to be the {k}?', '{f} Which, then, is the {k}?', '{f} And the {k} is?', '{f} And which one is the {k}?', '{f} The {k} of all is which?', '{f} The {k}: which?', '{f} (Quick|OK|Well|Right): which is the {k}?',
    '{f} Question: which one is the {k}?', '{f} Q: Which is the {k}?', '{f} My question is which is the {k}.', '{f} Pick the {k}.', '{f} Choose the {k} one.', '{f} Point to the {k}.', '{f} If I want the {k}, what do I take?',
    '{f} If you had to pick the {k}, which is it?', '(Please |)(tell|show) me which is the {k}. {f}', 'Which of them is the {k}? {f}', 'Which, of these three, is the {k}? {f}', 'I am looking for the {k}. {f} Which is it?',
    'I need the {k} one. {f}', 'Can you find the {k}? {f}', 'Do you know which is the {k}? {f}', 'Guess the {k}: {f}', 'Work out the {k}: {f}', 'Of the three, name the {k}. {f}', 'Name the {k} thing. {f}', 'Name the {k} when {g}.',
    'Find the {k} if {g}.', 'Tell me which one is the {k} if {g}.', 'Which is the {k} when {g}?', 'Which is the {k}, given that {g}?', 'What is the {k}, seeing that {g}?', 'Seeing that {g}, what is the {k}?',
    'Since {g}, which is the {k}?', 'Because {g}, which must be the {k}?', 'As {g}, which one is the {k}?', 'Assuming {g}, which is the {k}?', 'Assume {g}. Which is the {k}?', 'Imagine {g}. Which one is the {k}?',
    'Say {g}. What is the {k}?', 'Provided that {g}, which is the {k}?', 'I heard that {g}. Which is the {k}?', 'I was told that {g}. So which is the {k}?', 'It is known that {g}. Which is the {k}?',
    'My friend says {g}. Which one is the {k}?', 'We compared three things: {g}. Which is the {k}?', 'Three things: {f} Which is the {k}?', 'Logic puzzle. {f} Which is the {k}?', 'A riddle: {f} What is the {k}?',
    'Here is what I know. {f} Which is the {k}?', 'Premises: {f} Conclusion: the {k} is?', 'Given: {f} Find: the {k}.', '{f}\n\nWhich is the {k}?', '{f}\nThe {k} is', '{f}\nSo what is the {k}?', '{g} - which is the {k}?',
    '{g}: which is the {k}?', '{g}, so which one is the {k}?', '{g}. {k} = ?', '{g} => which is the {k}?',
  ] };
// prettier-ignore
export const WHO_DOES: Wording = { q: [
    '{f} Who {k}?', '{f} Who {k}?', 'Who {k}? {f}', 'If {g}, who {k}?', 'Suppose {g}. Who {k}?', 'Given that {g}, who {k}?', '{f} So who {k}?', '{f} Which of them {k}?', '{f} Who of the three {k}?', '{f} Tell me who {k}.',
    '{f} Which person {k}?', 'Which of the three {k}? {f}', '{f}\nWho {k}?', 'Puzzle: {f} Who {k}?', '{f} Now, who {k}?', '{f} Name the one who {k}.', 'Find out who {k}: {f}', '{f} I wonder who {k}.', 'When {g}, who {k}?',
    'Who {k}, if {g}?', '{f} And who {k}?', '{f} Can you say who {k}?', '{f} Among them, who {k}?', 'We know this: {f} Who {k}?', '{f} The one who {k} is?', '{f} Do you know who {k}?', 'Facts: {f}\nQuestion: who {k}?',
    'Three people. {f} Who {k}?', '{f} (Please say|Please tell me|Say) who {k}.', '{f} Which (one|friend|kid|pupil|guy) {k}?', '{f} Which of these people {k}?', '{f} What is the name of the one who {k}?',
    '{f} Give me the name of the one who {k}.', '{f} I would like to know who {k}.', '{f} Do you see who {k}?', '{f} Decide who {k}.', '{f} Find out who {k}.', '{f} It follows that who {k}?', '{f} Who, then, {k}?',
    '{f} Of the three, who {k}?', '{f} Out of them all, who {k}?', '{f} (Quick|OK|Well|Right): who {k}?', '{f} Answer with a name: who {k}?', '{f} Question: who {k}?', '{f} Q: Who {k}?', '{f} My question is who {k}.',
    '{f} Work out who {k}.', '{f} Guess who {k}.', '(Please |)(tell|show) me who {k}. {f}', 'Which person {k}? {f}', 'Which of them {k}? {f}', 'Who, of these three, {k}? {f}', 'I am looking for the one who {k}. {f}',
    'Can you find who {k}? {f}', 'Do you know who {k}? {f}', 'Guess who {k}: {f}', 'Work out who {k}: {f}', 'Name the one who {k} when {g}.', 'Tell me who {k} if {g}.', 'Who {k} when {g}?', 'Who {k}, given that {g}?',
    'Who {k}, seeing that {g}?', 'Seeing that {g}, who {k}?', 'Since {g}, who {k}?', 'As {g}, who {k}?', 'Assuming {g}, who {k}?', 'Assume {g}. Who {k}?', 'Imagine {g}. Who {k}?', 'Say {g}. Who {k}?', 'Provided that {g}, who {k}?',
    'I heard that {g}. Who {k}?', 'I was told that {g}. So who {k}?', 'It is known that {g}. Who {k}?', 'My friend says {g}. Who {k}?', 'Three friends were compared: {g}. Who {k}?', 'Logic puzzle. {f} Who {k}?', 'A riddle: {f} Who {k}?',
    'Here is what I know. {f} Who {k}?', 'Given: {f} Find the one who {k}.', '{f}\n\nWho {k}?', '{f}\nSo who {k}?', '{g} - who {k}?', '{g}: who {k}?', '{g}, so who {k}?', '{g} => who {k}?',
  ] };

// prettier-ignore
export const SEQUENCE: Wording = {
  np: [
    'the number that follows {s}', 'the next value of {s}', 'the number missing at the end: {s}', 'what follows {s}', 'the next number in {s}', 'the next number: {s}', 'the number after {s}', 'the next in the sequence {s}',
    'the next element of {s}', 'the following number in {s}', 'the next term: {s}', 'the next term of the sequence {s}', 'the number that comes after {s}', 'the continuation of {s}', 'the next one in the row {s}',
    'the missing last number of {s}', 'the number that continues {s}', 'the successor in the series {s}', 'the number after these: {s}', 'the number that would follow {s}', 'the next item in {s}', 'the next entry: {s}',
    'the next one after {s}', 'the next step in {s}', 'the next figure in the series {s}', 'the upcoming number in {s}', 'the number that goes after {s}', 'the number that should come after {s}', 'the number to put after {s}',
    'the number at the end of {s}, __', 'the value that continues {s}', 'the value after {s}', 'the term after {s}', 'the one that comes next in {s}', 'the one number that fits after {s}', 'the missing number in {s}, ?',
  ],
  vp: [
    'continue {s}', 'carry on: {s}', 'go on with {s}', 'extend the sequence {s}', 'add the next number: {s}', 'finish the series {s}', 'say the next number after {s}', 'continue the sequence {s}', 'find the next number: {s}',
    'complete the series {s}', 'fill in the next number: {s}', 'count on: {s}', 'guess the next number: {s}', 'keep the pattern going: {s}', 'work out the next term of {s}', 'predict the next value: {s}',
    'write the number that follows {s}', 'add one more number to {s}', 'tell which number follows {s}', 'continue the pattern {s}', 'continue the row by one: {s}', 'complete the pattern: {s}', 'give the next number: {s}',
    'give me the next number after {s}', 'name the next number: {s}', 'name the number after {s}', 'state the next term: {s}', 'determine the next number in {s}', 'figure out what comes next: {s}', 'figure out the number after {s}',
    'say what comes after {s}', 'tell me what comes next: {s}', 'tell me the number after {s}', 'write the next number: {s}', 'write down what follows {s}', 'put the next number: {s}', 'append the next number to {s}',
    'go one further: {s}', 'go one step on from {s}', 'take the series one step further: {s}', 'move on in the series {s}', 'supply the next number: {s}', 'calculate the next number of {s}', 'compute the next term of {s}',
    'solve the sequence {s}', 'solve this sequence: {s}, ?', 'spot the pattern and continue: {s}', 'find the pattern in {s} and say the next number', 'see the rule in {s} and give the next number', 'find what comes next: {s}',
    'find the one that follows {s}', 'finish: {s}, ...', 'finish this row: {s}',
  ],
  q: [
    'What comes next: {s}?', '{s}, (and next|so|next|what now)?', '{s} and (next|so on, what is next|after that)?', '(Which|What) (number|one) (comes|goes|is|should be|would be) next(:| in| after|,) {s}?', 'I count {s}. What is next?',
    '{s}, ?', '{s}, __', '{s} ... (next|the next one)?', 'if the numbers are {s}, what is next?', '(a|the) (pattern|series|row) goes {s}. What is next?', 'how does {s} continue?', 'Which number must follow {s}?',
    'What is next in the sequence {s}?', '{s}, what comes next?', 'Which number follows? {s}', '{s}, ...', 'Sequence {s}: next?', 'what number comes after {s}', 'next in sequence {s}', '{s}, …?', '{s}...', '{s} ?', '{s}', '{s} what',
    '{s}, what is the next number?', '{s}. Next?', '{s} -> ?', '{s}, x. What is x?', '{s}, [?]', 'The list starts {s}. How does it go on?', 'Look at these numbers: {s}. Which is next?', 'Here are some numbers: {s}. What follows?',
    '{s}: what should follow?', 'After {s} comes?', 'After {s}, which number do you expect?', 'Somebody counts {s}. What do they say next?', 'Numbers: {s}. The next?', 'Do you see the pattern? {s}',
    'What is the rule and the next number: {s}?', 'My son wrote {s}. What comes then?', 'What would you write after {s}?', 'Puzzle: {s}, and then?', 'In the row {s}, what is the next number?', 'Fill the gap: {s}, _',
    '{s}, and what is the one after that?', 'The house numbers go {s}. What is the next house?', 'Say I go {s}. Where do I land next?', '{s} - next number?', 'Where does {s} lead next?', 'next number? {s}', 'what now: {s}',
    'the row: {s}. Your turn.', 'pattern: {s}, ___', 'What should come next? {s}', 'What would be next? {s}', 'What is next? {s}', "What's next: {s}?", "What's next after {s}?", "What's the next number? {s}", "What's the next one: {s}?",
    'What number is next? {s}', 'What number continues {s}?', 'What number would follow {s}?', 'What number would you put next: {s}?', 'What will the next number be: {s}?', 'What do you get next: {s}?', 'What goes in the blank: {s}, __?',
    'What belongs at the end: {s}, _?', 'What is the term after {s}?', 'What is missing: {s}, ?', 'What do you say after {s}?', 'Which is the next number in {s}?', 'Which one is next: {s}?', 'Which number is missing at the end: {s}, _?',
    'Which number do I write after {s}?', 'Which number continues the row {s}?', 'Which value comes after {s}?', 'Can you continue {s}?', 'Can you see what comes next? {s}', 'Could you continue this: {s}?', 'Do you know what follows {s}?',
    'How would you continue {s}?', 'How does this go on: {s}?', 'How does the row continue: {s}?', 'Where does it go next: {s}?', '(first|so far) we have {s}. What now?', 'So far: {s}. Next?', 'So far it goes {s}. And then?',
    'I wrote {s}. What do I write next?', 'I see {s}. What will I see next?', 'I have the numbers {s}. Which one is next?', 'I need the next number: {s}', 'I am counting: {s}. What is next?', "I don't get this row: {s}. What is next?",
    'My teacher wrote {s} on the board. What comes next?', 'A child counts {s}. What comes then?', 'A machine prints {s}. What does it print next?', 'A clock shows {s}. What does it show next?',
    'The display shows {s}. What is shown next?', 'The steps are numbered {s}. What is the next number?', 'The bus stops at {s}. At which number does it stop next?', 'The pages I read are {s}. Which page is next?',
    'The prices were {s}. If it goes on like this, what is the next price?', 'The temperatures were {s}. What is next if this goes on?', 'The first numbers are {s}. Which is the one after?', 'The numbers go {s}. What follows?',
    'The numbers {s} follow a rule. What is next?', 'These numbers follow a pattern: {s}. What comes next?', 'This is a series: {s}. Next number?', 'This goes on: {s}, ...', 'Series: {s}. What is the next term?', 'Row: {s}. Next term?',
    'Rule? {s}. And the next number?', 'Quiz: {s}, what comes next?', 'IQ test: {s}, ?', 'Maths: {s}, next?', 'Exercise: continue {s}.', 'If this goes on, what is next? {s}', 'If it goes {s}, then what?',
    'If I go on like this, what comes next: {s}?', 'Given {s}, what is the next number?', 'Given the numbers {s}, what follows?', 'After {s}, what?', 'After {s} I say what?', 'Following {s}, which number comes?',
    'Look: {s}. The next one is?', 'Count on from here: {s}', 'Keep going: {s}', 'Keep counting: {s}', 'Go on: {s}', '{s}, and so on. What is the next one?', '{s}, and then?', '{s}, then what?', '{s}, then?',
    '{s}, then comes which number?', '{s}, followed by?', '{s}, followed by which number?', '{s}, next one?', '{s}, next number please', '{s}, go on', '{s}, continue', '{s}, please continue', '{s} continue', '{s} next', '{s} then',
    '{s}, _?', '{s}, ___?', '{s}, (blank)', '{s}. What comes after that?', '{s}. Which number comes now?', '{s}. Carry on.', '{s}. Continue this.', '{s}. What is the following number?', '{s}. How does it continue?', '{s}. Can you go on?',
    '{s}. You go on.', '{s}: what is the next one?', '{s}: go on', '{s}: next number', '{s} = a row. What is next?', '{s} leads to which number?', '{s} is followed by what?', '{s} is how it starts. What is next?',
    '{s} are the first numbers. What is the next one?', '{s} were drawn one after the other, by a rule. What is next?',
  ]
};
// prettier-ignore
export const ODD_ONE: Wording = {
  np: [
    'the odd one out: {s}', 'the odd one out of {s}', 'the one that does not belong: {s}', 'the one that is different: {s}', 'the word that does not fit: {s}', 'the stranger among {s}', 'the odd one among {s}', 'the outsider: {s}',
    'the word that is different from the rest: {s}', 'the misfit in {s}', 'the one of another kind: {s}', 'the word of the wrong kind in {s}', 'the exception: {s}', 'the one to cross out: {s}', 'the one that breaks the pattern: {s}',
    'the one from another group: {s}', 'the odd word in {s}', 'the odd item in {s}', 'the odd one of {s}', 'the one out of place: {s}', 'the one unlike the others: {s}', 'the one that is not like the rest: {s}',
    'the one that does not fit in with the others: {s}', 'the one not belonging to the group: {s}', 'the one to leave out: {s}', 'the one to remove: {s}', 'the one that sticks out: {s}', 'the one that stands out in {s}',
    'the wrong one in {s}', 'the wrong item: {s}', 'the word that sticks out: {s}', 'the word that should not be there: {s}', 'the word to delete: {s}', 'the item that does not belong: {s}', 'the item of another category: {s}',
    'the element that does not fit: {s}', 'the intruder among {s}', 'the one member that does not fit the group {s}',
  ],
  vp: [
    'pick the odd one out: {s}', 'find the word that is different: {s}', 'spot the odd one: {s}', 'find the intruder: {s}', 'tell me which one is not like the others: {s}', 'choose the one that does not match: {s}',
    'find the odd one out: {s}', 'pick the one that does not fit: {s}', 'name the one that does not belong: {s}', 'cross out the wrong word: {s}', 'strike the word that does not belong: {s}', 'remove the word that is different: {s}',
    'throw out the one that does not fit: {s}', 'point out the stranger: {s}', 'say which one is the exception: {s}', 'sort out the wrong one: {s}', 'delete the odd word: {s}', 'circle the odd one: {s}',
    'leave out the one that does not belong: {s}', 'find the misfit: {s}', 'identify the odd one out: {s}', 'identify the word that does not belong: {s}', 'choose the odd one out: {s}', 'choose the word that does not fit: {s}',
    'select the odd one out: {s}', 'select the one that is different: {s}', 'name the odd one out: {s}', 'name the word that does not fit: {s}', 'give the odd one out: {s}', 'tell me the odd one out: {s}',
    'tell me which does not belong: {s}', 'tell me which word is different: {s}', 'say what does not fit: {s}', 'say which word does not belong: {s}', 'decide which one does not belong: {s}', 'find what does not belong: {s}',
    'find the wrong word: {s}', 'find the one that is not like the rest: {s}', 'figure out which one is different: {s}', 'work out which one does not fit: {s}', 'mark the word that does not fit: {s}', 'underline the odd one: {s}',
    'take out the word that does not belong: {s}', 'take away the one that does not fit: {s}', 'kick out the one that does not fit: {s}', 'get rid of the odd one: {s}', 'cross out what does not belong: {s}', 'strike out the odd word: {s}',
    'separate the odd one from {s}', 'spot the word that does not belong: {s}', 'spot which one is different: {s}', 'eliminate the odd one out: {s}', 'drop the one that does not match: {s}',
  ],
  q: [
    'Which is the odd one out: {s}?', '{s}. (Which|What) (one|word|thing) (does not|is the one that does not) (belong|fit|match)( here| there| with the others|)?',
    '{s} - (which one is|what is) (different|odd|wrong|the odd one|not like the others)?', '(Which|What) is not like the others: {s}?', 'One of these is (different|wrong): {s}. Which( one|)?', "{s}. One doesn't fit. Which?",
    '{s}: which one is out of place?', 'in {s}, which one is different?', 'Here are four words: {s}. Which is the odd one out?', 'who does not belong: {s}?', 'Which (word |one |)does not (belong|fit): {s}?',
    "{s}: which one doesn't belong?", 'odd one out: {s}', 'Which of these is different: {s}?', "What doesn't belong? {s}", 'which word is out of place: {s}', '{s}. Odd one out?', 'Odd one out? {s}',
    'Three of these go together: {s}. Which does not?', 'Three are alike, one is not: {s}. Which one?', 'Which one would you take away from {s}?', 'What should not be in this list: {s}?', 'My list says {s}. What is wrong in it?',
    '{s}: one of them is of another kind. Which?', 'Which of the four is of another kind: {s}?', 'What is the intruder in {s}?', 'Which word breaks the group: {s}?', 'Among {s}, what does not fit?',
    'Of {s}, which does not match the rest?', 'Does something not belong here? {s}', 'Something is wrong here: {s}. What is it?', 'Look: {s}. Which word is the stranger?', 'Somebody mixed up a list: {s}. Which one goes out?',
    '{s}\nWhich one does not fit?', 'Words: {s}\nOdd one out?', 'Group: {s}. The exception?', 'What has nothing to do with the others: {s}?', 'Which has to go: {s}?', '{s}... which is the odd one?', 'Spot the stranger! {s}',
    'I see {s}. Which is not the same kind?', 'Quiz: {s}. Which is the odd one out?', 'if you look at {s}, which is different?', 'which one is unlike the rest, {s}?', 'which is the exception in {s}?', 'which is the wrong one here: {s}',
    '{s}: find the one that differs', 'What is the odd one out? {s}', "What's the odd one out: {s}?", "What's the odd one in {s}?", "What's wrong in this list: {s}?", 'What is different here: {s}?', 'What is out of place here: {s}?',
    'What is the exception: {s}?', 'What would you cross out: {s}?', 'What would you remove from {s}?', 'What does not fit in {s}?', 'What does not belong with the others: {s}?', 'What does not go with the rest: {s}?',
    'What stands out: {s}?', 'What sticks out here? {s}', 'Which is different: {s}?', 'Which is the different one? {s}', 'Which is the odd word: {s}?', 'Which is the stranger: {s}?', 'Which is the outsider in {s}?',
    'Which one is odd: {s}?', 'Which one is different? {s}', 'Which one is it that does not belong: {s}?', 'Which one is the odd one out? {s}', 'Which one would you remove: {s}?', 'Which one should go: {s}?', 'Which one stands out: {s}?',
    'Which one has nothing in common with the rest: {s}?', 'Which one is in the wrong group: {s}?', 'Which of these does not belong? {s}', 'Which of these is the odd one out: {s}?', 'Which of these is not like the others? {s}',
    'Which of these four does not fit: {s}?', 'Which of these words does not belong: {s}?', 'Which of them is the odd one: {s}?', 'Which item does not belong: {s}?', 'Which item is out of place: {s}?',
    'Which thing is not like the others: {s}?', 'Which word would you leave out: {s}?', 'Which word should be taken out: {s}?', 'Which word is not of the same kind: {s}?', 'Which word is in the wrong place: {s}?',
    'Which word is the intruder? {s}', 'Which word stands out? {s}', 'Can you find the odd one out? {s}', 'Can you see which one does not fit: {s}?', 'Can you spot the odd one: {s}?', 'Do you see the odd one? {s}',
    'Do you know which one is different: {s}?', 'Here is a list: {s}. What does not belong?', 'Here is a group: {s}. Which one is not part of it?', 'Here are some words: {s}. Which one does not fit?',
    'Here are four things: {s}. Which is different?', 'I have {s}. Which one does not belong?', 'I have four words: {s}. Which is the odd one?', 'I wrote down {s}. Which one is wrong?', 'I think one of these is different: {s}. Which?',
    'I must cross out one of {s}. Which one?', 'My homework: cross out the wrong word in {s}.', 'My teacher asks which does not fit: {s}', 'Someone put {s} in one drawer. What does not belong there?',
    'One is not like the rest: {s}. Which one is it?', 'One of {s} is not like the others. Which?', 'One of these things does not belong: {s}', 'One of the four is of another kind: {s}. Which one?', 'One word is wrong: {s}',
    'One must go: {s}', 'Three of {s} are the same kind of thing. What is the fourth?', 'Three belong together: {s}. Which one does not?', 'Three of these are the same kind: {s}. Which is not?',
    'Three of these have something in common: {s}. Which one has not?', 'All but one are alike: {s}. Which one is not?', 'All of these are the same kind except one: {s}. Which?', 'All but one belong together in {s}. Which does not?',
    'Among these, which is the odd one: {s}?', 'From {s}, which one would you take out?', 'In this group, which is different: {s}?', 'In this list, what does not belong: {s}?', 'In the list {s}, which word is wrong?',
    'In the group {s}, which one is the stranger?', 'Out of {s}, which one is different?', 'Out of {s}, what does not fit?', 'Of these four, which is the odd one out: {s}?', 'Of {s}, which is the odd one out?', 'Not like the others: {s}?',
    'Odd word out: {s}', 'Odd one: {s}', 'Odd one? {s}', 'Odd one in this list: {s}?', 'List: {s}. Which one is wrong?', 'Category question: {s}. What is not in it?', 'Puzzle: {s}. Which one does not belong?',
    'Riddle: which of {s} does not fit?', 'Task: find the odd one out. {s}', 'Task: cross out the wrong word. {s}', 'Game: {s}. Which one is out?', 'If one has to leave, which: {s}?', 'If I group {s}, which one is left over?',
    'If you sort {s}, which one is left over?', 'Sort these: {s}. Which one is left over?', 'Take one away so that the rest fit: {s}', 'Without which word would this list be right: {s}?', '{s}: odd one?', '{s}: odd one out?',
    '{s}: what does not fit?', '{s}: which word is wrong?', '{s}: which is different?', '{s}: which one should I remove?', '{s}: what is the odd one out?', '{s}: one is wrong, which?', '{s}. What does not belong?',
    '{s}. Which is different?', '{s}. Which one would you cross out?', '{s}. Find the odd one.', '{s}. Find the one that is different.', '{s}. Find the word that does not belong.', '{s}. Cross out the wrong one.', '{s}. One is different.',
    '{s}. One of them is not like the rest.', '{s}. Tell me the one that does not fit.', '{s}. What is the exception?', '{s}, which does not fit?', '{s}, which one is wrong?', '{s}, odd one out?', '{s}, what is different?',
    '{s}, which is not like the others?', '{s}, one does not belong', '{s} - odd one out?', '{s} - odd one?', '{s} - which does not belong?', '{s} - find the odd one', '{s} - one of these is wrong', '{s}; which one does not fit?',
    '{s} ... which does not belong?', '{s} odd one out', '{s} which one is different', '{s} which does not belong', '{s}\nWhich is different?', '{s}\nWhat is the odd one out?', '{s}\nOne of these does not belong.',
  ]
};
