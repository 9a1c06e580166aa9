// The remote engine with the real native server behind it: the tests of the conformance suite that say
// most. All of them are in test/e2e-all/engine-native.spec.ts.

import { test } from 'vitest';
import { NATIVE, passes } from '../support/native-conformance.ts';

test.each([
	'streams token by token, with the log-probabilities of the reference',
	'modifiers, plain and activated, at any scale, have the log-probabilities of the reference',
	'modifiers mixed in one answer add up and leave nothing behind, or are refused',
	'refuses a prompt that does not fit, with both sizes, and answers the next request'
])('%s', (name) => passes(NATIVE, name));
