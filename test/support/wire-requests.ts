// One conversation with all that an OpenAI request can hold, and what a provider's form makes of it.

import type { ChatRequest } from '../../worker/contract.ts';
import type { Dialect, Wire } from '../../worker/providers/provider.ts';

const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
export const TOOL = {
	type: 'function' as const,
	function: {
		name: 'get_weather',
		description: 'The weather.',
		parameters: { type: 'object', properties: { city: { type: 'string' } } }
	}
};

export const CONVERSATION: ChatRequest = {
	model: 'auto',
	stream: true,
	messages: [
		{ role: 'system', content: 'Be brief.' },
		{ role: 'user', content: 'Weather in Köln?' },
		{
			role: 'assistant',
			content: null,
			tool_calls: [
				{
					id: 'c1',
					type: 'function',
					function: { name: 'get_weather', arguments: '{"city":"Köln"}' }
				}
			]
		},
		{ role: 'tool', tool_call_id: 'c1', content: '{"sky":"grey"}' },
		{ role: 'assistant', content: 'Grey.' },
		{
			role: 'user',
			content: [
				{ type: 'text', text: 'And here?' },
				{ type: 'image_url', image_url: { url: PIXEL } }
			]
		}
	],
	tools: [TOOL],
	tool_choice: 'required',
	parallel_tool_calls: false,
	temperature: 1.5,
	stop: 'END',
	seed: 4
};

/** What would go out, its body read back. */
export function sent(wire: Wire, request: ChatRequest, dialect: Dialect = {}, model = 'm-1') {
	const target = { baseUrl: 'https://api/v1', key: 'k', model, dialect, maxOutputTokens: 64 };
	const call = wire.chat(request, target);
	return { ...call, body: JSON.parse(call.body) };
}
