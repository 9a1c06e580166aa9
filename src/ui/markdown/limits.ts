// How much of a message is treated as what. Beyond these sizes text is shown as it is, so that a
// 1 MB message, or a hostile one, never holds the page up. All sizes are UTF-16 code units.

/** Markdown is read in the first part of a message only; what follows is plain text. */
export const MAX_MARKDOWN = 200_000;

/** A block other than code that is longer is plain text: inline parsing is superlinear at worst. */
export const MAX_BLOCK = 30_000;

/** Blocks past this many are one plain block: every block costs an element or more. */
export const MAX_BLOCKS = 2_000;

/** Plain text is laid out in pieces of this size, skipped by the browser while off screen. */
export const PLAIN_PIECE = 16_384;

/** Longer code is shown without colours. */
export const MAX_HIGHLIGHT = 30_000;

/** Code with a longer line (minified files) is shown without colours. */
export const MAX_HIGHLIGHT_LINE = 2_000;

/** Longer formulas are shown as their source. */
export const MAX_MATH = 2_000;

/** Containers nested deeper than this are plain text: the parser recurses once per level. */
export const MAX_NESTING = 24;
