// The trust suite in workerd, Cloudflare's own runtime.

import { serve } from '../../worker/workerd.mjs';
import { trustSuite } from './trust-suite.ts';

trustSuite('trust in workerd', (env) => serve({ env }));
