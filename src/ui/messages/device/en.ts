// The sentences about this device, what was measured on it and why a model runs where it does, in English.
// Fetched with the part of a page that says them, so that no first load carries them.

import { plural } from '../format.ts';
import type { ModelEngine } from '../../../contract/engine-choice.ts';

export const en = {
	engines: {
		wllama: 'llama.cpp',
		'prompt-api': 'the browser’s own engine',
		webllm: 'WebLLM',
		transformers: 'Transformers.js'
	} as Record<ModelEngine, string>,
	places: {
		webgpu: 'on the graphics processor',
		'wasm-threads': 'on the processor, several threads',
		'wasm-single': 'on the processor, one thread',
		'built-in': 'where the browser runs it'
	} as Record<string, string>,
	choice: {
		label: 'Why there',
		ran: 'Ran',
		builtIn:
			'The browser runs its own model, and a page does not choose where. Chrome and Edge say that theirs stays on this device; a page cannot check it.',
		only: 'This kind of model runs there alone.',
		person: 'You chose it under Settings.',
		graphics:
			'The graphics processor of this device can run it, which is mostly the fastest. It was not measured here yet.',
		'no-graphics':
			'This browser offers no graphics processor that this engine can use, so several threads of the processor are the fastest there is.',
		'not-isolated': 'This page may not share memory among threads here, so there is one.',
		measured: (speeds: string) => `The fastest when it was measured here: ${speeds}.`,
		speed: (where: string, tokens: string) => `${where}, ${tokens} tokens a second`,
		recovered: 'Another place was tried first, and failed.'
	},
	settings: {
		now: (who: string, where: string) => `Now ${who} runs ${where}.`,
		follows: 'Which engine that is follows the model.',
		toModels: 'Choose another model, or measure this device'
	},
	facts: {
		browser: 'Browser',
		builtIn: 'The browser’s own model',
		builtInStates: {
			available: 'is there: choose it from the list above',
			downloadable: 'can be downloaded by the browser: choose it from the list above',
			downloading: 'is being downloaded by the browser',
			unavailable: 'none for this device'
		} as Record<string, string>,
		limits: 'Largest part of graphics memory',
		limitsValue: (binding: string, buffer: string) => `${binding} at once, of buffers of ${buffer}`,
		features: 'Graphics features'
	},
	measure: {
		title: 'How fast it is here',
		intro:
			'About two seconds of questions nobody sees, put to the model that answers, while the browser counts its memory. Where it could run in two places, both are measured and the faster one is taken. Nothing of it leaves this device unless you share it.',
		start: 'Measure',
		again: 'Measure again',
		stop: 'Stop',
		running: (where: string, step: string, of: string) => `Measuring ${where} (${step} of ${of})…`,
		failed: 'It was not measured',
		none: 'Nothing was measured on this device yet.',
		kept: 'What was measured is kept on this device, and forgotten when the browser or its graphics change.',
		forget: 'Forget what was measured',
		forgotten: 'What was measured here is forgotten.'
	},
	card: {
		title: 'Understudy on this device',
		result: (model: string) => `Result: ${model}`,
		model: 'Model',
		runs: 'Runs',
		runsValue: (engine: string, place: string) => `${engine}, ${place}`,
		writes: 'Writes',
		reads: 'Reads',
		speed: (tokens: string) => `${tokens} tokens a second`,
		unknown: 'not known',
		first: 'First token after',
		firstValue: (duration: string, tokens: string) =>
			`${duration}, with a prompt of ${tokens} tokens`,
		memory: 'Memory of the page',
		memoryCounting: 'the browser is counting…',
		device: 'Device',
		threads: (n: string) => (n === '1' ? 'one thread' : `${n} threads`),
		deviceMemory: (size: string) => `${size} of memory`,
		deviceMemoryAtLeast: (size: string) => `at least ${size} of memory`,
		noGraphics: 'no graphics processor',
		on: (browser: string, system: string) => (system ? `${browser} on ${system}` : browser),
		date: 'Measured',
		copy: 'Copy as text',
		save: 'Save as image',
		share: 'Share…',
		drawFailed: 'The picture could not be made. Copy the result as text instead.',
		shareFailed: 'It could not be shared. Save the picture, or copy the text, instead.'
	},
	table: {
		graphics: 'Graphics (WebGPU)',
		graphicsGood: (adapter: string) => `${adapter}. It has 16-bit shaders, so models run on it.`,
		graphicsNoHalf: (adapter: string) =>
			`${adapter}. It has no 16-bit shaders, so models run on the processor.`,
		graphicsNone: (reason: string) => `${reason} Models run on the processor.`,
		processor: 'Processor',
		threads: (n: number) => plural('en', n, { one: '# thread', other: '# threads' }),
		isolation: 'Isolated page',
		isolationYes: 'Yes: several threads may share memory',
		isolationNo:
			'No: models run on one thread. Serve the app with the headers its own server sends, or update the browser.',
		memory: 'Memory',
		memoryAtLeast: (size: string) => `${size} or more (browsers round this figure and cap it)`,
		memoryUnknown: 'This browser does not say',
		storage: 'Storage',
		storageUsed: (used: string, quota: string) => `${used} of ${quota} used by this app`,
		persisted: 'Kept when storage runs low',
		persistedYes: 'Yes: the browser does not clear it by itself',
		persistedNo:
			'Not promised: the browser may clear models and conversations when the disk fills up. Installing the app or bookmarking it usually changes that.'
	}
};

export type DeviceWords = typeof en;
