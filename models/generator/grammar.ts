// Wording: how one request is put in many ways, and which of those ways are kept from training.
// Not about what is asked: abilities bring noun phrases, verb phrases and whole questions.
//
// A template may hold alternatives, `(what is|what's) the capital( city|) of {e}`, and arguments,
// `{e}`. Every template and every frame is a *branch*: a stable hash of its text puts about one in
// nine on the held side. Training never sees a held branch; evaluation uses nothing else.

import { hashText, type Random } from './random.ts';

/** One question and its answer. `say` continues on the same topic, referring back. */
export interface Exchange {
	prompt: string;
	answer: string;
	ability: string;
	/** Other answers that are as right, for grading. */
	alternatives?: readonly string[];
	followUp?: (draw: Draw) => Exchange;
	/** Another's answer, such as a modifier's: read in a conversation, and not trained on. */
	given?: true;
}

/** How a request may be worded. At least one list must have a branch on each side. */
export interface Wording {
	/** Noun phrases: "the capital of {e}". */
	np?: readonly string[];
	/** Imperatives: "reverse the word {w}". */
	vp?: readonly string[];
	/** Whole questions or sentences. */
	q?: readonly string[];
	/** What somebody would like to be able to do: "export a chat". */
	how?: readonly string[];
}

// prettier-ignore
const NP_FRAMES = [
  'What is {x}?', "What's {x}?", 'what is {x}', '{x}', '{x}?', 'Tell me {x}.', 'Give me {x}.', 'Do you know {x}?', '(u|you) know {x}?',
  'Can you tell me {x}?', 'Could you (please |)tell me {x}?', 'Do you know what {x} is?', "(I would|I'd) like to know {x}.", 'I want to know {x}',
  'I need {x}.', 'I forgot {x}.', "I can't remember {x}. (Can you help?|Do you?|Help?)", '{x}, please', 'So what is {x}?', 'So what would {x} be?',
  'What would {x} be?', 'Remind me what {x} is.', 'remind me of {x}', 'any idea what {x} is?', 'I wonder what {x} is.', "I'm looking for {x}",
  'wanna know {x}', 'what is {x} again?', 'Quiz (time|question): {x}?', 'Please give {x}.', 'What do you think {x} is?', 'What was {x} again?',
  'Can you find {x}?', 'Let me know {x}.', 'help me with {x}', 'My (teacher|friend|sister|brother|son|daughter|colleague) asked me (for|about) {x}.',
  'Would you know {x}?', 'Could you give me {x}?', 'Just {x} please', "(Let's see|Now|Next), {x}?", 'Do you happen to know {x}?', 'what might {x} be',
  'I keep forgetting {x}.', 'I always forget {x}, what is it?', 'I need to know {x} for (school|work|a form|a test)', "what's {x} called?", 'what would you say {x} is?', '{x} is what?', '{x} is ...', '{x} = ?', "{x} - what's that?", 'What is, in your opinion, {x}?', '{x}, if you know it', "what's {x}, anyway?", 'could you look up {x}?', 'can you recall {x}?', 'do you recall {x}?',
  'I mix up {x} all the time', 'I have to fill in {x} here.', 'you surely know {x}', 'name {x}', 'Name {x}, please.', 'hit me with {x}', "I'd be interested in {x}", 'Could I have {x}?', 'can I get {x} please', 'and {x}?', 'also {x}', 'What about {x}?', 'how about {x}?', 'What exactly is {x}?', "I'm not sure about {x}. Can you say?", 'I was asked for {x}', 'The question is: {x}?', 'the answer to "{x}"?',
  'We need {x} for the quiz.', 'You know {x}, right?', 'Do you have {x} for me?', 'have you got {x}?', 'give me {x} real quick', 'Would you be so kind and tell me {x}?', 'say {x}', 'How about telling me {x}?', 'I could use {x}', 'I was trying to remember {x}.', 'who knows {x}?', 'what, please, is {x}?', 'no idea what {x} is, you?', 'What could {x} be?', '{x} would be?', '{x}... what was it?',
  'Show me {x}.', 'May I ask {x}?', 'please tell me what {x} is', 'would you tell me what {x} is?', 'I am trying to find out {x}', 'For (homework|a quiz|a crossword|school): {x}?',
  'I am after {x}.', 'It is {x} that I need.', 'All I need is {x}.', 'all I want is {x}', 'What I need is {x}.', 'what I want to know is {x}', 'what I am asking is {x}', 'My question is {x}.', 'my question: {x}?', 'my question would be {x}', 'question two: {x}?', 'question one: {x}', 'Q: {x}? A:', 'Q: {x}', 'Question: {x}? Answer:', 'Wanted: {x}', 'missing: {x}', 'needed: {x}', 'to find: {x}', 'task: {x}', 'topic: {x}', '(request|query|ask): {x}',
  "(I am|I'm) stuck at {x}.", "(I am|I'm) wondering about {x}.", "(I am|I'm) curious about {x}", 'I have been wondering about {x}', 'I have forgotten {x}', 'I never learned {x}', 'I never know {x}', "I don't know {x}.", "I don't remember {x}", "I can't think of {x}", "I can't for the life of me remember {x}", "I can't come up with {x}", 'it slipped my mind: {x}', '{x} slipped my mind', '{x} escapes me', '{x} just will not come to me', 'my memory fails me: {x}?', 'what was it, {x}?', 'how was it again, {x}?', 'what, again, is {x}?',
  'Would you mind telling me {x}?', 'Would you happen to know {x}?', 'Could you remind me of {x}?', 'could you name {x}?', 'can you name {x}?', 'can you give me {x}?', 'can you say {x}?', 'Can you help me with {x}?', 'Can you help me out with {x}?', 'could you help me out? {x}', 'might I ask for {x}?', 'might you know {x}?', 'May I have {x}?', 'may I know {x}?', "I'd appreciate {x}.", 'I would be glad to know {x}', 'I would be grateful for {x}', 'I should like to know {x}', 'I was hoping you could tell me {x}', 'I was going to ask {x}', 'I wanted to ask you for {x}', 'I wanted to ask about {x}', 'let me ask you {x}', 'let me ask for {x}',
  '{x}, do you know?', '{x}, do you know it?', '{x}, can you tell me?', '{x}, quickly', '{x}, quick!', '{x}, go!', '{x}, what is it?', "{x}, what's that?", '{x} - any idea?', '{x} - help?', '{x} - what do you say?', '{x}: what is it?', '{x}: ___', '{x} (please)', '{x} (answer?)', '{x} now', '{x} would be nice', '{x} would help me', '{x} is what I need', '{x} is all I need', '{x}, I think you know it', '{x}, you know', 'now {x}', 'next {x}', 'first {x}', 'then {x}', 'only {x}', 'simply {x}', 'quickly: {x}', 'quick: {x}', 'briefly: {x}', 'in short: {x}?',
  'What do they say is {x}?', 'what would be {x}?', 'what should {x} be?', 'what can {x} be?', 'what has to be {x}?', 'what do I write for {x}?', 'what do I answer for {x}?', 'what do I put for {x}?', 'what do I enter for {x}?', 'what goes in for {x}?', 'what is the answer for {x}?', 'what is the right answer: {x}?', 'guess {x}', 'can you guess {x}?', 'do you remember {x}?', 'you must know {x}', 'I am sure you know {x}', 'I bet you know {x}', 'let me hear {x}', 'let us hear {x}', 'let me see {x}', 'tell us {x}', 'tell me, what is {x}?', 'tell me please, {x}', 'say, what is {x}?', 'say, do you know {x}?', 'listen, what is {x}?', 'do tell me {x}', 'please name {x}', 'please say {x}', 'please remind me of {x}', 'please help me with {x}', 'please let me know {x}', 'find {x}', 'find out {x}', 'look up {x}', 'state {x}', 'State {x}.', 'provide {x}', 'Provide {x}, please.', 'supply {x}', 'recall {x}', 'report {x}',
  'My (dad|mum|kid|uncle|class|boss|roommate) wants to know {x}.', 'my (kid|class|pupils) must know {x}', 'a friend needs {x}', 'somebody wants to know {x}', 'someone asked what {x} is', 'they ask for {x} on this form', 'the form asks for {x}', 'the quiz asks for {x}', 'the crossword wants {x}', 'the worksheet says: {x}', 'the teacher will ask {x}', 'in the test there will be {x}', 'for the record, {x}', 'for my notes, {x}', 'for a bet: {x}?', 'in case you know {x}', 'if you know {x}, tell me', 'if I may ask, {x}?', 'one thing: {x}?', 'one last thing: {x}', 'just one thing, {x}', 'a small thing: {x}', 'about {x}: do you know it?', 'regarding {x}: what is it?', 'concerning {x}, what do you say?', 'speaking of which, {x}?', 'whats {x}', 'wats {x}', 'wat is {x}', 'tell me {x} pls', 'gimme {x}', 'need {x}', 'need {x} asap', 'got {x}?', 'know {x}?', 'remember {x}?', 'any clue about {x}?', 'any idea about {x}?', 'no clue about {x}, help', 'is there an answer to {x}?',
];
// prettier-ignore
const VP_FRAMES = [
  '{x}', '{x}.', 'Please {x}.', '{x} please', 'Can you {x}?', 'Could you {x}?', 'Could you please {x}?', 'Can you {x} for me?', '{x} for me',
  'Would you {x}?', 'I want you to {x}.', 'I need you to {x}.', "I'd like you to {x}.", 'I would like to {x}', 'Help me {x}.', "Let's {x}.", 'Go ahead and {x}.',
  'Now {x}.', 'Try to {x}.', 'Your task: {x}.', 'just {x}', 'I need to {x}.', 'will you {x}?', 'How do I {x}?', '{x}, thanks', 'are you able to {x}?', 'kindly {x}',
  'Please {x} for me.', 'could u {x}', 'Would it be possible to {x}?', "I'd love it if you could {x}", 'Someone asked me to {x}.', 'First {x}.', 'now please {x}', 'Go {x}.', 'Can you quickly {x}?', 'Any chance you can {x}?', 'Could you go and {x}', 'be so kind and {x}', 'you have to {x}', 'You should {x} now.', 'Can I get you to {x}?', 'show me how to {x}', 'Show me how you {x}.', 'how would you {x}?', 'How can I {x}?', 'Help! I must {x}.', 'I have to {x} for school.', 'My homework is to {x}.', 'The exercise says: {x}.', '{x}, could you?', '{x} - thanks', 'Is it possible for you to {x}?', 'For my next trick: {x}.', 'Let me see you {x}.', 'Just quickly {x}.', 'if you can, {x}',
  'Do me a favor and {x}.', 'would you mind? {x}', '(u|you) can {x}?', 'can u {x}', 'Next task: {x}', 'Here is a task: {x}.', '{x}, would you?', 'Might you {x}?', 'I want to {x}',
  'The task is to {x}.', 'The task: {x}.', 'task: {x}', 'Exercise: {x}.', 'Instruction: {x}', 'instruction: {x}.', 'Request: {x}', 'My request: {x}.', 'My wish: {x}.', 'To do: {x}', 'todo: {x}', 'step one: {x}', 'Then {x}.', 'then please {x}', 'And now {x}.', 'ok now {x}', 'okay, {x}', 'so, {x}', 'again: {x}', 'quick, {x}', 'quickly {x}', 'simply {x}', 'only {x}', 'do this: {x}', 'Do the following: {x}.', 'do the following for me: {x}', 'one thing to do: {x}', 'here is what I want: {x}', 'what I want is this: {x}', 'what I need you to do is {x}', 'what you have to do: {x}',
  'You are asked to {x}.', 'You are to {x}.', 'you need to {x}', 'you must {x}', 'you may {x}', 'you can {x}, right?', 'you could {x}', 'you could {x} for me', 'it would be nice if you could {x}', 'It would help me if you could {x}.', 'I would be happy if you could {x}', 'I would be grateful if you could {x}.', 'I was hoping you could {x}', 'I hope you can {x}', 'I bet you can {x}', "I bet you can't {x}", 'I wonder if you can {x}', 'I wonder whether you could {x}.', 'I was wondering if you could {x}', 'do you think you can {x}?', 'do you think you could {x}?', 'would you be able to {x}?', 'would you be so kind as to {x}?', 'would you kindly {x}', "won't you {x}?", "can't you {x}?", "couldn't you {x}?", 'could I ask you to {x}?', 'may I ask you to {x}?', 'can I ask you to {x}?', 'let me ask you to {x}', 'I ask you to {x}', 'I want someone to {x}', 'somebody has to {x}', 'someone should {x}', 'we have to {x}', 'we need to {x}', 'we should {x}', 'shall we {x}?', 'can we {x}?', 'could we {x}?', 'let us {x}', 'I am supposed to {x}', 'I was told to {x}', "I'm trying to {x}", 'I am trying to {x}, help', 'I have got to {x}', 'I gotta {x}', 'gotta {x}', 'I must {x}', 'I should {x}', 'I cannot {x} myself', 'I am too lazy to {x}', 'I have no idea how to {x}', "I don't know how to {x}",
  'My (teacher|boss|friend|mother) wants me to {x}.', 'my (teacher|boss|son) told me to {x}', 'for (school|work|class) I must {x}', 'in the exercise I have to {x}', 'the worksheet tells me to {x}', 'the book says: {x}', 'the quiz says: {x}', 'test question: {x}', 'as an exercise, {x}', 'as a test, {x}', 'to test you: {x}', 'let me test you: {x}', 'try this: {x}', 'try and {x}', 'have a go: {x}', 'give it a try: {x}', 'go on, {x}', 'come on, {x}', '{x} now please', '{x} if you can', '{x}, if possible', '{x}, if you would', '{x}, will you?', '{x}, can you?', '{x}, can you do that?', '{x}, is that possible?', '{x}: can you do it?', '{x} - possible?', '{x} - please', '{x} pls', '{x} plz', 'pls {x}', 'plz {x}', 'how about you {x}?', 'what about this: {x}', 'what if you {x}?', 'why not {x}?', 'why don\'t you {x}?', 'could somebody {x}?', 'anyone able to {x}?', 'who can {x}?', 'help wanted: {x}', 'need help to {x}', 'need you to {x}', 'want you to {x}',
];
// prettier-ignore
const HOW_FRAMES = [
  'How do I {x}?', 'How can I {x}?', 'How could I {x}?', 'How would I {x}?', 'how to {x}', 'How does one {x}?', 'Is there a way to {x}?', 'Is it possible to {x}?', 'Can I {x}?', 'Could I {x} somehow?', "What's the (easiest|best|quickest|right) way to {x}?", 'Where do I {x}?', 'Where can I {x}?', 'I want to {x}.', "I'd like to {x}.", 'I would love to {x}, is that possible?',
  'I want to {x}, how?', 'I need to {x}.', 'I have to {x}, what do I do?', 'I am trying to {x}', "I can't find out how to {x}", "I don't know how to {x}.", 'Show me how to {x}.', 'Tell me how to {x}', 'explain how to {x}', 'Which button do I press to {x}?', 'What do I click to {x}?', 'what do I have to do to {x}?', 'what should I press to {x}', 'and if I want to {x}?', 'Suppose I want to {x}.',
  'What are the steps to {x}?', 'Help me {x}.', 'please {x}', 'Can you {x} for me?', 'where is the button to {x}?', 'any way to {x}?', 'am I able to {x}?', 'does the app let me {x}?', 'Can one {x} here?', "I'm looking for a way to {x}", 'do you know how to {x}?', 'would it be possible to {x}?', 'My (wife|boss|kid|friend) wants to {x}. How?', 'how do people {x}', 'so how do I {x} then?', 'possible to {x}?', 'I can {x}, right?', '{x} - how?', '{x}: how does that work?', 'what if I want to {x}',
  'Where would I {x}?', 'where might I {x}?', 'where does one {x}?', 'where can one {x}?', 'where is it possible to {x}?', 'in which menu do I {x}?', 'in which place can I {x}?', 'is there a menu to {x}?', 'is there a button to {x}?', 'is there a setting to {x}?', 'is there an option to {x}?', 'is there any trick to {x}?', 'is there some way to {x}?', 'are there ways to {x}?', 'does there exist a way to {x}?', 'what is needed to {x}?', 'what does it take to {x}?', 'what must I do to {x}?', 'what do I need to do to {x}?', 'what do I do if I want to {x}?', 'what can I do to {x}?', 'what would I click to {x}?', 'what do I tap to {x}?', 'what is the way to {x}?', "what's the trick to {x}?", 'which steps do I take to {x}?', 'which menu lets me {x}?', 'which option lets me {x}?', 'how might I {x}?', 'how should I {x}?', 'how must I go about it to {x}?', 'how do I go about it if I want to {x}?', 'how do you {x}?', 'how do we {x}?', 'how can we {x}?', 'how is it possible to {x}?', 'how exactly do I {x}?', 'how on earth do I {x}?', 'how, please, can I {x}?', 'how 2 {x}', 'howto: {x}', 'how-to: {x}', 'guide to {x}', 'a short guide: how do I {x}?', 'steps to {x}', 'instructions to {x} please',
  'I would like to {x}, how do I do that?', "I'd love to {x}.", 'I wish I could {x}', 'I wish to {x}.', 'I plan to {x}', 'I was going to {x}', 'I was trying to {x} and failed', 'I tried to {x} and it did not work', 'I was told that I can {x}. How?', 'I heard I can {x}', 'I read that one can {x} here', 'I cannot {x}', "I can't {x}, help", 'I am unable to {x}', 'I fail to {x}', 'I never managed to {x}', 'I forgot how to {x}', 'I would have to {x}, where is that?', 'I have been trying to {x} for ten minutes', 'I really need to {x}', 'I just want to {x}', 'I only want to {x}', 'all I want is to {x}', 'we want to {x}', 'we need to {x}', 'my (mother|father|son|colleague|grandma) would like to {x}', 'my (mother|sister|teacher) asks how to {x}', 'someone asked me how to {x}', 'let me {x}', 'allow me to {x}', 'time to {x}', 'now I want to {x}', 'and how do I {x}?', 'and to {x}?', 'to {x}, what do I do?', 'to {x}, where do I go?', 'in order to {x}, what must I press?', 'when I want to {x}, what do I do?', 'whenever I want to {x} I get lost', 'if I wanted to {x}, how?', 'if someone wants to {x}, how is that done?', 'say I want to {x}', 'could you explain how to {x}?', 'could you tell me how to {x}?', 'could you show me how to {x}?', 'can you explain how I {x}?', 'can you tell me where to {x}?', 'would you tell me how to {x}?', 'please tell me how to {x}', 'please explain how I can {x}', 'please show me where I can {x}', 'teach me to {x}', 'walk me through it: I want to {x}', 'remind me how to {x}', 'is a user able to {x}?', 'are users allowed to {x}?', 'may I {x}?', 'am I allowed to {x}?', 'does Understudy let me {x}?', 'does this let me {x}?', 'can the app {x}?', 'can somebody {x} in this app?', 'will I be able to {x}?', 'it should be possible to {x}, no?', 'I suppose I can {x} somewhere', 'I assume I can {x}. Where?', '{x}, is that possible?', '{x}, does that work?', '{x} - possible?', '{x} - where?', '{x}, where?', '{x}, please help', '{x} here?', 'how to {x} here', 'how to {x} in this app', 'how to {x} pls', 'help: how do I {x}?', 'need to {x}, how?', 'wanna {x}', 'want to {x}',
];
const FRAMES = { np: NP_FRAMES, vp: VP_FRAMES, how: HOW_FRAMES };
// prettier-ignore
const OPENINGS = [
  'Hey, ', 'hey ', 'Hi, ', 'hi! ', 'Hello, ', 'Hello! ', 'OK, ', 'ok so ', 'Quick question: ', 'hey, quick one: ', 'Question: ', 'Well, ', 'So, ', 'um, ', 'One more: ', 'Another one: ',
  'Next: ', 'And ', 'Also, ', 'Alright, ', 'Sorry, ', 'Excuse me, ', 'Good morning! ', 'I have a question. ', 'Great. ', 'Thanks. ', 'Thanks! ', 'Cool, ', 'Ah, ', 'Now, ', 'Right, ', 'Please help: ', 'Could you help me? ',
  'Hmm, ', 'Understudy, ', 'Hey Understudy, ', 'Last one: ', 'Just curious: ', 'Out of curiosity, ', 'Actually, ', 'By the way, ', 'Quick: ', 'A question: ', 'Dear assistant, ', 'yo ', 'ok ', 'so ',
  'Say, ', 'Listen, ', 'Look, ', 'Tell me, ', 'Okay, ', 'okay then, ', 'Alright then, ', 'All right, ', 'Fine, ', 'Good. ', 'Good, ', 'Perfect. ', 'Super. ', 'Wonderful! ', 'Thank you! ', 'thx, ', 'Morning! ', 'Good evening, ', 'Good afternoon. ', 'Hello again, ', 'Hi again, ', 'Hi there, ', 'hey there, ', 'heya, ', 'Greetings! ', 'Pardon me, ', 'Forgive me, ', 'Sorry to ask, ', 'Oh, ', 'oh and ', 'Oh wait, ', 'Wait, ', 'Er, ', 'uh, ', 'Mm, ', 'Anyway, ', 'Anyhow, ', 'Besides, ', 'Then ', 'then ', 'but ', 'But ', 'well then, ', 'Now then, ', 'First, ', 'First of all, ', 'Second, ', 'Lastly, ', 'Finally, ', 'To begin with, ', 'Quick one: ', 'A quick one: ', 'One question: ', 'One thing: ', 'Just one question: ', 'Only one more: ', 'Just a question: ', 'A little question: ', 'Easy one: ', 'Hard one: ', 'Test: ', 'Help! ', 'Help please: ', 'Urgent: ', 'Dear Understudy, ', 'Dear computer, ', 'dear model, ', 'Assistant, ', 'bot, ', 'Hey bot, ', 'my friend, ', 'mate, ', 'dude, ', 'bro, ', 'sir, ', 'ey ', 'btw, ', 'fyi ', 'pls ', 'please, ', 'Please, ', 'Honestly, ', 'Seriously, ', 'Really, ', 'Frankly, ', 'Maybe you know: ', 'Perhaps you can say: ', 'In short: ', 'Back to work: ', 'Let me ask: ', 'May I ask: ', 'I wanted to ask: ', 'Question for you: ', 'For you: ', 'Q: ', 'User: ', 'Me: ',
];
// prettier-ignore
const CONTEXTS = [
  'I am a bit lost here. ', 'My daughter wants to know something. ', "I'm doing my homework. ", 'We are playing a quiz. ', 'I am writing a report for work. ', 'Sorry to bother you again. ', 'Let me try something else. ', 'Not sure you can do this, but: ', 'This may be a silly question. ', 'I am new here. ',
  "I've just had a coffee. ", 'A friend bet me I would not know this. ', 'One thing I never understood: ', 'I need this quickly. ', "I'm in a hurry. ", 'Something different: ', 'New topic. ', "Let's change the subject. ", 'My grandma is asking. ', 'It is for a presentation tomorrow. ', 'I was wondering. ', "Here's one for you. ",
  'Ready? ', 'Try this one: ', 'I bet you know this. ', 'Can I ask you something? ', 'I keep forgetting it. ', "It's on the tip of my tongue. ", 'We were just talking about it at lunch. ', 'I saw it on a poster today. ', 'For my notes: ', 'Small thing: ', 'I have to know before dinner. ', 'okay listen, ', 'alright then, ', 'first things first: ', 'now seriously, ', 'thx. ', 'great, thank you. ', 'no worries. ', "that's fine. ", 'never mind that. ', 'forget it. ',
  'I am on the train and thinking. ', 'We are sitting in the garden. ', 'I am at work right now. ', 'I am in class and must be quick. ', 'My phone is almost empty. ', 'It is late and I am tired. ', 'I woke up with this question. ', 'I could not sleep because of this. ', 'My son asked me this at breakfast. ', 'My niece is doing her homework. ', 'Our quiz night is tomorrow. ', 'We have a bet going. ', 'There is cake at stake. ', 'My wife says I should ask you. ', 'A colleague told me to ask you. ', 'My teacher wants an answer. ', 'I have a test on Friday. ', 'I am preparing for a test. ', 'I am learning English. ', 'English is not my first language. ', 'I am eight years old. ', 'I am a teacher. ', 'I am a student. ', 'I am retired and curious. ', 'I used to know this. ', 'I knew this as a child. ', 'I asked my dad and he did not know. ', 'Nobody here knows it. ', 'The others could not tell me. ', 'My book does not say it. ', 'I looked everywhere. ', 'No time to explain. ', 'It is important. ', 'It is not important. ', 'It is only a small thing. ', 'Maybe you can help. ', 'You might know this. ', 'You will like this one. ', 'This one is easy. ', 'This one is hard. ', 'Let us see what you know. ', 'Let us try again. ', 'Let me test you. ', 'I will write it down. ', 'I am taking notes. ', 'I am filling in a form. ', 'I am doing a crossword. ', 'I am writing a letter. ', 'I am making a poster. ', 'I am typing with one hand. ', 'Please bear with me. ', 'Thanks for your patience. ', 'That helped, thanks. ', 'Good answer. ', 'Well done. ', 'Very good. Next. ', 'Moving on. ', 'Back to school stuff. ', 'Back to my homework. ', 'On another note: ', 'And now for something else. ', 'While I have you here: ', 'Since you are here: ', 'Before I forget: ', 'Before you go: ', 'If you have a second: ', 'When you have time: ', 'Here comes my next one. ', 'Here is a small task. ', 'Here is my question. ', 'My question is simple. ', 'I do not want a long answer. ', 'A short answer is enough. ', 'You do not have to explain. ', 'hi, hope you are well. ', 'hello, I need some help. ', 'hello, a short question. ', 'hey, got a minute? ', 'lol ok, ', 'haha ok. ', 'hm ok. ', 'fine, fine. ',
];
// prettier-ignore
const CLOSINGS = [' (just curious)', ' I need it now.', ' I forgot.', " It's for a friend.", ' if you can', ', if possible', ' again', ' Short answer please.', ' real quick', ', any idea?', ' - do you know?', ' right now', ' for me', ' Help!', ', I keep forgetting', ' Be brief.', ' Tell me.', ', do you know that?', ' thx', ' Cheers!', ' please', ', please', ' pls', ' plz', ' Thanks!', ' Thank you.', ' thanks', ' ??', '??', '!', ' :)', '...', ' Thanks in advance.', ', thank you', ' asap', ' ok?',
  ' - thanks!', ' - thx', ' - please', ', thanks!', ', thx', ', if you please', ', if you know', ', if you like', ', if you do not mind', ', would you?', ', ok?', ', huh?', ', asap', ', please and thank you', ' please?', ' please!', ' thank you!', ' Thank you so much.', ' Thanks a lot!', ' Many thanks.', ' Much appreciated.', ' Ta!', ' tyvm', ' ;)', ' :D', '!!', '?!', '!?', ' ?', ' …', ' (quick question)', ' (short answer)', ' (for a quiz)', ' (homework)', ' (asking for a friend)', ' (serious question)', ' I am curious.', ' I am in a hurry.', ' I have to go soon.', " It's urgent.", " It's for school.", " It's for work.", " It's for my kids.", " It's for a quiz.", ' I really want to know.', ' I should know that.', ' I am not sure.', ' No clue.', ' Can you help?', ' Could you help me?', ' Do you know?', ' You surely know.', ' Any idea?', ' One line is enough.', ' One sentence please.', ' Keep it short.', ' Just the answer.', ' Sorry for asking.', ' Sorry to bother you.', ' Take your time.', ' I am listening.',
];

