// Lighthouse on the pages that test/e2e/lighthouse.spec.ts leaves out.

import { lighthouseTests } from '../support/lighthouse-tests.ts';

lighthouseTests(['/models', '/settings', '/help']);
