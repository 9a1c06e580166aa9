// The worker that runs llama.cpp: what reads log-probabilities and feeds weights has a thread of its own,
// and the page's drawing cannot hold up the next token. Not here: the page's side (worker-engine.ts).

import { serveEngine } from './serve-engine.ts';
import { createWllamaEngine } from './wllama.ts';

serveEngine(createWllamaEngine());
