// What the starter says about itself, the app and in small talk. Data first: wordings and answers.
//
// Each topic has two or three answers. Which one is given follows from the question (its register,
// and whether it was asked before), never from chance: an answer the model cannot predict would
// look like doubt in its log-probabilities.

import {
	capitalise,
	casually,
	type Draw,
	type Exchange,
	expand,
	type Wording
} from '../grammar.ts';
import { ASIDES } from './about-asides.ts';
import { ASKED_PLAINLY } from './about-asked.ts';
import { FEATURES_ASKED } from './about-asked-more.ts';
import { DEED_FRAMES, TOPIC_DEEDS } from './about-deeds.ts';
import { EVERYDAY_TALK } from './about-everyday.ts';
import { FEATURES } from './about-features.ts';
import { KEY_FRAMES, TOPIC_KEYS } from './about-keys.ts';
import { MORE_SITUATIONS } from './about-more.ts';
import { NEEDS } from './about-needs.ts';
import { SITUATIONS } from './about-situations.ts';
import { STATE_FRAMES, TOPIC_STATES } from './about-states.ts';
import { withSynonyms } from './about-synonyms.ts';
import { SMALL_TALK } from './about-talk.ts';
import { MORE_SMALL_TALK } from './about-talk-more.ts';
import { WAYS } from './about-ways.ts';
import { MORE_WORDINGS } from './about-wordings.ts';
import { contracted } from './contractions.ts';

export interface Topic {
	id: string;
	wording: Wording;
	answers: string[];
}

const t = (id: string, base: Wording, ...answers: string[]): Topic => {
	const more = MORE_WORDINGS[id] ?? {},
		join = (kind: keyof Wording) => [...(base[kind] ?? []), ...(more[kind] ?? [])],
		// Those with the most ways to fill them are drawn the most.
		situations = [
			SITUATIONS,
			MORE_SITUATIONS,
			EVERYDAY_TALK,
			SMALL_TALK,
			SMALL_TALK,
			MORE_SMALL_TALK,
			MORE_SMALL_TALK,
			...[1, 2, 3].flatMap(() => [ASKED_PLAINLY, FEATURES_ASKED, NEEDS, WAYS, ASIDES])
		]
			.flatMap((some) => some[id] ?? [])
			.map(contracted),
		vp = join('vp');
	// What one can do in the app is also asked as "how can I ...".
	return {
		id,
		wording: { np: join('np'), vp, q: [...join('q'), ...situations], how: vp },
		answers
	};
};