/** Whether a branch (a template, frame, opening) is kept for evaluation. */
export const isHeldBranch = (text: string): boolean => hashText('branch:' + text) % 9 === 0;
/** Whether an argument (by its key) is kept for evaluation: one in eight. */
export const isHeldArgument = (key: string): boolean => hashText('argument:' + key) % 8 === 0;

const sides = new WeakMap<readonly string[], { train: string[]; held: string[] }>();
function side(list: readonly string[], held: boolean): string[] {
	let s = sides.get(list);
	if (!s) {
		const train = list.filter((t) => !isHeldBranch(t)),
			kept = list.filter(isHeldBranch);
		// A list too short to have both sides: hold nothing, and let the frames differ instead.
		s = { train: train.length ? train : [...list], held: kept };
		sides.set(list, s);
	}
	return held ? s.held : s.train;
}

/** Expands `(a|b|)` alternatives, innermost first. */
export function expand(template: string, random: Random): string {
	let text = template;
	for (let at = 0; at < 20 && text.includes('|'); at++) {
		const next = text.replace(/\(([^()]*\|[^()]*)\)/g, (_, inner: string) =>
			random.pick(inner.split('|'))
		);
		if (next === text) break;
		text = next;
	}
	return text;
}

export const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const KEYBOARD: Record<string, string> = {
	a: 's',
	e: 'r',
	i: 'o',
	o: 'p',
	r: 't',
	s: 'd',
	t: 'y',
	n: 'm',
	h: 'j',
	l: 'k',
	c: 'v'
};
function misspell(text: string, random: Random): string {
	// Only inside words of the template, never inside an argument: those are still `{e}` here.
	const places = [...text.matchAll(/(?<![{A-Za-z])[a-z]{4,}(?![A-Za-z}])/g)];
	if (!places.length) return text;
	const place = random.pick(places),
		word = place[0],
		at = random.int(1, word.length - 2);
	const kind = random.int(0, 2);
	const changed =
		kind === 0
			? word.slice(0, at) + word.slice(at + 1)
			: kind === 1
				? word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2)
				: word.slice(0, at) + (KEYBOARD[word[at]!] ?? word[at]! + word[at]!) + word.slice(at + 1);
	return text.slice(0, place.index) + changed + text.slice(place.index + word.length);
}

