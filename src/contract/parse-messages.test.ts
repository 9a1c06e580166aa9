// Messages from outside: what is made of fields that only the app itself writes. What is refused is tested with
// backups and imports (memory/).

import { expect, test } from 'vitest';
import { messageFrom } from './parse-messages.ts';

test('a note that a file has twice is read once', () => {
	const message = messageFrom(
		{
			id: 'a',
			conversationId: 'c',
			parentId: null,
			role: 'assistant',
			parts: [],
			status: 'done',
			createdAtMs: 1,
			notes: ['It was cut off.', 'Nobody was asked.', 'It was cut off.']
		},
		'message'
	);
	expect(message.notes).toEqual(['It was cut off.', 'Nobody was asked.']);
});
