import { expect, test } from 'vitest';
import { holdsCode } from './held-code.ts';

const CODE = 'const a = 1;\n\nprint(a);';

test('code is of a text that shows it, also indented by a list or marked by a quotation', () => {
	expect(holdsCode(`So:\n\n\`\`\`js\n${CODE}\n\`\`\``, CODE)).toBe(true);
	for (const before of ['   ', '> ', '> > '])
		expect(holdsCode(`So:\n${CODE.replace(/^/gm, before)}`, CODE), before).toBe(true);
});

test('code copied while its last line was being written is of the answer that ends it', () => {
	expect(holdsCode(`\`\`\`js\n${CODE}\n\`\`\``, 'const a = 1;\n\npri')).toBe(true);
});

test('code of a draft is not of the answer that took its place', () => {
	expect(holdsCode('```js\nconst b = 2;\n\nprint(b);\n```', CODE)).toBe(false);
	expect(holdsCode('No program is needed.', CODE)).toBe(false);
	expect(holdsCode('', CODE)).toBe(false);
});
