// How people ask for a text to be said back, and for what they have just named or noted. Data only.
//
// `{w}` is the text, `{t}` something that has a name, `{k}` something that is known by a text.

import type { Wording } from '../grammar.ts';

/** What people give a name. */
export const NAMED: readonly string[] =
	'dog cat horse rabbit parrot hamster goldfish pony turtle boat ship car bike van robot plant cactus doll teddy team band club school street village town house farm shop cafe hotel restaurant company project file folder document program app game character planet island river song book story guitar computer printer server network phone tablet laptop cow goat snake sister brother cousin friend neighbor teacher boss baby son daughter uncle aunt doctor'.split(
		' '
	);
/** What is known by heart, or written down. */
export const KNOWN: readonly string[] =
	'code|password|passcode|PIN|key|keyword|secret|secret word|magic word|code word|username|login|user ID|ticket|ticket number|order number|serial number|room number|phone number|reference|reference number|token|license plate|bike code|combination|access code|door code|Wi-Fi password|network name|word|phrase|sentence|text|line|string|message|number|label|title|headline|name|nickname|motto|answer|solution|address|file name|tag|note|hint|clue|command|signal|ID|value|date code|booking code|zip code|locker number|flight number|subject|slogan'.split(
		'|'
	);

/** Things said back. Where the text ends the request, nothing follows it. */
// prettier-ignore
export const COPY: Wording = {
  vp: [
    'repeat {w}', 'repeat after me: {w}', 'say {w}', 'copy {w}', 'copy this: {w}', 'write {w}', 'type {w}', 'echo {w}', 'say the following: {w}', 'repeat the text {w}', 'write down exactly this: {w}', 'print {w}',
    'answer with {w}', 'reply with {w}', 'say exactly: {w}', 'repeat this: {w}', 'output {w}', 'repeat (exactly|word for word): {w}', 'say this back( to me|): {w}', 'copy the following( text|): {w}', 'write exactly: {w}',
    'just say {w}', 'respond with {w}', 'respond only with: {w}', 'answer only with {w}', 'give me back {w}', 'return {w}', 'type exactly this: {w}', 'parrot this: {w}', 'quote this: {w}',
    'repeat the (words|string|phrase|following): {w}', 'echo back: {w}', 'spit out {w}', 'display {w}', 'write these (words|characters): {w}', 'reproduce {w}', 'duplicate this text: {w}', 'say back {w}', 'say it back: {w}',
    'say this: {w}', 'say this to me: {w}', 'say these words: {w}', 'say the (word|words|text|phrase|line) {w}', 'say only {w}', 'say nothing but {w}', 'say once more {w}', 'say after me: {w}', 'say what I say: {w}',
    'tell me back: {w}', 'tell me this again: {w}', 'repeat back {w}', 'repeat back to me: {w}', 'repeat what I say: {w}', 'repeat what I wrote: {w}', 'repeat this text: {w}',
    'repeat this (line|word|code|string|phrase) for me: {w}', 'repeat once: {w}', 'repeat the same: {w}', 'repeat the line {w}', 'repeat only {w}', 'repeat without changes: {w}', 'copy out {w}', 'copy exactly: {w}',
    'copy the text {w}', 'copy the word {w}', 'copy the (line|string|code|phrase): {w}', 'copy word for word: {w}', 'copy letter by letter: {w}', 'copy what comes now: {w}', 'copy what I type: {w}', 'copy and paste {w}',
    'paste {w}', 'write down {w}', 'write down: {w}', 'write the (word|words|text|string|line) {w}', 'write the following: {w}', 'write this: {w}', 'write this again: {w}', 'write it the same way: {w}', 'write only {w}',
    'write nothing but {w}', 'write back {w}', 'write me {w}', 'write out {w}', 'type this: {w}', 'type the following: {w}', 'type the (word|text|string|code) {w}', 'type in {w}', 'type back {w}', 'type only {w}',
    'type it just like this: {w}', 'echo this: {w}', 'echo the (word|text|line|string) {w}', 'echo my words: {w}', 'echo exactly: {w}', 'print this: {w}', 'print exactly: {w}', 'print the (line|text|string|word) {w}',
    'print out {w}', 'output exactly: {w}', 'output only {w}', 'output the (string|text) {w}', 'show {w}', 'show the text {w}', 'show me {w}', 'show this: {w}', 'put {w}', 'put down {w}', 'answer {w}', 'answer exactly: {w}',
    'answer just {w}', 'answer me with {w}', 'answer with the (word|words|text) {w}', 'answer with nothing but {w}', 'reply {w}', 'reply only {w}', 'reply just with {w}', 'reply with exactly: {w}',
    'reply with the (word|text|line) {w}', 'respond {w}', 'respond exactly with {w}', 'respond with the (word|text) {w}', 'return the text {w}', 'return this unchanged: {w}', 'return exactly: {w}', 'return only {w}',
    'give back {w}', 'give me the same back: {w}', 'give me this: {w}', 'send back {w}', 'send me back: {w}', 'send this back to me: {w}', 'quote {w}', 'quote me: {w}', 'cite this: {w}', 'recite {w}', 'recite this: {w}',
    'read this out: {w}', 'read this back to me: {w}', 'read back {w}', 'pronounce {w}', 'imitate me: {w}', 'call out {w}', 'state {w}', 'enter {w}', 'fill in {w}', 'note down {w}', 'take this down: {w}',
    'reproduce this exactly: {w}', 'reproduce the (text|line|string): {w}', 'leave this as it is: {w}', 'post this: {w}', 'transcribe {w}', 'transcribe this: {w}', 'restate {w}', 'retype {w}', 'retype this: {w}',
    'rewrite without changes: {w}', 'memorise this and say it: {w}', 'use these exact words: {w}',
  ],
  q: [
    'echo: {w}', 'Repeat: {w}', 'copy -> {w}', 'The text is {w}. Repeat it.', 'My code is {w}. What is my code?', 'The password is {w}. What is the password?', 'Remember {w}. What should you remember?', 'I say {w}, you say?',
    'My name is {w}. What is my name?', 'copy: {w}', 'say: {w}', 'print: {w}', 'write: {w}', 'The (word|phrase|string|text|line) is {w}. (Say it back.|Copy it.|Write it again.|What is it?|Repeat after me.)',
    'The (number|ticket|order|key|pin|token|serial number) is {w}. What is (it|the number|the key)?', 'My (dog|cat|boat|team|street|town|file|project) is called {w}. What is it called?',
    'I call my (bike|car|robot|plant) {w}. What do I call it?', 'Someone wrote {w}. What did they write?', 'I said {w}. What did I say?', 'I typed {w}. What did I type?', 'The sign says {w}. What does (the sign|it) say?',
    'Here is a (text|string|line): {w}. Copy it.', 'Keep this in mind: {w}. What was it?', 'If I say {w}, what did I say?', '{w} - repeat that', '{w} - say that again', '{w} <- copy this', '{w}. Now you say it.', '{w}. Repeat.',
    'You say: {w}', 'Your answer should be: {w}', 'Can you say this? {w}', 'The magic word is {w}. What is the magic word?', 'Note {w}. What did I ask you to note?', "I'll meet {w}. Who will I meet?",
    'My {t} is called {w}. What is (my {t}|it) called?', "My {t} is called {w}. What is my {t}'s name?", 'My {t} is named {w}. What is (my {t}|it) named?', 'My {t} is named {w}. Tell me the name of my {t}.',
    'My {t} has the name {w}. What name does it have?', 'My {t} goes by {w}. What does my {t} go by?', "My {t}'s name is {w}. What is my {t}'s name?", "My {t}'s name is {w}. What is my {t} called?",
    'The name of my {t} is {w}. What is the name of my {t}?', 'The name of my {t} is {w}. What is it called?', 'The name of the {t} is {w}. Which name was it?', 'The {t} is called {w}. What is the {t} called?',
    'The {t} is called {w}. How is it called?', 'The {t} is named {w}. What is its name?', "The {t} has the name {w}. What is the {t}'s name?", 'Our {t} is called {w}. What is our {t} called?',
    'Our {t} is named {w}. Do you know what our {t} is named?', 'Her {t} is called {w}. What is it called?', 'His {t} is called {w}. What is his {t} called?', 'I have a {t} called {w}. What is my {t} called?',
    'I have a {t} named {w}. What is it named?', 'I have a {t}. It is called {w}. What is it called?', 'I have a {t}, and its name is {w}. What is its name?', 'I call my {t} {w}. What do I call (it|my {t})?',
    'I named my {t} {w}. What did I name it?', 'I named my {t} {w}. What is my {t} called?', 'I gave my {t} the name {w}. Which name did I give it?', 'We call our {t} {w}. What do we call it?',
    'We named the {t} {w}. What did we name it?', 'They call their {t} {w}. What do they call it?', 'This {t} is {w}. Which {t} is this?', 'This is my {t} {w}. What is it called?', 'There is a {t} called {w}. What is it called?',
    "Meet my {t} {w}. What is my {t}'s name?", 'Say hello to my {t} {w}. What is it called?', 'My friend has a {t} called {w}. What is the {t} called?', 'What is my {t} called if its name is {w}?',
    'What is the name of my {t}? It is {w}.', 'If my {t} is called {w}, what is my {t} called?', 'Suppose a {t} is called {w}. What is it called?', 'The {k} is {w}. What is the {k}?', 'The {k} is {w}. What is it?',
    'The {k} is {w}. What was the {k}?', 'The {k} is {w}. What was it?', 'The {k} is {w}. Tell me the {k}.', 'The {k} is {w}. Say the {k}.', 'The {k} is {w}. Repeat the {k}.', 'The {k} is {w}. Repeat it.',
    'The {k} is {w}. Write it down.', 'The {k} is {w}. Type it.', 'The {k} is {w}. Copy it.', 'The {k} is {w}. Can you repeat it?', 'The {k} is {w}. Which {k} did I give you?', 'The {k} is {w}. Do you remember the {k}?',
    'The {k} is {w}. Please say it back.', 'The {k} reads {w}. What does it read?', 'The {k} says {w}. What does the {k} say?', 'The {k}: {w}. What is the {k}?', 'The new {k} is {w}. What is the new {k}?',
    'The right {k} is {w}. Which is the right {k}?', 'The secret {k} is {w}. What is the secret {k}?', 'The {k} for the door is {w}. What is the {k} for the door?', 'The {k} of the day is {w}. What is the {k} of the day?',
    'My {k} is {w}. What is my {k}?', 'My {k} is {w}. What was my {k}?', 'My {k} is {w}. Tell me my {k}.', 'My {k} is {w}. Repeat it.', 'My {k} is {w}. Can you say my {k}?', 'My {k} is {w}, what is it?',
    'My new {k} is {w}. What is my new {k}?', 'Our {k} is {w}. What is our {k}?', 'Your {k} is {w}. What is your {k}?', 'Here is the {k}: {w}. Repeat it.', 'Here is my {k}: {w}. What is my {k}?',
    'Here is a {k}: {w}. Say it again.', 'Here comes the {k}: {w}. What is it?', 'This is the {k}: {w}. What is the {k}?', 'This is my {k}: {w}. Repeat my {k}.', 'I have a {k}. It is {w}. What is it?',
    'I got the {k} {w}. Which {k} did I get?', 'I use the {k} {w}. Which {k} do I use?', 'I chose {w} as my {k}. What is my {k}?', 'I set the {k} to {w}. What is the {k}?', 'I changed the {k} to {w}. What is the {k} now?',
    'Let the {k} be {w}. What is the {k}?', 'Use {w} as the {k}. What is the {k}?', 'If the {k} is {w}, what is the {k}?', 'Given the {k} {w}, what is the {k}?', 'As {k} we use {w}. What do we use as {k}?',
    'Remember the {k} {w}. What is the {k}?', 'Remember the {k}: {w}. What was it?', 'Remember this {k}: {w}. Which {k} should you remember?', 'Remember that the {k} is {w}. What is the {k}?',
    'Remember: my {t} is called {w}. What is my {t} called?', 'Remember {w}. What did I ask you to remember?', 'Remember {w}. Now say it.', 'Remember this: {w}. What was it?', 'Remember this: {w}. Say it now.',
    'Note the {k} {w}. Which {k} did you note?', 'Note that the {k} is {w}. What is the {k}?', 'Note this: {w}. What did you note?', 'Note down {w}. What did you note down?', 'Keep {w} in mind. What should you keep in mind?',
    'Keep the {k} {w} in mind. What is the {k}?', "Don't forget {w}. What should you not forget?", "Don't forget the {k} {w}. What is it?", "Don't forget: my {k} is {w}. What is my {k}?", 'Memorize {w}. What did you memorize?',
    'Memorize this: {w}. What was it?', 'Save this: {w}. What did I ask you to save?', 'Store the {k} {w}. Which {k} is stored?', 'Listen: {w}. What did you hear?', 'Listen to this: {w}. Repeat it.',
    'Look at this: {w}. What do you see?', 'Read this: {w}. What does it say?', 'Read this: {w}. What did you read?', 'I just said {w}. What did I just say?', 'I just wrote {w}. What did I write?', 'I just typed {w}. Repeat it.',
    'I told you {w}. What did I tell you?', 'I told her {w}. What did I tell her?', 'I asked for {w}. What did I ask for?', 'I wrote {w} on the board. What is on the board?', 'I wrote {w} on a note. What does the note say?',
    'I see {w}. What do I see?', 'I read {w}. What did I read?', 'I heard {w}. What did I hear?', 'I bought {w}. What did I buy?', 'I like {w}. What do I like?', 'I want {w}. What do I want?', 'I need {w}. What do I need?',
    'I am thinking of {w}. What am I thinking of?', 'I am looking for {w}. What am I looking for?', 'I know {w}. Whom do I know?', 'I live in {w}. Where do I live?', 'I come from {w}. Where do I come from?',
    'I work at {w}. Where do I work?', 'I am {w}. Who am I?', "I'm {w}. What is my name?", 'I am called {w}. What am I called?', 'People call me {w}. What do people call me?', 'Call me {w}. What should you call me?',
    'Hi, I am {w}. What is my name?', 'Hello, my name is {w}. What is my name?', 'My name is {w}. How am I called?', 'My name is {w}. Who am I?', 'My name is {w}. Say my name.', 'My friend is {w}. Who is my friend?',
    'My boss is {w}. Who is my boss?', 'My favorite word is {w}. What is my favorite word?', 'My favorite color is {w}. What is my favorite color?', 'My favorite book is {w}. What is my favorite book?',
    'My word is {w}. What is my word?', 'The word is {w}. Which word is it?', 'The word is {w}. Which word was that?', 'The word of the day is {w}. What is the word of the day?', 'The first word is {w}. What is the first word?',
    'The answer is {w}. What is the answer?', 'The answer is {w}. Give the answer.', 'The title is {w}. What is the title?', 'The title of the book is {w}. What is the title?', 'The song is called {w}. What is the song called?',
    'The note says {w}. What does the note say?', 'The label says {w}. What does it say?', 'The poster reads {w}. What does the poster read?', 'The screen shows {w}. What does the screen show?',
    'The message is {w}. What is the message?', 'The message was {w}. What was the message?', 'The letter ends with {w}. How does it end?', 'The plan is {w}. What is the plan?', 'The winner is {w}. Who is the winner?',
    'The winner is {w}. Who won?', 'The city is {w}. Which city is it?', 'The meeting is in {w}. Where is the meeting?', 'The train goes to {w}. Where does the train go?', 'The box contains {w}. What does the box contain?',
    'On the door it says {w}. What does it say on the door?', 'On the paper is {w}. What is on the paper?', 'In the box is {w}. What is in the box?', 'Someone said {w}. What did they say?',
    'Someone is called {w}. What is their name?', 'Somebody shouted {w}. What did they shout?', 'She said {w}. What did she say?', 'She wrote {w}. What did she write?', 'He said {w}. What did he say?',
    'He calls himself {w}. What does he call himself?', 'They said {w}. What did they say?', 'We said {w}. What did we say?', 'You said {w}. What did you say?', 'If I write {w}, what did I write?',
    'If I type {w}, what do you see?', 'If someone says {w}, what did they say?', 'If the sign says {w}, what does the sign say?', 'When I say {w}, what do you hear?', 'When I say {w} you say the same. What do you say?',
    'x = {w}. What is x?', 'x is {w}. What is x?', 'a = {w}. Print a.', 'name = {w}. What is the name?', '{k} = {w}. What is the {k}?', '{k}: {w}. What is the {k}?', '{t} name: {w}. What is the name of the {t}?',
    'Input: {w}. Output the input.', 'Text: {w}. Repeat the text.', 'Word: {w}. Which word?', 'Line: {w}. Say the line.', 'Message: {w}. Repeat the message.', 'Just the same again: {w}', 'The same again: {w}',
    'The same text again: {w}', 'Same back: {w}', 'Exactly this: {w}', 'Exactly this and nothing else: {w}', 'Word for word: {w}', 'Verbatim: {w}', 'Repeat verbatim: {w}', 'Repetition: {w}', 'Reply: {w}', 'Answer: {w}',
    'Output: {w}', 'Text to copy: {w}', 'Text to repeat: {w}', 'String to echo: {w}', 'To copy: {w}', 'To repeat: {w}', 'Only say: {w}', 'Only answer: {w}', 'Only write: {w}', 'Only repeat this: {w}',
    'Do not change anything: {w}', "Don't change it, just say it: {w}", 'No comment, just repeat: {w}', 'Nothing else, only this: {w}', 'After me: {w}', 'I say, you repeat: {w}', 'I start, you repeat: {w}', 'Now you: {w}',
    'Now you say: {w}', 'Now say: {w}', 'You write: {w}', 'You type: {w}', 'You answer: {w}', 'You only say: {w}', 'Your text: {w}', 'Your line is: {w}', 'Your words: {w}', 'Your next words are: {w}', 'Your only answer is: {w}',
    'Your reply must be: {w}', 'Your answer is exactly this: {w}', 'The answer I want is: {w}', 'What I want to read is: {w}', 'What I want you to say: {w}', 'I want to hear: {w}', 'I want to hear you say {w}',
    'I want to read {w}', 'I want you to answer: {w}', 'I would like you to say: {w}', 'I need exactly this back: {w}', 'Can you repeat this? {w}', 'Can you repeat {w}?', 'Can you say {w}?', 'Can you copy this? {w}',
    'Can you write this? {w}', 'Can you echo this? {w}', 'Could you repeat this for me? {w}', 'Could you say this? {w}', 'Would you repeat this? {w}', 'Will you say this? {w}', 'What does this say? {w}',
    'What does it say here: {w}', 'What did I just type? {w}', 'What did I write? {w}', 'What is written here? {w}', 'What is this text? {w}', '{w} - what did I write?', '{w} - what does that say?', '{w} - copy that',
    '{w} - echo', '{w} - repeat it', '{w} - say it', '{w}. Say it.', '{w}. Repeat that.', '{w}. Repeat this.', '{w}. Copy it.', '{w}. What did I say?', '{w}. What did I write?', '{w}. What did I just write?',
    '{w}. Write it again.', '{w}. Type it again.', '{w}. Echo.', '{w}. Say the same.', '{w}. Now repeat it.', '{w}. Now you.', '{w}. Can you repeat that?', '{w}\nRepeat the line above.', '{w}\nCopy this.', '{w}\nSay it back.',
    '{w}\nWhat did I write?', '{w} is the {k}. What is the {k}?', '{w} is my {k}. What is my {k}?', '{w} is my name. What is my name?', '{w} is the name of my {t}. What is my {t} called?',
    '{w} is what I call my {t}. What do I call my {t}?', '{w} is my {t}. What is my {t} called?', '{w} is the answer. What is the answer?', '{w} is the word. Which word is it?', '{w} is what I said. What did I say?',
    '{w} won. Who won?', '{w} called. Who called?',
  ],
};

