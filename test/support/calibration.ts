// A model that nobody calibrated, for browser tests of what the app says and does about that: the starter's own
// base, added from its file without what its manifest adds.

import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest } from '../../src/contract/manifest.ts';
import { openChat, storedMessages } from './chat.ts';
import { assetsFolder } from './server.ts';
import { expect } from './test.ts';

export const activeCard = (page: Page) => page.getByRole('region', { name: 'Answering now' });

/** Where the card says how sure the model is. */
export const sureness = (page: Page) =>
	activeCard(page).getByRole('group', { name: 'How sure it is' });

export const addedRow = (page: Page) =>
	page
		.getByRole('list', { name: 'All models' })
		.getByRole('listitem')
		.filter({ hasText: 'added by you' });

/** The file, and the hash its calibration is kept by. */
export function bareBase(): { path: string; baseSha256: string } {
	const folder = join(assetsFolder(), 'models', 'starter');
	const manifest = parseManifest(readFileSync(join(folder, 'manifest.json'), 'utf8'));
	return { path: join(folder, manifest.files[0]!.path), baseSha256: manifest.baseSha256 };
}

/** Adds a model from a file, and lets it answer. */
export async function useFile(page: Page, path: string): Promise<void> {
	await openChat(page, '/models');
	await page.getByLabel('Choose files').locator('input').setInputFiles(path);
	await expect(addedRow(page)).toContainText('a careful guess, not calibrated');
	await addedRow(page).getByRole('button', { name: /^Use/ }).click();
	await expect(sureness(page)).toBeVisible({ timeout: 120_000 });
}

/** Of the latest answer, whichever conversation it is in. */
export const latestReceipt = async (page: Page) =>
	(await storedMessages(page)).toSorted((a, b) => a.createdAtMs - b.createdAtMs).at(-1)?.receipt;
