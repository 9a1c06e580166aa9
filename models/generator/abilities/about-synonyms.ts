// Other nouns for the same things in questions about the app: a chat is a conversation or a thread, an
// answer a reply. Swapped in a finished prompt, so that every wording comes with all of them.

import type { Random } from '../random.ts';

const OWN = '(?<=\\b(?:my|our|this|that|the|old|new|last|one|every|each|whole|single|earlier)\\s)';
const YOURS =
	'(?<=\\b(?:your|the|this|that|last|new|old|same|second|first|different|another|better)\\s)';

/** What is looked for, and what may stand in its place. */
// prettier-ignore
const SYNONYMS: readonly (readonly [RegExp, readonly string[]])[] = [
  [new RegExp(`${OWN}(?:chat|conversation)\\b(?! (?:list|history|bot|app|model))`), ['chat', 'conversation', 'thread', 'dialogue', 'discussion', 'talk', 'exchange']],
  [/\ba (?:chat|conversation)\b(?! (?:list|history|bot|app|model))/, ['a conversation', 'a thread', 'a dialogue', 'a discussion', 'a talk']],
  [/\b(?:chats|conversations)\b/, ['chats', 'conversations', 'threads', 'dialogues', 'discussions', 'talks']],
  [new RegExp(`${YOURS}(?:answer|reply)\\b`), ['answer', 'reply', 'response']],
  [/\ban answer\b/, ['a reply', 'a response']],
  [/(?<=\b(?:your|the|my|under|wrong|longer|shorter|all)\s)answers\b/, ['replies', 'responses']],
  [/(?<=\b(?:my|this|the|new|old|other)\s)(?:computer|laptop)\b/, ['computer', 'laptop', 'PC', 'machine', 'desktop', 'notebook', 'MacBook']],
  [/(?<=\b(?:my|this|the|new|old|other)\s)phone\b(?! number)/, ['mobile', 'smartphone', 'cell phone', 'iPhone', 'Android phone']],
  [/\bthis device\b/, ['this machine', 'this computer', 'my device', 'my computer']],
  [/\bwithout internet\b/, ['without wifi', 'with no connection', 'without a signal', 'with no network', 'without data']],
  [/\bno internet\b/, ['no wifi', 'no connection', 'no signal', 'no network', 'no mobile data']],
  [/\bthe internet\b/, ['the web', 'the net']],
  [/\bpictures\b/, ['images', 'photos', 'pics']],
  [/(?<=\b(?:my|our)\s)messages\b/, ['texts', 'words', 'questions', 'prompts', 'lines']],
  [/(?<=\b(?:is|are|was|were|be) )wrong\b/, ['incorrect', 'mistaken', 'not right', 'off']],
  [/\bbigger (?=models?\b)/, ['larger ', 'stronger ', 'more powerful ', 'smarter ', 'better ']],
  [/(?<=\b(?:this|the)\s)app\b/, ['application', 'program', 'tool', 'site', 'page']],
  [/\bdelete (?=(?:an?|the|my|this|one|all|every|old|just|only)\b)/, ['remove ', 'get rid of ', 'throw away ']],
  [/\bupload (?=(?:an?|my|this|what|text)\b)/, ['send ', 'transmit ']],
  [/\bdark (?=mode|theme)/, ['black ', 'night ', 'darker ']],
];

/** Swaps one or two nouns of a prompt for others, at times. */
export function withSynonyms(prompt: string, random: Random, chance: number): string {
	if (!random.chance(chance)) return prompt;
	const fitting = SYNONYMS.filter(([noun]) => noun.test(prompt));
	const some = random.sample(fitting, Math.min(fitting.length, 2));
	return some.reduce((text, [noun, others]) => text.replace(noun, random.pick(others)), prompt);
}