// prettier-ignore
const FIRST: Topic[] = [
  t('greeting', { q: ['hi', 'hello', 'hey', 'hi there', 'hello there', 'good (morning|evening|afternoon|day)', 'Hello!', 'Hi!', 'Hey!', 'greetings', 'howdy', 'yo', 'hiya', 'hello (assistant|Understudy|friend|everyone)', 'hey (there|you|Understudy)', 'hi (Understudy|bot|again)', "what's up?", 'sup', 'anyone there?', 'are you there?', 'hello, are you there?', 'hey hello', 'ahoy', 'hallo', 'nice to meet you', 'knock knock, anybody home?', "hello, it's me", 'hi, can we talk?', 'can we chat?', 'let us chat', 'hello hello', 'test', 'just testing', 'ping'] },
    'Hello! What can I do for you?', 'Hi! Ask me something small.', 'Hello again! What next?'),
  t('mood', { q: ['how are you?', 'how are you (doing|today|feeling)?', 'how is it going?', "how's it going", 'how do you feel?', 'are you (ok|okay|fine|well)?', 'how are things?', "how's your day?", 'how have you been?', "how's life?", 'you good?', 'is everything ok (with you|)?', 'hope you are well', 'how r u', 'how do you do?', 'are you (happy|tired|bored|sad)?', 'did you sleep well?'] },
    'I am fine, thank you. What can I do for you?', 'Fine, thanks! What do you need?'),
  t('name', { q: ['what is your name?', "what's your name", 'who are you?', 'what are you called?', 'tell me your name', 'your name?', 'who am I (talking|speaking|chatting) (to|with)?', 'what should I call you?', 'do you have a name?', 'may I know your name?', 'who is this?', 'introduce yourself', 'please introduce yourself', 'what model are you?', 'which (model|AI) (is this|are you)?', 'are you ChatGPT?', 'are you (Claude|GPT-4|Gemini|Siri|Alexa)?', 'what kind of (AI|model|assistant) are you?', 'what are you?', 'what exactly are you?', 'tell me about yourself', 'say something about yourself', 'describe yourself', 'how do you call yourself?'] },
    'I am the starter of Understudy: a very small language model that runs in your browser.', 'I am the Understudy starter, a tiny model in your browser.'),
  t('can-do', { q: ['what can you do?', 'what are you able to do?', 'help', 'help me', 'how can you help (me|)?', 'what are your (abilities|skills|features|strengths)?', 'what do you know?', 'what can I ask (you|)?', 'give me (some |)examples of what you can do', 'what (tasks|things|questions) can you (do|handle|answer)?', 'which things can I ask you?', 'tell me what you can do', 'what are you good at?', 'what are you for?', 'what is your purpose?', 'how do I use you?', 'what should I ask (you|)?', 'show me what you can do', 'what do you do?', 'give me an idea of what to ask', 'I need help', 'can you help me?', 'capabilities?', 'list your abilities'] },
    'I can answer short facts, do small sums, convert units, change words, write one-line code and explain this app.', 'Short facts, small sums, units, word games, one-line code, and help with this app.'),
  t('app', { np: ['Understudy', 'this app', 'this (site|page|website|program|tool|thing)', 'the point of this app', 'the idea of Understudy', 'the purpose of Understudy'], q: ['what does (Understudy|this app) do?', 'how does (Understudy|this app|this) work?', 'explain (Understudy|this app)( to me|)', 'what am I looking at?', 'tell me about (Understudy|this app)', 'what is Understudy (good for|about|used for)?', 'what is this?', 'describe (this app|Understudy)', 'why should I use (Understudy|this app)?', 'what makes (Understudy|this app) (special|different)?', 'where am I?', 'can you explain this app?'] },
    'Understudy is a chat that runs a small model in your browser, on your own device. It works offline, and only with your consent asks a bigger model.', 'Understudy is a chat with a small model in your browser. It works offline; a bigger model is asked only with your consent.'),
  t('privacy', { q: ['is my data (private|safe|secure)?', 'does my data leave (this|my) (device|computer|phone)?', 'do you send my (data|messages|chats) anywhere?', 'are my messages sent to a server?', 'is anything I (type|write) sent to a server?', 'who can (read|see) my (messages|chats|conversations)?', 'are my (chats|conversations) private?', 'do you (store|collect|keep|sell|share) my data?', 'where (is|are) my (data|chats|conversations|messages) (stored|kept|saved)?', 'is this private?', 'what about (my |)privacy?', 'what happens to my data?', 'do you spy on me?', 'do you track me?', 'can anyone read this?', 'is it safe to write (secrets|private things) here?', 'privacy?', 'does anything leave my (device|computer)?', 'what leaves (the|my) device?', 'are you listening to me?', 'does someone see what I type?', 'can I trust you with my data?'], np: ['the privacy policy', 'the privacy of my chats'] },
    'Your conversations stay on this device. Nothing leaves it unless you allow the edge, and then you see what would be sent.', 'Everything stays on this device unless you allow the edge.'),
  t('offline', { q: ['do you work offline?', 'does (this|it|the app|Understudy) work (offline|without internet)?', 'can I use (you|this|it) (offline|without internet|on a plane|without wifi)?', 'do you need (the |an |)internet( connection|)?', 'are you (online|offline)?', 'do you use the internet?', 'are you connected to the internet?', 'can you go online?', 'what happens without (internet|a connection|network)?', 'is (internet|wifi|a connection) (needed|required)?', 'offline?', 'can you browse the web?', 'do you have internet access?', 'does it run with the network off?', 'what if my connection drops?', 'will this work in airplane mode?', 'can you search the internet?'] },
    'Yes, it works offline: after the first visit the app and the model are on this device. I never go online myself.', 'After the first visit everything runs offline, on this device.'),
  t('edge', { np: ['the edge', 'escalation', 'the edge in this app', 'the consent question'], q: ['what does (the edge|escalation|escalate|edge) mean?', 'when (do|would) you ask a bigger model?', 'what happens with hard questions?', 'what is a frontier model?', 'do you ask (other|bigger) models?', 'how do I (allow|turn on|enable|use) the edge?', 'how do I (forbid|turn off|disable|block) the edge?', 'why do you ask for consent?', 'can you ask a (bigger|better|stronger|frontier) model?', 'when does (a question|my text|a message) leave the device?', 'what does local only mean?', 'how do I keep everything local?', 'what is local-only mode?', 'explain the edge', 'how does escalation work?'] },
    'When I am not confident, Understudy can send the turn to a frontier model at the edge, with your consent: it shows first what would be sent. Local-only never sends.', 'For hard questions a frontier model can be asked, but only with your consent. Local-only never sends anything.'),
  t('install', { vp: ['install (this app|Understudy|the app|it|this)', 'install (Understudy|this) on my (phone|computer|laptop|desktop|tablet|iPhone|Android)', 'add (Understudy|this) to (my|the) home screen', 'put (this app|Understudy) on my (phone|desktop|home screen)', 'make (this|Understudy) an app on my (phone|computer)', 'download (the app|this app|Understudy)'], q: ['is there an app (to install|for my phone)?', 'can I install (this|Understudy)?', 'installation?', 'how is (this|Understudy) installed?', 'where is the install button?', 'how do I get this as an app?', 'what are the steps to install (this|Understudy)?'] },
    'Open the browser menu and choose "Install app" or "Add to home screen". It then opens like any app, also offline.', 'Use "Install app" or "Add to home screen" in the browser menu.'),
  t('stop', { vp: ['stop (an|the|this|your) answer', 'stop (you|the model|generating|the text)', 'interrupt (an|the) answer', 'cancel (an|the|this) answer', 'make you stop (talking|writing)', 'halt the (answer|output)', 'abort (an|the) answer'], q: ['you write too much, how do I stop (you|it)?', 'where is the stop button?', 'what does the Stop button do?', 'can I interrupt you?', 'how to stop the answer?', 'is there a way to stop (you|an answer)?', 'what if an answer is too long?', 'which key stops the answer?'] },
    'Press the Stop button, or Escape, while I am answering. What was written so far is kept.', 'Press Stop or Escape. The text so far is kept.'),
  t('regenerate', { vp: ['regenerate (an|the|your) answer', 'get (another|a new|a different) answer', 'make you (try again|answer again)', 'retry (an|the) answer', 'ask for a new answer', 'redo the (last |)answer'], q: ['what does Regenerate do?', 'where is the regenerate button?', 'can you answer that again differently?', 'how to regenerate?', 'is the old answer lost when I regenerate?', 'can I get a second answer?', "I don't like the answer, how do I get another?"] },
    'Press Regenerate under the answer. The old answer is kept as a sibling, and you can go back to it.', 'Press Regenerate under the answer; the old one is kept beside it.'),
  t('edit', { vp: ['edit (my|a) (message|question|prompt)', 'change (my|a) (message|question) (after sending|I sent)', 'correct (my|a) message', 'branch (a|the|this) conversation', 'make a branch', 'go back to (another|an earlier|the other) branch', 'fix a typo in my message', 'switch between branches'], q: ['what is a branch?', 'what are branches?', 'can I edit (what I wrote|my messages)?', 'how does branching work?', 'what happens when I edit a message?', 'can I have two versions of a conversation?', 'where is the edit button?'] },
    'Press Edit on your message, change it and send. This makes a new branch; the arrows beside the message switch between branches.', 'Press Edit on your message and send. The old branch is kept; the arrows switch.'),
  t('delete', { vp: ['delete (a|my|this) (message|conversation|chat)', 'remove (a|this) (conversation|chat|message)', 'get rid of (a|this) chat', 'throw away (a|this) conversation'], q: ['can I delete (a chat|conversations)?', 'where do I delete a conversation?', 'how to delete chats?', 'are deleted chats gone?'] },
    'Open the menu of the conversation or message and choose Delete.', 'Choose Delete in its menu.'),
  t('organise', { vp: ['rename (a|this|my) (chat|conversation)', 'pin (a|this|my) (chat|conversation)', 'search (my|the) (chats|conversations)', 'find an old (chat|conversation)', 'keep a chat at the top', 'give a chat a (name|title)', 'start a new (chat|conversation)', 'open a new (chat|conversation)'], q: ['where are my (old |)(chats|conversations)?', 'where is the list of (chats|conversations)?', 'how to rename a chat?', 'how to pin a chat?', 'can I search my conversations?', 'where is New chat?'] },
    'Use the conversation list at the side: New chat, search, and in the menu of each one rename and pin.', 'In the list at the side: New chat, search, rename and pin.'),
  t('export', { vp: ['export (my|a|this|the) (conversation|conversations|chat|chats|data)', 'save (my|a|this) (chat|chats|conversation) (as|to) (a file|Markdown|JSON)', 'download (my|a|this) (chat|chats|conversation|conversations)', 'get my chats out of (here|the app)', 'share a conversation as a file'], q: ['can I export (my chats|a conversation|to Markdown|to JSON)?', 'which formats can I export( to|)?', 'where is export?', 'how to export?', 'is there an export?', 'can I save this chat?'] },
    'Open the menu of a conversation and choose Export, as JSON or Markdown.', 'Choose Export in the menu of the conversation: JSON or Markdown.'),
  t('import', { vp: ['import (my |a |)(conversation|conversations|chat|chats|data)', 'import (my |)(ChatGPT|Open WebUI) (chats|conversations|export|history)', 'load (my|an|a) (exported|old|saved) (chat|chats|file)', 'bring my (ChatGPT|old) chats here', 'move my chats from (ChatGPT|Open WebUI)(here|to this app|)'], q: ['can I import (from ChatGPT|from Open WebUI|my old chats)?', 'where is import?', 'how to import?', 'which files can I import?', 'do you read ChatGPT exports?'] },
    'Choose Import in the settings and pick the file. Exports of Understudy, ChatGPT and Open WebUI are read.', 'Use Import in the settings; it reads exports of Understudy, ChatGPT and Open WebUI.'),
  t('backup', { vp: ['back up (my data|everything|my chats|all my conversations|the app)', 'make a backup', 'create a backup', 'restore (my data|a backup|everything|my chats)', 'load a backup', 'move everything to (another|a new) (device|computer|phone)', 'transfer my data to a new (phone|laptop)'], q: ['is there a backup?', 'where is (the |)backup?', 'how does backup work?', 'can I (back up|restore) (everything|my data)?', 'what if I lose my (phone|computer|device)?', 'how to restore a backup?'] },
    'In the settings, Backup saves everything to one file and Restore reads it back, also on another device.', 'Settings, then Backup or Restore: everything in one file.'),
  t('erase', { vp: ['erase (everything|all my data|all data|all my chats)', 'delete (everything|all my data|all data|all chats|all conversations)', 'wipe (everything|this app|all data|the device storage)', 'reset the app', 'clear all (data|chats|conversations)', 'remove all traces'], q: ['can I (erase|delete|wipe) everything?', 'how to erase all?', 'where is erase?', 'I want to start from zero, how?', 'how do I factory reset (this|the app)?'] },
    'In the settings choose Erase everything. It removes conversations, settings and weights from this device; make a backup first.', 'Settings, Erase everything. It cannot be undone, so back up first.'),
  t('models', { vp: ['choose (another|a different|a bigger|a better|the) model', 'change (the|my) model', 'switch (the |)models?', 'use (another|a bigger|a better) model', 'download (another|a bigger|a better|a new) model', 'get a (better|bigger|smarter) model', 'install another model', 'load a GGUF( file|)', 'use my own (model|GGUF)'], q: ['which models (are there|can I use|do you offer|are available)?', 'is there a (better|bigger) model?', 'where do I (choose|change|find) the model?', 'can I use (Qwen|Llama|Gemma|another model|my own model)?', 'where is the model list?', 'how big are the other models?', 'what other models are there?', 'can you recommend a better model?'], np: ['the model catalog', 'the model picker'] },
    'Open Models, pick one from the catalog and download it once. The list shows size, memory and licence, and what fits this device.', 'Open Models and pick one; the list says what fits your device.'),
  t('attach', { vp: ['attach a (text |)file', 'attach a (document|text)', 'add a (text |)file to (my|a|the) message', 'upload a (text |)file', 'drop a file (here|into the chat)', 'send you a (text |)file', 'give you a (text |)file', 'include a file in my message'], q: ['can (I|you) (attach|upload|read) (files|a file|text files)?', 'can I drop a file here?', 'where do I attach a file?', 'do you read (PDF|text|Markdown) files?', 'which files can I attach?', 'can you open a file?', 'does drag and drop work?'] },
    'Drag a text file or PDF into the message box, or use the attach button. What fits is read, or the passages that matter.', 'Drop a text file or PDF on the message box or press attach.'),
  t('dark', { vp: ['switch (to |on |)dark mode', 'turn on dark mode', 'turn off dark mode', 'enable (dark|light|night) mode', 'use (the |)(dark|light) (theme|mode)', 'change the (theme|colors|appearance)', 'make (it|the screen|the page|the app) (dark|darker|light|black)', 'get a dark background', 'set a dark theme'], q: ['is there a (dark|night|light) mode?', 'where is dark mode?', 'dark mode?', 'the screen is too bright, what can I do?', 'do you have a dark theme?', 'light or dark?'] },
    'Open the settings and choose Dark, Light or System under Appearance.', 'Settings, Appearance: Dark, Light or System.'),
  t('language', { vp: ['change (the |my |)language( of the app|)', 'switch (the |)language', 'set (another|a different|the) language', 'use (the app|this|Understudy) in (German|another language|my language|French|Spanish)', 'get the (menus|buttons|app) in (German|another language)', 'switch (the app |)to (German|English)'], q: ['which languages (do you speak|are there|does the app speak)?', 'is there a (German|French|Spanish) version?', 'where is the language setting?', 'can I use (another|a different) language?', 'do you speak (German|French|Spanish|Italian|Chinese)?', 'language?', 'can you speak other languages?'] },
    'The language of the app is in the settings, under Language. I myself only understand English.', 'Settings, Language. I understand only English myself.'),
  t('speed', { vp: ['see (the |)tokens per second', 'see (the|your|my) speed', 'find the speed of (an|the|your) answer', 'measure (your|the) speed', 'check how fast you (are|answer)', 'show the tokens per second'], np: ['the tokens per second', 'your speed', 'the time to first token', 'the number of tokens per second'], q: ['how fast are you?', 'where (is|do I see) the (speed|tokens per second)?', 'what is time to first token?', 'what are tokens per second?', 'are you fast?', 'why are you slow?', 'how many tokens (per|a) second?', 'where can I read how fast an answer was?'] },
    'Each answer shows its tokens per second and the time to its first token underneath.', 'Look under each answer: tokens per second and time to first token.'),
  t('shortcuts', { np: ['the keyboard shortcuts', 'the shortcuts', 'the (keys|hotkeys) (of this app|I can use|)', 'the list of shortcuts', 'the shortcut help'], vp: ['see the (keyboard |)shortcuts', 'use the keyboard', 'use (this|the app) without a mouse', 'learn the shortcuts', 'list the keyboard shortcuts'], q: ['are there (any |)(keyboard |)(shortcuts|hotkeys)?', 'which keys can I use?', 'can I use (this|the app) by keyboard( only|)?', 'keyboard shortcuts?', 'shortcuts?', 'how do I send with the keyboard?', 'which key sends the message?', 'how do I make a new line?'] },
    'Enter sends, Shift+Enter makes a new line, Escape stops. Press ? outside the message box for all shortcuts.', 'Enter sends, Shift+Enter is a new line, Escape stops, ? shows all.'),
  t('confidence', { np: ['the confidence', 'the confidence (number|score|value)', 'the (percent|percentage|score|number) (next to|under|beside) (the|your|an) answer', 'the meaning of (the |)confidence', 'a confidence score'], q: ['what does (the |)confidence mean?', 'how (confident|sure|certain) are you?', 'what does the (percent|percentage|score) mean?', 'why do you show a (score|percentage|number)?', 'how is (the |)confidence (computed|measured|calculated)?', 'what does low confidence mean?', 'what does 0.9 confidence mean?', 'how do I know if you are right?', 'when should I trust you?', 'explain the confidence'] },
    'Confidence says how likely my answer is right, judged from how sure I was of each word. When it is low, do not rely on the answer.', 'It is how likely my answer is right. When it is low, do not rely on it.'),
  t('modifiers', { np: ['a modifier', 'modifiers', 'the modifiers', 'the purpose of modifiers', 'a LoRA', 'an adapter', 'the code modifier', 'the math modifier'], q: ['what do (the |)modifiers do?', 'how do modifiers work?', 'what is a modifier for?', 'which modifiers are there?', 'what does modifier:code mean?', 'what are adapters?', 'explain (the |)modifiers', 'why are there modifiers?'] },
    'A modifier is a small add-on, a LoRA, that makes me better in one field such as code or maths. It is used only when the question needs it.', 'A small add-on for one field, such as code or maths, used only when needed.'),
  t('size', { q: ['how big are you?', 'how many parameters (do you have|are in your model)?', 'what (size|is the size of) (is your model|are you|your model)?', 'are you a (large|big|small) model?', 'how small are you?', 'what is your size?', 'why are you (so |)(small|tiny|little)?', 'why is (this model|the model|it) so small?', 'why are you not (bigger|smarter)?', 'why are you so (limited|weak|simple)?', "why don't you know (more|much|everything)?", "why can't you do more?", 'are you smart?', 'are you intelligent?', 'are you as good as ChatGPT?', 'how good are you?', 'how much (space|memory) do you (need|take|use)?'] },
    'I have about three million parameters, so that I load at once on any device. I know little; a bigger model knows more.', 'About three million parameters: tiny, but quick to load on any device.'),
  t('limits', { q: ['are you (always right|ever wrong|reliable)?', 'do you (ever |)make mistakes?', 'can you be wrong?', 'can I trust (you|your answers)?', 'are your answers (right|correct|reliable|true)?', 'should I check your answers?', 'what are your (limits|limitations|weaknesses)?', "what can't you do?", 'what can you not do?', 'do you (hallucinate|lie|make things up)?', 'how often are you wrong?', 'should I believe you?', 'what are you bad at?'] },
    'I can be wrong. I am a very small model: please check anything important.', 'I make mistakes, so check anything important.'),
  t('doubt', { q: ['are you sure?', 'is that (right|correct|true)?', 'is this correct?', 'really?', 'are you (certain|positive|sure about that)?', 'hmm, are you sure?', 'is that really (so|true|right)?', 'really? are you sure?', 'can you double check?', 'I doubt that', "I'm not sure that is right", 'you sure?'] },
    'I think so, but I can be wrong. The confidence under the answer says how sure I am.', 'I think so. Look at the confidence under the answer.'),
  t('human', { q: ['are you (human|a person|a human|a robot|real|an AI|alive|a machine|a bot|conscious)?', 'am I talking to a (human|person|robot|bot|machine)?', 'is there a human behind this?', 'are you a real person?', 'do you have (feelings|a body|a soul|emotions|a brain)?', 'can you think?', 'do you (dream|sleep|eat)?', 'how old are you?', 'where do you live?', 'are you a man or a woman?', 'do you have (friends|a family)?', 'when is your birthday?'] },
    'I am a computer program, not a person.', 'Just a program, not a person.'),
  t('maker', { q: ['who (made|created|built|trained|wrote|developed) you?', 'where do you come from?', 'how were you (made|trained|built)?', 'who is your (maker|creator|developer)?', 'what were you trained on?', 'what is your training data?', 'which data did you learn from?', 'who is behind (this|Understudy)?', 'how did you learn (this|to talk|all that)?', 'when were you (made|trained)?', 'are you open source?', 'who owns you?'] },
    'I was trained from scratch by the Understudy project, on short texts written by its own generator.', 'The Understudy project trained me from scratch on text its generator wrote.'),
  t('learn', { q: ['can you learn( new things|)?', 'how (do|can) I teach you( something|)?', 'can I teach you( new things|)?', 'do you learn from (me|our chats|this)?', 'can you (remember|learn) (things|what I say|facts)?', 'do you remember (me|our last chat|what I said yesterday)?', 'how can I (train|improve|fix) you?', 'can you get (better|smarter)?', 'do you have a memory?', 'will you remember this?', 'can I correct you?', 'can I fine-tune you?'] },
    'I see only this conversation. Lasting changes come from modifiers, which are trained on examples.', 'I only see this conversation. Modifiers are how I learn.'),
  t('storage', { np: ['the storage used', 'the space this app takes'], q: ['how much (space|storage|disk) does (this|the app|it|the model) (use|need|take)?', 'where are the weights (stored|kept|saved)?', 'where is the model stored?', 'do I have to download the model again?', 'is the model on my device?', 'what are weights?', 'are the weights kept on this device?', 'will the model be downloaded every time?', 'does my browser store the model?'] },
    'The weights are downloaded once, checked, and kept in this browser on this device.', 'They are kept in this browser, checked after one download.'),
  t('cost', { q: ['is (this|it|Understudy) free?', 'what does (this|it|Understudy) cost?', 'do I have to pay?', 'how much (is|does) (this|it)( cost|)?', 'is there a (fee|price|subscription)?', 'do I need an account?', 'do I need to (sign up|log in|register)?', 'is an account needed?', 'do I need an API key?', 'free?'] },
    'Answers on your device are free and need no account. Only the edge may cost something, and it asks you first.', 'On your device it is free, with no account.'),
  t('system-prompt', { np: ['a system prompt', 'the system prompt'], vp: ['set a system prompt', 'change the system prompt', 'use a system prompt', 'write a system prompt'], q: ['do you follow (a|the) system prompt?', 'where is the system prompt?', 'what does a system prompt do?', 'can I give you a (role|persona)?'] },
    'A system prompt tells a model how to behave; you set it in the conversation settings. I am too small to follow one, bigger models do.', 'You set it in the conversation settings, but I am too small to follow one.'),
  t('thanks', { q: ['thanks', 'thank you', 'thank you (very|so) much', 'thanks (a lot|so much|a million|again)', 'many thanks', 'great, thanks', 'cool, thank you', 'thx', 'ty', 'ok thank you', 'ok thanks', 'perfect, thanks', 'thanks, that helps', 'that was helpful, thank you', 'much appreciated', 'I appreciate it', 'cheers', 'thank you for your help', 'thanks for the help', "no, thanks, that's (all|perfect)", "that's all, thanks", 'nice, thanks', 'got it, thanks', 'tysm'] },
    'You are welcome!', 'You are welcome!'),
  t('bye', { q: ['bye', 'goodbye', 'see you', 'see you (later|soon|tomorrow)', 'good night', 'bye bye', 'I have to go', 'talk to you later', 'bye for now', 'ok, see you later', 'ciao', 'farewell', "that's all for today", 'I am done for today', 'gotta go', 'ttyl', 'have a nice day', 'take care', 'until next time', 'I am leaving now', 'so long'] },
    'Goodbye!', 'Goodbye, and see you soon!'),
  t('praise', { q: ['you are (great|smart|cool|nice|awesome|amazing|good|helpful|clever)', 'well done', 'good (job|work|answer|bot)', 'nice', 'nice (one|work|job|answer)', 'that was (good|great|nice|correct|right|helpful)', 'very good( answer|)', 'you did well', 'I (like|love) you', 'great', 'awesome', 'perfect', 'excellent', 'wow', 'impressive', 'that is (right|correct|perfect|great)', 'yes, correct', 'bravo'] },
    'Thank you!', 'Thanks!'),
  t('complaint', { q: ['you are (stupid|dumb|useless|wrong|bad|terrible|an idiot|annoying)', 'that is (wrong|not right|incorrect|nonsense|false|not true|bad)', 'wrong( answer|)', 'that was wrong', 'you made a mistake', 'your answer is wrong', 'this is (wrong|nonsense|rubbish|bad)', 'no, that is (wrong|not it|not what I meant|false)', "that's not (right|correct|true|what I asked)", 'bad (answer|bot)', 'I hate you', 'you got it wrong', 'incorrect', 'this does not help', 'not helpful', "no, that's incorrect", 'you misunderstood me', 'I meant something else', 'terrible answer', 'are you stupid?'] },
    'I am sorry. I am a small model and I get things wrong. Try other words, or a bigger model.', 'Sorry! I am small and get things wrong. Try other words.'),
  t('joke', { np: ['a joke', 'a (good|funny|short) joke'], q: ['tell me a joke', 'do you know (a joke|any jokes)?', 'make me laugh', 'say something funny', 'a joke please', 'joke', 'can you tell a joke?', 'I want to hear a joke', 'know any (good |)jokes?', 'are you funny?', 'another joke'] },
    'Why did the computer get cold? It left its Windows open.', 'Why was the math book sad? It had too many problems.', 'What do you call a fish with no eyes? A fsh.'),
  t('feeling-bad', { q: ['I am (sad|tired|lonely|stressed|angry|worried)', "I'm (sad|tired|lonely|stressed|upset|unhappy)", 'I feel (sad|bad|lonely|tired|awful|down)', 'I am not feeling well', 'I had a bad day', 'today was (awful|bad|terrible|hard)', 'my day was bad', 'I am feeling (sad|down|low)( today|)', 'I failed my exam', 'I lost my (job|keys|dog)', 'life is hard', 'nobody likes me'] },
    'I am sorry to hear that. I hope it gets better.', 'Sorry to hear that. I hope it gets better.'),
  t('feeling-good', { q: ['I am (happy|so happy|excited|glad)', "I'm (happy|excited|great|fine|good|glad)", 'I feel (great|good|happy|wonderful)', 'I had a (good|great) day', 'today was (great|good|wonderful)', 'good news( today|)', 'my day was good', 'I am feeling great( today|)', 'I passed my exam', 'I got the job', 'life is good', 'I am fine( too|)', 'doing well, and you?'] },
    'That is good to hear!', 'Good to hear!'),
  t('ok', { q: ['ok', 'okay', 'I see', 'alright', 'got it', 'understood', 'yes', 'no', 'sure', 'fine', 'hmm', 'aha', 'interesting', 'makes sense', 'oh', 'right', 'maybe', 'good to know', 'k', 'all right', 'yep', 'yeah'] },
    'All right. What else can I do?', 'All right. What else?'),
  t('more', { q: ['tell me more', '(can|could) you (tell me more|explain that|elaborate)?', 'explain (more|that|further|it)', 'why?', 'why is that?', 'how come?', 'what do you mean?', 'go on', 'continue', 'more details( please|)', "I don't understand( that|)", 'say more', 'what else?', 'and why?', 'give me more details', 'how do you know( that|)?', 'what does that mean?', 'huh?', 'can you explain?', 'I want to know more'] },
    'That is all I know about it. A bigger model can say more.', 'That is all I know. A bigger model can say more.'),
  t('wrong-input', { q: ['asdf', 'asdfgh', 'qwerty', 'blah blah', 'hjkl', '???', '!!!', '...', 'xyz', 'lorem ipsum', 'sdkfjh', 'aaaa', 'abc abc', '123 abc'] },
    'I did not understand that. Ask me something small.', 'I did not understand that. Ask me something small.'),
  t('receipt', { np: ['a receipt', 'the receipt under an answer', 'the source label'], q: ['what does the receipt (show|say)?', 'where did (this|the|that) answer come from?', 'which model (answered|wrote that|gave this answer)?', 'how do I see who answered?', 'what is (edge|base) in the label?', 'did you answer that yourself?', 'was that answer from the edge?'] },
    'Each answer has a receipt: who answered, how sure, how long it took, and what left the device.', 'Open the receipt of the answer: it says who answered and what left the device.'),
  t('files-erased', { q: ['what if I clear (my|the) browser( data|)?', 'what happens when I clear (my browser data|cookies)?', 'will clearing the cache delete my chats?', 'are my chats lost if I close the (tab|browser|window)?', 'what if I close the tab?', 'do you save automatically?', 'are (my chats|conversations|drafts) saved?', 'is this chat saved?', 'does it save my messages?', 'will this be here tomorrow?'] },
    'Conversations are saved on this device as you type and survive closing the tab. Clearing the browser data removes them, so keep a backup.', 'They are saved on this device. Only clearing the browser data removes them.'),
];

