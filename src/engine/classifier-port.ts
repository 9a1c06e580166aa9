// What the page and the worker that classifies texts say to each other. Both are of one build and one origin, so
// what is heard is believed. One model a worker; letting it go ends the worker.

import type { ErrorData } from '../contract/errors.ts';
import type { TextToClassify } from '../contract/text-classifier.ts';
import type { LibraryRuntime } from './transformers-library.ts';

export type ToClassifier =
	| { type: 'open'; files: Record<string, Blob>; runtime: LibraryRuntime }
	| { type: 'classify'; request: number; texts: readonly TextToClassify[] }
	/** Nobody waits for it any more: texts that were not begun are left. */
	| { type: 'stop'; request: number };

export type FromClassifier =
	| { type: 'opened'; labels: readonly string[] }
	| ({ type: 'unopened' } & ErrorData)
	/** Probabilities in the labels' order. */
	| { type: 'classified'; request: number; probabilities: number[][] }
	| ({ type: 'failed'; request: number } & ErrorData);

/** Also of a worker that ends before its classifier is open: its own script is fetched then. */
export const NO_RUNTIME =
	'What runs a classifier could not be fetched or started, so this one was not opened. Check the connection, then try again.';
