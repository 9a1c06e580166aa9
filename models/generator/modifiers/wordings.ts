// Puts what is told and what is asked together, in both orders: one branch of the grammar for each.
// Not a grammar of its own: every result is a template as in ../grammar.ts.

/** Each of `told` (whole sentences) with each of `asked` after it. */
export const toldThenAsked = (told: readonly string[], asked: readonly string[]): string[] =>
	told.flatMap((text) => asked.map((question) => `${text} ${question}`));

/** Each of `asked` with each of `told` after it. */
export const askedThenTold = (asked: readonly string[], told: readonly string[]): string[] =>
	asked.flatMap((question) => told.map((text) => `${question} ${text}`));