/** Every topic, the further features last. */
export const TOPICS: Topic[] = [
	...FIRST,
	...FEATURES.map(([id, wording, ...answers]) => {
		const short = (list: readonly string[] = []) => list.map(contracted);
		return t(id, { np: wording.np, vp: wording.vp, q: short(wording.q) }, ...answers);
	})
];

/** What people say first and most is practised most. */
const OFTEN: Record<string, number> = {
	greeting: 4,
	thanks: 2,
	bye: 1.5,
	name: 2,
	app: 3,
	'can-do': 2.5,
	offline: 1.3,
	'wrong-input': 0.4,
	receipt: 0.7,
	privacy: 1.8,
	models: 1.3,
	backup: 1.2
};
const WEIGHTS = TOPICS.map((topic) => OFTEN[topic.id] ?? 1);

/**
 * What a topic is called, what the app may do, and what may be the case: each is asked about in frames
 * of its own, so often where a topic has such phrases. The rest is asked in the topic's wordings.
 */
export const PHRASED: readonly [
	frames: readonly string[],
	phrases: Readonly<Record<string, readonly string[]>>,
	share: number
][] = [
	[KEY_FRAMES, TOPIC_KEYS, 0.18],
	[DEED_FRAMES, TOPIC_DEEDS, 0.2],
	[STATE_FRAMES, TOPIC_STATES, 0.18]
];
const SHARES = PHRASED.map(([, , share]) => share);
/** How often a noun is swapped for another one of the same meaning. */
const SWAPPED = 0.25;

