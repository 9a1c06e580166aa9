// The worker that runs WebLLM: it reads log-probabilities and feeds weights beside the page; under another name
// it removes what the library keeps of a model. One program for both, since the library in it is large. Not here:
// the page's side (webllm.ts).

import { serveEngine } from './serve-engine.ts';
import { CACHE_WORKER, serveCache } from './webllm-cache.ts';
import { createWebLlmHost } from './webllm-engine.ts';

if (self.name === CACHE_WORKER) serveCache();
else serveEngine(createWebLlmHost());