/** As people type into a search box: one or two small words left out. Never the last word left. */
function telegraphic(text: string, random: Random): string {
	for (let n = random.int(1, 2); n > 0; n--) {
		const places = [...text.matchAll(SMALL_WORD)];
		if (!places.length) break;
		const { 0: word, index } = random.pick(places);
		text = text.slice(0, index) + text.slice(index + word.length);
	}
	return text;
}
const SMALL_WORD =
	/\b(?:the|a|an|is|are|do|does|did|of|me|to|please|there|that|so|would|can|could|you|I)\b (?=\S* ?\S)/g;

/** Quotes, apostrophes and dashes as phones and office programs type them. */
function typographic(text: string, random: Random): string {
	return text
		.replace(/"([^"]*)"/g, '\u201c$1\u201d')
		.replace(/(?<![A-Za-z0-9])'([^']*)'(?![A-Za-z])/g, '\u2018$1\u2019')
		.replaceAll("'", '\u2019')
		.replaceAll(' - ', random.chance(0.5) ? ' \u2013 ' : ' \u2014 ')
		.replaceAll('...', '\u2026');
}

/** All small letters, now and then: only for prompts whose answer does not depend on their case. */
export const casually = (prompt: string, random: Random, chance = 0.2): string =>
	random.chance(chance) ? prompt.toLowerCase() : prompt;

