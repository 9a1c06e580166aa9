import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readManifest } from '../publish/groups.ts';
import { filesOf } from './publish.ts';
import { MODELS } from '../recipe.ts';
import { failuresText } from './failures-text.ts';

test('a domain is a row: what was asked, what failed, and how far its groups lie apart', () => {
	const text = failuresText({
		baseSha256: '0123456789abcdef',
		domains: {
			math: {
				asked: 2000,
				failed: 1800,
				tasks: {},
				groups: 3,
				silhouette: 0.2,
				confirmed: { asked: 16, failed: 15 },
				seconds: 60
			}
		}
	});
	expect(text).toContain('Model `0123456789ab`');
	expect(text).toContain('| math | 2000 | 1800 | 3 | 0.200 | 15 of 16 |');
});

test('what ships has a row for each modifier, of its own base, and publishing takes it along', () => {
	const folder = `${MODELS}starter`;
	const manifest = readManifest(folder);
	const shipped = readFileSync(`${folder}/failures.md`, 'utf8');
	expect(shipped).toContain(`Model \`${manifest.baseSha256.slice(0, 12)}\``);
	for (const { id } of manifest.modifiers)
		expect(shipped).toMatch(
			new RegExp(`^\\| ${id} \\| \\d+ \\| \\d+ \\| \\d \\| 0\\.\\d{3} \\|`, 'm')
		);
	expect(filesOf(folder, manifest).has('failures.md')).toBe(true);
});
