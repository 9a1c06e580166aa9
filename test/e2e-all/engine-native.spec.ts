// The engine conformance suite through the remote engine, with the native server behind it.

import { test } from '@playwright/test';
import { CONFORMANCE } from '../engine-conformance.ts';
import { NATIVE, NATIVE_SKIPS, passes } from '../support/native-conformance.ts';

for (const { name } of CONFORMANCE) {
	test(name, async () => {
		const skip = NATIVE_SKIPS.find((one) => one.test === name);
		test.skip(skip !== undefined, skip?.reason ?? '');
		await passes(NATIVE, name);
	});
}
