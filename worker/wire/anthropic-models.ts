// What Anthropic's models refuse with 400, by their names: sampling, being made to use a tool, a form that
// their decoder keeps. A name that is new is taken for a new model; one that is not Claude's for a server
// of somebody else's that takes everything.
// Reference: https://platform.claude.com/docs/en/about-claude/models/migration-guide

export type Traits = {
	/** `temperature`, `top_p`, `top_k`. */
	sampling: boolean;
	/** `tool_choice` of `any` or of one tool. */
	forcedTools: boolean;
	/** `output_config.format`. */
	outputForm: boolean;
};

const OLDEST = /^claude-(?:[123]|instant|v\d|(?:opus|sonnet)-4(?:-0|-\d{8}|$))/;
// Until 4.6: what came after thinks by itself.
const SAMPLES = /^claude-(?:[a-z]+)-4-(?:[1-6])(?:-|$)/;
const THINKS_ALWAYS = /^claude-(?:(?:opus|sonnet)-5-[5-9]|(?:fable|mythos)-5-[1-9])/;

export function traitsOf(model: string): Traits {
	const at = model.indexOf('claude-');
	if (at === -1) return { sampling: true, forcedTools: true, outputForm: true };
	const name = model.slice(at);
	const oldest = OLDEST.test(name);
	return {
		sampling: oldest || SAMPLES.test(name),
		forcedTools: !THINKS_ALWAYS.test(name),
		outputForm: !oldest
	};
}
