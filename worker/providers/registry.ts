// Every provider the gateway knows by itself. A new one is one file beside this and one line here.
// Operators add OpenAI-compatible servers of their own without code: see UNDERSTUDY_PROVIDERS.

import { anthropic } from './anthropic.ts';
import { cerebras } from './cerebras.ts';
import { deepseek } from './deepseek.ts';
import { gemini } from './gemini.ts';
import { groq } from './groq.ts';
import { mistral } from './mistral.ts';
import { openai } from './openai.ts';
import { openAiCompatible } from './openai-compatible.ts';
import { openrouter } from './openrouter.ts';
import type { Provider } from './provider.ts';
import { qwen } from './qwen.ts';
import { together } from './together.ts';
import { workersAi } from './workers-ai.ts';
import { xai } from './xai.ts';

export const KNOWN: readonly Provider[] = [
	openai,
	anthropic,
	gemini,
	groq,
	deepseek,
	mistral,
	xai,
	together,
	openrouter,
	cerebras,
	qwen,
	workersAi
];

/** What `kind` in UNDERSTUDY_PROVIDERS may name: a known provider's ways, or the plain OpenAI form. */
export const KINDS: readonly Provider[] = [openAiCompatible, ...KNOWN.filter((p) => !p.binding)];