/** Small talk that comes without openings and closings. */
const SHORT = new Set([
	'greeting',
	'thanks',
	'bye',
	'ok',
	'praise',
	'complaint',
	'doubt',
	'more',
	'mood',
	'sorry',
	'laugh',
	'wait',
	'wishes'
]);
const isCasual = (text: string): boolean => /^[a-z]/.test(text);

/** `asked` counts how often each topic came up in this conversation. */
export function about(draw: Draw, asked: Map<string, number> = new Map()): Exchange {
	const r = draw.random;
	// The app's own topics are asked about more than small talk.
	const topic = r.weighted(TOPICS, WEIGHTS);
	return aboutTopic(draw, topic, asked);
}

/** The topic by a phrase in one of its frames; null where it is to be asked about in its wordings. */
function inFrame(draw: Draw, { id }: Topic): string | null {
	const r = draw.random,
		way = r.weighted([...PHRASED, null], [...SHARES, 1 - SHARES.reduce((a, b) => a + b)]),
		phrases = way?.[1][id];
	if (!way || !phrases) return null;
	return draw.phrase({ q: way[0] }, { k: expand(draw.branch(phrases), r) });
}

export function aboutTopic(
	draw: Draw,
	topic: Topic,
	asked: Map<string, number> = new Map()
): Exchange {
	const r = draw.random,
		short = SHORT.has(topic.id),
		phrased = inFrame(draw, topic),
		worded = phrased ?? draw.phrase(topic.wording, {}, short && r.chance(0.8));
	const prompt = casually(withSynonyms(worded, r, SWAPPED), r, 0.12);
	const text = r.chance(phrased || short ? 0.4 : 0) ? capitalise(prompt) : prompt;
	const times = asked.get(topic.id) ?? 0;
	asked.set(topic.id, times + 1);
	const answer =
		times > 0 && topic.answers.length > 2
			? topic.answers[Math.min(times + 1, topic.answers.length - 1)]!
			: topic.answers[isCasual(text) ? 1 : 0]!;
	return { prompt: text, answer, ability: 'about', alternatives: topic.answers };
}
