// The handoff's suite in workerd, Cloudflare's own runtime.

import { serve } from '../../worker/workerd.mjs';
import { handoffSuite } from './handoff-suite.ts';

handoffSuite('handoff in workerd', (env) => serve({ env }));
