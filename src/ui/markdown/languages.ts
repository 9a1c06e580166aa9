// Which languages code may be coloured in, under which names they are written after a fence, and
// what they are called on the page. The grammars themselves are in highlight.ts.

export const LANGUAGES = {
	bash: { name: 'Shell', aliases: ['sh', 'shell', 'zsh', 'shellscript', 'console'] },
	c: { name: 'C', aliases: ['h'] },
	csharp: { name: 'C#', aliases: ['cs', 'c#'] },
	css: { name: 'CSS', aliases: [] },
	diff: { name: 'Diff', aliases: ['patch'] },
	go: { name: 'Go', aliases: ['golang'] },
	html: { name: 'HTML', aliases: ['htm'] },
	java: { name: 'Java', aliases: [] },
	javascript: { name: 'JavaScript', aliases: ['js', 'jsx', 'mjs', 'cjs', 'node'] },
	json: { name: 'JSON', aliases: ['jsonc', 'json5'] },
	kotlin: { name: 'Kotlin', aliases: ['kt'] },
	python: { name: 'Python', aliases: ['py', 'python3', 'py3'] },
	rust: { name: 'Rust', aliases: ['rs'] },
	sql: { name: 'SQL', aliases: ['sqlite', 'postgresql', 'mysql'] },
	toml: { name: 'TOML', aliases: ['ini'] },
	typescript: { name: 'TypeScript', aliases: ['ts', 'tsx', 'mts'] },
	xml: { name: 'XML', aliases: ['svg', 'xhtml'] },
	yaml: { name: 'YAML', aliases: ['yml'] }
} as const satisfies Record<string, { name: string; aliases: readonly string[] }>;

export type LanguageId = keyof typeof LANGUAGES;

const BY_NAME = new Map<string, LanguageId>();
for (const [id, { aliases }] of Object.entries(LANGUAGES) as [
	LanguageId,
	{ aliases: readonly string[] }
][]) {
	for (const name of [id, ...aliases]) BY_NAME.set(name, id);
}

/** The language a fence names, if it is one with a grammar. */
export function languageOf(fence: string): LanguageId | undefined {
	return BY_NAME.get(fence.toLowerCase());
}

/** What to call the language of a fence: its name, or what was written; empty for none. */
export function languageName(fence: string): string {
	const id = languageOf(fence);
	return id ? LANGUAGES[id].name : fence.slice(0, 24);
}
