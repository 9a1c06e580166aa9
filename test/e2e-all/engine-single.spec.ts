// The whole suite with wllama on one thread, in a page that is not isolated. What differs from threads is in
// test/e2e.

import { engineTests } from '../support/engine-tests.ts';

engineTests('wllama on one thread, everything', {
	backend: 'wasm-single',
	tolerance: 0.02,
	plain: true
});
