// What the page and the worker that writes down speech say to each other. Both are of one build and one
// origin, so what is heard is believed. One model a worker; cancelling ends the worker.

import type { VoiceErrorCode } from '../contract/voice.ts';
import type { LibraryRuntime } from './transformers-library.ts';

export type ToSpeech =
	| { type: 'open'; files: Record<string, Blob>; runtime: LibraryRuntime }
	| { type: 'transcribe'; samples: Float32Array; language: string };

export type FromSpeech =
	| { type: 'opened' }
	/** What is written so far. */
	| { type: 'text'; text: string }
	| { type: 'done'; text: string }
	| { type: 'failed'; code: VoiceErrorCode; message: string };
