import { expect, test } from 'vitest';
import type { ChatRequest, ChatTool } from '../contract.ts';
import { CallHold, callSchema, requiredTools } from './tool-calls.ts';

const tool = (name: string): ChatTool => ({
	type: 'function',
	function: { name, parameters: { type: 'object', properties: { city: { type: 'string' } } } }
});
const tools = [tool('weather'), tool('alarm')];

/** What is shown on the way, and what it ends with. */
function read(...pieces: string[]) {
	const hold = new CallHold(tools);
	return { shown: pieces.map((piece) => hold.push(piece)), ...hold.end() };
}

test('words pass as they come', () => {
	expect(read(' It', ' rains.')).toEqual({ shown: [' It', ' rains.'], calls: [], words: '' });
});

test('an answer that is one object naming a tool is a call, its arguments inside or beside', () => {
	const call = [{ name: 'weather', arguments: '{"city":"Oslo"}' }];
	for (const text of [
		'{"name": "weather", "arguments": {"city": "Oslo"}}',
		' {"tool": "weather", "city": "Oslo"}\n',
		'{"name": "weather", "parameters": "{\\"city\\":\\"Oslo\\"}"}'
	])
		expect(read(text.slice(0, 9), text.slice(9))).toEqual({
			shown: ['', ''],
			calls: call,
			words: ''
		});
});

test('marked calls are read beside words', () => {
	const { shown, calls, words } = read(
		'I look. <tool',
		'_call>\n{"name": "weather", "arguments": {"city": "Oslo"}}\n</tool_call>',
		'<tool_call>{"name": "alarm", "arguments": {}}'
	);
	expect(shown.join('')).toBe('I look. ');
	expect(calls.map(({ name }) => name)).toEqual(['weather', 'alarm']);
	expect(words).toBe('');
});

test('what turned out to be no call is shown in the end', () => {
	expect(read('{"a": 1}')).toEqual({ shown: [''], calls: [], words: '{"a": 1}' });
	expect(read('{"name": "nobody"}').words).toBe('{"name": "nobody"}');
	expect(read('See <tool_call> me').words).toBe('<tool_call> me');
});

test('tool_choice says which tools must be called', () => {
	const asked = (tool_choice: unknown) =>
		requiredTools({ model: 'm', messages: [], tools, tool_choice } as ChatRequest);
	expect(asked('auto')).toBeNull();
	expect(asked('required')).toHaveLength(2);
	expect(asked({ type: 'function', function: { name: 'alarm' } })).toEqual([tools[1]]);
	expect(() => asked({ type: 'function', function: { name: 'x' } })).toThrow('names no tool');
	expect(callSchema(tools)).toHaveProperty('anyOf');
});
