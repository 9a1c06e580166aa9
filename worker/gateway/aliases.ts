// What `auto`, `fast`, `smart`, `cheap` and the roles mean where the operator says nothing: ordered
// lists of `provider/model`, of which those without a key are skipped. UNDERSTUDY_ALIASES replaces any.

const SMART = [
	'anthropic/claude-opus-5-5',
	'openai/gpt-6.2-sol',
	'gemini/gemini-3.1-pro-preview',
	'xai/grok-4.7',
	'deepseek/deepseek-v4-pro',
	'qwen/qwen3-max',
	'mistral/mistral-large-latest',
	'openrouter/anthropic/claude-sonnet-5',
	'together/deepseek-ai/DeepSeek-V4-Pro',
	'workers-ai/@cf/openai/gpt-oss-120b'
];

const FAST = [
	'groq/openai/gpt-oss-120b',
	'cerebras/gpt-oss-120b',
	'gemini/gemini-3.5-flash-lite',
	'openai/gpt-6-luna',
	'anthropic/claude-haiku-5-5',
	'mistral/mistral-small-latest',
	'qwen/qwen-flash',
	'together/openai/gpt-oss-20b',
	'deepseek/deepseek-flash',
	'openrouter/meta-llama/llama-3.3-70b-instruct',
	'workers-ai/@cf/meta/llama-3.3-70b-instruct-fp8-fast'
];

const CHEAP = [
	'together/openai/gpt-oss-20b',
	'groq/llama-3.1-8b-instant',
	'openai/gpt-6-luna',
	'qwen/qwen-flash',
	'gemini/gemini-2.5-flash-lite',
	'mistral/mistral-small-latest',
	'deepseek/deepseek-flash',
	'cerebras/gpt-oss-120b',
	'anthropic/claude-haiku-5-5',
	'openrouter/meta-llama/llama-3.3-70b-instruct',
	'workers-ai/@cf/meta/llama-3.2-1b-instruct'
];

const AUTO = [
	'anthropic/claude-sonnet-5-5',
	'openai/gpt-6.2-sol',
	'gemini/gemini-3.8-flash',
	'deepseek/deepseek-v4-pro',
	'mistral/mistral-medium-latest',
	'xai/grok-4.7',
	'qwen/qwen-plus',
	'groq/openai/gpt-oss-120b',
	'cerebras/gpt-oss-120b',
	'together/openai/gpt-oss-120b',
	'openrouter/anthropic/claude-sonnet-5',
	'workers-ai/@cf/openai/gpt-oss-120b'
];

export const DEFAULT_ALIASES: Readonly<Record<string, readonly string[]>> = {
	auto: AUTO,
	fast: FAST,
	smart: SMART,
	cheap: CHEAP,
	planner: SMART,
	reviewer: SMART,
	classifier: CHEAP,
	drafter: FAST,
	judge: SMART
};