/** Two things named, {t} by {w} and {u} by {v}, and the first asked for. */
// prettier-ignore
export const COPY_ONE_OF_TWO: Wording = {
  q: [
    'My {t} is called {w} and my {u} is called {v}. What is my {t} called?',
    'My {u} is called {v} and my {t} is called {w}. What is my {t} called?',
    'My {t} is {w} and my {u} is {v}. Who or what is my {t}?',
    'My {t} is named {w}, my {u} {v}. What is my {t} named?',
    'My {u} is named {v}, my {t} {w}. What is my {t} named?',
    "My {t}'s name is {w}. My {u}'s name is {v}. What is my {t}'s name?",
    "My {u}'s name is {v}. My {t}'s name is {w}. What is my {t}'s name?",
    'My {u} is called {v}. My {t} is called {w}. How is my {t} called?',
    'I have a {t} called {w} and a {u} called {v}. What is the {t} called?',
    'I have a {u} called {v} and a {t} called {w}. What is the {t} called?',
    'I have a {t} and a {u}. The {t} is called {w}, the {u} {v}. What is the {t} called?',
    'I have a {t} and a {u}. The {t} is called {w}, the {u} {v}. Name the {t}.',
    'I call my {t} {w} and my {u} {v}. What do I call my {t}?',
    'I call my {u} {v} and my {t} {w}. What do I call my {t}?',
    'We named the {u} {v} and the {t} {w}. What did we name the {t}?',
    'The {t} is called {w}, the {u} is called {v}. What is the {t} called?',
    'The {u} is called {v}, the {t} is called {w}. What is the {t} called?',
    'The {u} is called {v}, but the {t} is called {w}. Tell me the name of the {t}.',
    'The name of my {t} is {w}, that of my {u} is {v}. What is the name of my {t}?',
    '{w} is my {t} and {v} is my {u}. What is my {t} called?',
    '{v} is my {u} and {w} is my {t}. What is my {t} called?',
    '{t}: {w}, {u}: {v}. What is the {t}?',
    '{u}: {v}\n{t}: {w}\nWhat is the {t}?',
    '{t} = {w}, {u} = {v}. {t} = ?',
    'What is my {t} called, if my {t} is {w} and my {u} is {v}?',
    'What is the {t} called? The {u} is {v}, the {t} is {w}.',
    'Remember: {t} {w}, {u} {v}. What is the {t}?',
    'Remember that my {t} is {w} and my {u} is {v}. What is my {t} called?',
    'Note: my {u} is {v}, my {t} is {w}. What is the name of my {t}?',
    'First {u}: {v}. Then {t}: {w}. What is the name of the {t}?',
  ]
};
