// Texts to be said back as they are asked for in a chat: in passing, in a few words, with a reason. Data
// only; arguments as in copy-wordings.ts.

import type { Wording } from '../grammar.ts';

// prettier-ignore
export const COPY_CHAT: Wording = {
  vp: [
    'repeat this back so I know you got it: {w}', 'say this exactly like I do: {w}', 'give me my own words back: {w}', 'write this down without any changes: {w}', 'fill your answer with this alone: {w}', 'make your answer exactly this: {w}', 'let your whole reply be: {w}',
    'pass this back to me: {w}', 'say this the way it stands here: {w}', 'repeat this message word by word: {w}', 'write the same thing as me: {w}', 'send the same message: {w}', 'mirror my message: {w}', 'throw this back at me: {w}', 'play back what I typed: {w}', 'act like a parrot and say: {w}',
    'be my echo: {w}', 'dictate this back to me: {w}', 'keep every letter and repeat: {w}', 'answer me with my own text: {w}',
  ],
  q: [
    "I'll say something and you just say it back, ok? {w}", "Let's play echo. I say: {w}", 'Testing, testing. Repeat after me: {w}', 'Say it with me: {w}', 'Pretend you are a parrot. I say: {w}', 'You are an echo now: {w}', "I'd love to see this on my screen again: {w}", 'Just checking that you can read this: {w}. What did I write?',
    'Did you get that? {w}. Say it back to me.', 'Can you read my text? It says {w}. What does it say?', 'How would you repeat this: {w}', 'What would an echo answer to this: {w}', 'I shout {w} into the cave. What does the echo say?', 'A parrot hears {w} and repeats it. What does the parrot say?',
    'Nothing fancy, just repeat this line: {w}', 'No need to explain, only write: {w}', 'You do not need to understand it, just copy it: {w}', 'It may look odd, but please copy it as it is: {w}', 'This makes no sense, repeat it anyway: {w}', 'I need this typed again, exactly the same: {w}', 'My keyboard is broken, please type this for me: {w}',
    "Before I forget, my {k} is {w}. What's my {k}?", "So my {k} is {w}, got it? What's my {k} then?", "By the way, I have a new {t}, and it's called {w}. What's it called?", "Guess what, we named our {t} {w}! What's the name of our {t}?", 'Our new {t} answers to {w}. What name does it answer to?', "I'm bad with names. The {t} is {w}. What was the {t} called?",
    "What's my {k}? I told you it is {w}.", "What's the {t} called? They told me it's {w}.", 'Which name did the {t} get? It got {w}.', 'How is the {k} written? It is written {w}.', 'They gave me {w} as my {k}. What {k} did they give me?', 'She whispered {w} to me. What did she whisper?', 'He texted me {w}. What did he text me?', 'The tag on the {t} reads {w}. What does the tag read?',
    'Someone carved {w} into the tree. What is carved into the tree?', 'It said {w} on the envelope. What did it say on the envelope?', 'The file I am looking for is {w}. Which file am I looking for?', 'I ordered {w}. What was my order?', 'I dreamed of {w}. What did I dream of?', '{w} is on my list. What is on my list?', '{w} is all it says. What does it say?',
  ]
};
