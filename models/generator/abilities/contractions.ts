// Short forms in wordings: "what is" may also be typed "what's". Works on templates, before they are
// filled in, so that every such wording comes both ways.

const SHORT: [RegExp, string][] = [
	[/\b(what|who|where|how|that|it|there|he|she|here)( )is (?!\||it\b|that\b|this\b|he\b)/gi, "'s"],
	[/\b(I)( )am (?!\|)/g, "'m"],
	[/\b(do|does|did|is|would|could|should)( )not /gi, "n't"],
	[/\b(we|they|you)( )are (?!\|)/gi, "'re"]
];

/** A template with both forms: "what is it" becomes "(what is|what's) it". */
export function contracted(template: string): string {
	let text = template;
	for (const [pattern, short] of SHORT)
		text = text.replace(pattern, (all, word: string) => {
			const long = all.trimEnd();
			return `(${long}|${word}${short}) `;
		});
	return text;
}
