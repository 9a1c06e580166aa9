// The worker that runs WebLLM: it reads log-probabilities and feeds weights beside the page. Not here: the
// page's side (webllm.ts).

import { serveEngine } from './serve-engine.ts';
import { createWebLlmHost } from './webllm-engine.ts';

serveEngine(createWebLlmHost());
