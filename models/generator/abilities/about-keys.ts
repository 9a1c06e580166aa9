// What each topic of about.ts is called in a word or two, and the ways a person asks with no more
// than that: "dark mode?", "can't find the export". Data only.

/** Ways to ask about `{k}`. */
// prettier-ignore
export const KEY_FRAMES = [
  '{k}', '{k}?', '{k} please', '{k}, how?', '{k}: how?', '{k}, where?', '{k} - where is it?', '{k}??', 'about {k}', 'about {k}?', 'what about {k}?', 'what about {k} here?', 'how about {k}?', 'and {k}?', 'info on {k}', 'info about {k} please', 'question about {k}', 'I have a question about {k}', 'one question about {k}', 'quick question on {k}', 'a word about {k}?', 'something about {k} please', 'tell me about {k}', 'tell me something about {k}', 'what can you tell me about {k}?', 'what do you say about {k}?', 'what should I know about {k}?', 'what do I have to know about {k}?', 'anything I should know about {k}?', 'let me ask about {k}', 'may I ask about {k}?', 'I want to know about {k}', "I'd like to hear about {k}", 'I am asking about {k}', 'I was wondering about {k}', 'I am curious about {k}', "I'm worried about {k}", 'explain {k}', 'explain {k} to me', 'could you explain {k}?', 'can you explain {k} in this app?', 'how does this app handle {k}?', 'how does Understudy deal with {k}?', 'what is the story with {k}?', "what's the deal with {k}?", "how's that with {k}?", 'how is it with {k}?', 'how is it here with {k}?', "I don't get the thing with {k}", "I don't understand {k} here", 'I am confused about {k}', 'I need help with {k}', 'help me with {k}', 'help with {k}', 'help, {k}!', 'need {k}', 'I need information on {k}', 'does the help say something about {k}?', 'where can I read about {k}?', 'this app and {k}?', 'Understudy and {k}', '{k} in Understudy', '{k} in this app', '{k} here?', '{k} with Understudy?', 'my (friend|wife|boss|colleague) asked about {k}', 'people ask me about {k}', 'one thing: {k}', 'next question: {k}', 'topic: {k}', 'subject: {k}', 're: {k}', 'faq {k}', 'and now about {k}', 'still about {k}', 'sorry, again about {k}', 'just {k}', 'I have read about {k}, what is that about?', 'someone mentioned {k}', 'the thing with {k}', 'something with {k}', 'it is about {k}', "it's about {k}", 'the question is about {k}', 'any words on {k}?', 'what is known about {k}?', 'give me the facts on {k}', 'in short: {k}?', 'how would you explain {k} to a beginner?', 'say something about {k}', 'do you know about {k}?', 'do you know anything about {k} here?', 'what does Understudy do about {k}?', 'and what about {k}, actually?', 'so, {k}?', 'regarding {k}', 'concerning {k}: anything to know?', 'details on {k}?',
];
/** Names of topics. */
// prettier-ignore
const KEYS: Record<string, string[]> = {
  'can-do': ['your abilities', 'your skills', 'what you can do', 'your talents', 'your features', 'the things you can do'],
  name: ['your name', 'you', 'yourself', 'your identity', 'this model'],
  app: ['Understudy', 'this app', 'this website', 'the app', 'this page', 'the idea behind this'],
  privacy: ['privacy', 'my privacy', 'data protection', 'my data', 'the privacy of my messages', 'who reads my chats', 'tracking', 'data security', 'GDPR', 'confidential texts', 'secrets', 'what is sent'],
  offline: ['offline use', 'working offline', 'no internet', 'use without internet', 'airplane mode', 'no wifi', 'an internet connection', 'a missing connection', 'offline mode', 'going online'],
  edge: ['the edge', 'escalation', 'consent', 'local only', 'the local-only mode', 'asking a bigger model', 'the frontier model', 'sending to the edge', 'hard questions'],
  install: ['installing', 'installation', 'installing the app', 'the home screen', 'an app icon', 'install on my phone', 'installing on a computer', 'add to home screen'],
  stop: ['stopping', 'the stop button', 'stopping an answer', 'answers that run too long', 'interrupting', 'cancelling an answer'],
  regenerate: ['regenerate', 'the regenerate button', 'a new answer', 'another try', 'a second answer', 'retrying', 'a different answer'],
  edit: ['editing', 'editing a message', 'a typo in my message', 'changing my question', 'branches', 'versions of a message', 'the arrows beside a message', 'correcting what I sent'],
  delete: ['deleting', 'deleting a chat', 'deleting one message', 'removing a conversation', 'throwing a chat away'],
  organise: ['renaming', 'renaming a chat', 'pinning', 'pinned chats', 'searching', 'searching my chats', 'the list of chats', 'a new chat', 'old conversations', 'the title of a chat', 'the chat history'],
  export: ['export', 'exporting', 'exporting a chat', 'saving a chat as a file', 'Markdown export', 'JSON export', 'a chat as a file', 'downloading a chat'],
  import: ['import', 'importing', 'importing from ChatGPT', 'my ChatGPT chats', 'Open WebUI chats', 'importing old chats', 'conversations.json'],
  backup: ['backup', 'backups', 'a backup of everything', 'restoring', 'restoring a backup', 'a new phone', 'moving to another device', 'syncing devices', 'a second computer'],
  erase: ['erasing', 'erasing everything', 'deleting all data', 'wiping everything', 'a reset', 'a factory reset', 'removing all my data', 'a clean start'],
  models: ['bigger models', 'other models', 'the models', 'choosing a model', 'changing the model', 'a better model', 'the model list', 'GGUF files', 'my own model', 'a smarter model', 'Qwen or Llama'],
  attach: ['attachments', 'attaching a file', 'text files', 'uploading a file', 'adding a file', 'drag and drop', 'documents', 'reading my files'],
  dark: ['dark mode', 'the theme', 'a dark theme', 'light mode', 'night mode', 'the colors', 'the appearance', 'a bright screen'],
  language: ['the language', 'languages', 'German', 'a German version', 'other languages', 'the language setting', 'French or Spanish', 'changing the language'],
  speed: ['speed', 'your speed', 'tokens per second', 'the speed of answers', 'the time to first token', 'how fast you are', 'slow answers'],
  shortcuts: ['shortcuts', 'keyboard shortcuts', 'the keyboard', 'hotkeys', 'working without a mouse', 'sending with Enter', 'a new line', 'keys'],
  confidence: ['confidence', 'the confidence', 'the percentage', 'the number under the answer', 'how sure you are', 'the score', 'certainty'],
  modifiers: ['modifiers', 'the modifiers', 'adapters', 'LoRA', 'the math modifier', 'the code modifier', 'specialists', 'add-ons'],
  size: ['your size', 'parameters', 'the number of parameters', 'why you are so small', 'the small model', 'model size'],
  limits: ['mistakes', 'your mistakes', 'errors', 'your limits', 'wrong answers', 'hallucinations', 'trusting you', 'reliability', 'your weaknesses'],
  maker: ['your makers', 'your training', 'who made you', 'your origin', 'your training data', 'the people behind you', 'the developers'],
  learn: ['memory', 'your memory', 'learning', 'teaching you', 'remembering', 'memory between chats', 'learning from me', 'what you remember'],
  storage: ['storage', 'disk space', 'the weights', 'the model file', 'where the model is', 'the download size', 'space on my disk'],
  cost: ['the price', 'costs', 'the cost', 'payment', 'money', 'an account', 'signing up', 'a subscription', 'the fee', 'a login'],
  'system-prompt': ['a system prompt', 'instructions', 'custom instructions', 'the system message', 'system prompts', 'a role for you'],
  receipt: ['the receipt', 'receipts', 'the details of an answer', 'who answered', 'the source of an answer', 'where answers come from'],
  'files-erased': ['saving', 'closing the tab', 'clearing the browser', 'lost chats', 'autosave', 'clearing cookies', 'closing the browser', 'keeping my chats', 'drafts'],
  human: ['being human', 'your feelings', 'your body', 'consciousness', 'your age'],
  update: ['updates', 'a new version', 'updating', 'the update', 'new versions'],
  sampling: ['temperature', 'top-p', 'the temperature setting', 'sampling', 'the longest answer', 'answer length'],
  backend: ['WebGPU', 'the GPU', 'the graphics card', 'the CPU', 'the backend', 'where the model runs', 'threads'],
  figures: ['the figures under answers', 'hiding the figures', 'the numbers under answers', 'showing figures'],
  tabs: ['two tabs', 'several tabs', 'a second tab', 'another window', 'many tabs'],
  'text-only': ['pictures', 'images', 'voice', 'speech', 'audio', 'photos', 'talking to you aloud', 'videos', 'reading aloud'],
  copy: ['copying', 'copying an answer', 'the copy button', 'the clipboard', 'copying code'],
  undo: ['undo', 'undoing', 'a chat deleted by mistake', 'restoring a deleted chat', 'a wrong delete'],
  browser: ['browsers', 'Firefox', 'Safari', 'Chrome', 'my browser', 'supported browsers', 'Edge the browser'],
  phone: ['phones', 'my phone', 'mobile use', 'tablets', 'Android', 'the iPhone', 'using it on a telephone'],
  battery: ['battery', 'the battery', 'power use', 'heat', 'a hot phone', 'a loud fan', 'energy'],
  accessibility: ['accessibility', 'screen readers', 'blind users', 'a screen reader'],
  temporary: ['temporary chats', 'incognito mode', 'a private chat mode', 'chats that are not saved', 'a temporary conversation'],
  licence: ['the licence', 'the license', 'open source', 'the source code', 'MIT', 'commercial use'],
  help: ['the help page', 'help pages', 'the manual', 'instructions for the app', 'a tutorial', 'documentation'],
  trouble: ['an error', 'a crash', 'a frozen page', 'a blank page', 'a model that does not start', 'a bug'],
  formatting: ['formatting', 'Markdown', 'tables', 'formulas', 'code blocks', 'LaTeX'],
};
/** Further names of the same topics, and what people have in mind when they ask about them. */
// prettier-ignore
const MORE_KEYS: Record<string, string[]> = {
  privacy: ['uploads', 'my secrets', 'who sees this', 'data collection', 'spying', 'the safety of my texts', 'private things', 'sending my data', 'sharing my messages', 'leaks', 'what is stored about me', 'eavesdropping', 'my personal data', 'text I paste here', 'who can read along', 'a confidential document', 'company secrets', 'patient data'],
  offline: ['bad reception', 'no signal', 'a flight', 'a plane', 'a train ride', 'use on a plane', 'no network', 'weak wifi', 'a lost connection', 'mobile data', 'roaming', 'the internet', 'searching the web', 'websites', 'using it abroad', 'running locally', 'the cloud', 'a server', 'a power cut at my provider', 'no coverage'],
  edge: ['sending text to other models', 'other models seeing my text', 'asking another model', 'stronger models elsewhere', 'permission to send', 'the question about sending', 'the send window', 'forwarding my question', 'hard questions and bigger models', 'a second opinion from a bigger model', 'ask first', 'what may leave this device'],
  regenerate: ['another version', 'another version of the reply', 'a retry', 'a second version', 'a second try', 'an alternative answer', 'a new attempt', 'different wording of the reply', 'the earlier version of the answer', 'the old answer', 'comparing two answers', 'answering again', 'one more go', 'another reply', 'versions of an answer'],
  models: ['a larger model', 'a stronger model', 'a more capable model', 'a big model', 'a smarter assistant', 'a model upgrade', 'switching models', 'the choice of model', 'Llama', 'Gemma', 'downloading a model', 'a replacement for you', 'something smarter', 'a better brain'],
  dark: ['brightness', 'the brightness of the screen', 'the white background', 'a black background', 'dark colours', 'light colours', 'the look', 'the design', 'a darker screen', 'tired eyes', 'reading at night', 'the colour scheme', 'bright pages', 'a theme for the night'],
  shortcuts: ['key combinations', 'key commands', 'the Enter key', 'the Escape key', 'keys for sending', 'keys for a new chat', 'line breaks', 'a list of keys', 'using only the keyboard', 'keyboard control', 'Shift and Enter'],
  confidence: ['the confidence number', 'the percent sign', 'the percentage below the reply', 'the number after the answer', 'the sure figure', 'the certainty figure', 'being sure', 'how certain you are', 'low confidence', 'high confidence', 'the meaning of 80 percent'],
  limits: ['being wrong', 'errors in your answers', 'false answers', 'made-up facts', 'lies', 'accuracy', 'how reliable you are', 'trust', 'the truth of your answers', 'checking your answers', 'how often you are wrong', 'correctness'],
  organise: ['another name for this chat', 'the name of this conversation', 'changing the title', 'finding an old chat', 'my old chats', 'earlier conversations', 'last week\'s chat', 'the search', 'a search in my chats', 'the history', 'the sidebar', 'sorting my chats', 'naming chats', 'a chat from last month', 'past conversations'],
  learn: ['remembering last week', 'last week\'s talk', 'remembering me', 'what I said yesterday', 'your memory of me', 'forgetting', 'long-term memory', 'getting smarter', 'being taught', 'our last conversation', 'knowing me', 'my name next time', 'what I told you before'],
  delete: ['removing one chat', 'a message I want gone', 'deleting a conversation', 'the delete button', 'getting rid of a chat', 'a chat I do not need'],
  erase: ['wiping the app', 'all my chats gone at once', 'deleting all chats', 'selling this computer', 'leaving nothing behind', 'a total reset'],
  export: ['saving our talk', 'printing a chat', 'a copy of this chat', 'a PDF of the chat', 'sending a chat to a friend', 'getting a chat out', 'a transcript', 'keeping this conversation as a file'],
  import: ['chats from another app', 'bringing my history', 'an export file', 'my old chats from elsewhere', 'coming from ChatGPT'],
  backup: ['losing my phone', 'my chats on two devices', 'a new laptop', 'the same chats everywhere', 'moving house to a new computer', 'sync', 'a broken computer', 'getting my chats back', 'a safety copy'],
  install: ['a desktop icon', 'an app for my phone', 'the app store', 'a real app', 'the install button', 'an icon on my home screen', 'a download of the app', 'using it like an app'],
  attach: ['a document', 'a text file', 'my notes as a file', 'giving you a file', 'PDF files', 'a CSV', 'an upload button', 'file uploads'],
  language: ['Spanish', 'French', 'my language', 'writing in German', 'the menu language', 'a translation of the menus', 'English only', 'Italian', 'speaking another language', 'German buttons'],
  speed: ['waiting for an answer', 'the waiting time', 'how long answers take', 'being slow', 'being fast', 'words per second'],
  cost: ['paying', 'a bill', 'hidden costs', 'free use', 'being free', 'credit cards', 'registration', 'signing up or not', 'a monthly fee', 'a paid plan', 'ads', 'the price of an answer', 'a free trial', 'logging in'],
  'text-only': ['a picture', 'sending a photo', 'my voice', 'a microphone', 'speaking instead of typing', 'drawing a picture', 'listening', 'screenshots', 'voice messages', 'an image'],
  stop: ['an endless answer', 'cutting you off', 'the cancel button', 'ending an answer early', 'halting you'],
  edit: ['a wrong question', 'a mistake in my message', 'rewording my question', 'a sent message', 'the other branch', 'unsending'],
  storage: ['the size of the download', 'the place on my disk', 'a full disk', 'the model on my disk', 'downloading again', 'gigabytes'],
  'files-erased': ['the tab I closed', 'a crash of my browser', 'coming back tomorrow', 'losing this chat', 'reloading the page', 'a restart of my computer', 'deleting cookies'],
  human: ['a real person', 'being alive', 'emotions', 'a soul', 'sleep', 'your birthday', 'your family', 'love'],
  maker: ['your creator', 'your inventor', 'OpenAI and you', 'Google and you', 'where you come from', 'who built you', 'what you were trained on'],
  size: ['three million parameters', 'being so small', 'how big you are', 'knowing so little', 'ChatGPT compared with you', 'your brain'],
  update: ['the newest version', 'the latest version', 'an update notice', 'automatic updates'],
  undo: ['getting a deleted chat back', 'a deleted message', 'the wrong chat deleted'],
  modes: ['modes', 'Auto', 'Fast', 'Balanced', 'Accurate', 'the mode', 'the accurate mode', 'how answers are made', 'a faster mode'],
  insights: ['Insights', 'the insights page', 'statistics', 'charts', 'my usage', 'what I have spent', 'what was saved'],
};

/** The names of a topic. */
export const TOPIC_KEYS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
	[...new Set([...Object.keys(KEYS), ...Object.keys(MORE_KEYS)])].map((id) => [
		id,
		[...(KEYS[id] ?? []), ...(MORE_KEYS[id] ?? [])]
	])
);
