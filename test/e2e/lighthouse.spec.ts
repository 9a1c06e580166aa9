// Lighthouse on the chat, as a first visit; the other pages' turn is in test/e2e-all, and axe looks at all of
// them in this folder. Performance depends on the machine: `npm run bench -- lighthouse` measures it.

import { lighthouseTests } from '../support/lighthouse-tests.ts';

lighthouseTests(['/']);