/** One side of every draw: `held` takes unseen branches and unseen arguments. */
export class Draw {
	readonly random: Random;
	readonly held: boolean;
	constructor(random: Random, held: boolean) {
		this.random = random;
		this.held = held;
	}

	/** An argument of this side. `key` names it; two keys never straddle the sides. */
	argument<T>(make: () => T, key: (value: T) => string = String): T {
		for (let i = 0; i < 4000; i++) {
			const value = make();
			if (isHeldArgument(key(value)) === this.held) return value;
		}
		throw new Error('No argument on this side: the list is too short to hold some back.');
	}

	/** A branch of a list on this side; falls back to any where a list has none held. */
	branch(list: readonly string[]): string {
		const own = side(list, this.held);
		return this.random.pick(own.length ? own : side(list, false));
	}

	/** Words a request: frame, opening, closing, case, punctuation, slips; then puts arguments in. */
	phrase(wording: Wording, values: Record<string, string | number> = {}, plain = false): string {
		const r = this.random;
		const kinds = (['np', 'vp', 'q', 'how'] as const).filter((k) => wording[k]?.length);
		const weights = kinds.map((k) => Math.sqrt(wording[k]!.length) * (k === 'q' ? 1.2 : 1));
		const kind = r.weighted(kinds, weights);
		const body = expand(this.branch(wording[kind]!), r);
		let text = body;
		if (kind !== 'q') text = expand(this.branch(FRAMES[kind]), r).replace('{x}', () => body);
		if (!plain) {
			if (/^[a-z]/.test(text) && r.chance(0.35)) text = capitalise(text);
			if (r.chance(0.04)) text = misspell(text, r);
			if (r.chance(0.06)) text = telegraphic(text, r);
			if (r.chance(0.22)) {
				const opening = this.branch(OPENINGS);
				text =
					opening +
					(/^[A-Z][a-z]/.test(text) && !text.startsWith('I ') && r.chance(0.8)
						? text.charAt(0).toLowerCase() + text.slice(1)
						: text);
			}
			if (r.chance(0.05)) text = this.branch(CONTEXTS) + text;
			if (r.chance(0.3)) text = text.replace(/[.?]$/, '');
			if (r.chance(0.08)) text = text.replace(/[.?!]$/, '') + this.branch(CLOSINGS);
			if (r.chance(0.03)) text = text.replace(/\byou\b/g, 'u').replace(/\bplease\b/gi, 'pls');
			if (r.chance(0.04)) text = text.replace(/'/g, '');
			if (r.chance(0.25)) text = text.replace(/^[A-Z](?=[a-z' ])/, (c) => c.toLowerCase());
		}
		text = text.replace(/\{(\w+)\}/g, (_, k: string) => String(values[k] ?? `{${k}}`));
		return (r.chance(0.08) ? typographic(text, r) : text).trim();
	}
}
