// The wire forms in workerd: the same tests as on Node.

import '../../worker/wire/wire.test.ts';
