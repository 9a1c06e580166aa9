// The gateway's suite in workerd, Cloudflare's own runtime.

import { serve } from '../../worker/workerd.mjs';
import { gatewaySuite } from './gateway-suite.ts';

gatewaySuite('the gateway in workerd', (env) => serve({ env }));
