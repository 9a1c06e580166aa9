// A conversation as our own export writes it, made of answers with receipts of any kind: what a test
// of the interface imports to see states that a real model reaches only by chance. The importing, the
// storing and the drawing are the app's own.

import type { Page } from '@playwright/test';
import type { Message } from '../../src/contract/messages.ts';
import type { Attempt, Receipt } from '../../src/contract/receipt.ts';
import { CONVERSATION_FORMAT, FORMAT_VERSION } from '../../src/memory/format-names.ts';
import { lastAnswer } from './chat.ts';
import { testReceipt } from './receipt.ts';
import { expect } from './test.ts';

export type ToldAnswer = Partial<Omit<Receipt, 'attempts'>> & {
	question: string;
	text: string;
	daysAgo?: number;
	feedback?: Message['feedback'];
	attempts?: Attempt[];
};

/** The file's text. `nowMs`: when the last answer without `daysAgo` was given. */
export function toldConversation(title: string, answers: ToldAnswer[], nowMs = Date.now()): string {
	const id = `told-${title.replace(/\W+/g, '-').toLowerCase()}`;
	let parentId: string | null = null;
	const messages = answers.flatMap((answer, i): Message[] => {
		const { question, text, daysAgo = 0, feedback, ...fields } = answer;
		const createdAtMs = nowMs - daysAgo * 86_400_000 - (answers.length - i) * 60_000;
		const shared = { conversationId: id, createdAtMs, status: 'done' as const };
		const asked: Message = {
			...shared,
			id: `${id}-q${i}`,
			parentId,
			role: 'user',
			parts: [{ type: 'text', text: question }]
		};
		parentId = `${id}-a${i}`;
		const source = fields.source ?? 'base';
		const receipt = testReceipt({
			source,
			reason: 'Understudy starter answers on this device; nothing leaves it.',
			confidence: 0.9,
			threshold: 0.7,
			stageMs: { wait: 1, store: 4, prompt: 20, decode: 80, firstToken: 40, total: 120 },
			promptTokens: 40,
			completionTokens: 12,
			cachedTokens: 20,
			tokensPerSecond: 150,
			...fields,
			attempts: fields.attempts ?? [
				{
					source,
					outcome: 'kept',
					reason: '',
					confidence: fields.confidence ?? 0.9,
					ms: 100
				}
			]
		});
		const answered: Message = {
			...shared,
			id: parentId,
			parentId: asked.id,
			role: 'assistant',
			parts: [{ type: 'text', text }],
			source,
			model: 'starter',
			receipt,
			...(feedback && { feedback })
		};
		return [asked, answered];
	});
	return JSON.stringify({
		format: CONVERSATION_FORMAT,
		version: FORMAT_VERSION,
		conversation: {
			id,
			title,
			titled: true,
			pinned: false,
			createdAtMs: messages[0]?.createdAtMs ?? nowMs,
			updatedAtMs: nowMs,
			leafId: parentId,
			systemPrompt: '',
			egress: 'ask'
		},
		messages
	});
}

/** Imports a conversation “Told” in the settings, as a person does; the model is not waited for. */
export async function importTold(page: Page, answers: ToldAnswer[]): Promise<void> {
	await page.goto('/settings');
	await page
		.getByRole('group', { name: 'Choose a file' })
		.locator('input[type=file]')
		.setInputFiles({
			name: 'told.json',
			mimeType: 'application/json',
			buffer: Buffer.from(toldConversation('Told', answers))
		});
	await expect(page.getByText('From told.json:')).toBeVisible();
}

/** Imports it and opens it, down to its last answer; the model is not waited for. */
export async function openTold(page: Page, answers: ToldAnswer[]): Promise<void> {
	await importTold(page, answers);
	await page.goto('/?c=told-told');
	await expect(lastAnswer(page)).toContainText(answers.at(-1)?.text ?? '');
}

/** An answer that the base was sure of. */
export const sureOfBase = (
	question: string,
	text: string,
	domain: ToldAnswer['domain']
): ToldAnswer => ({ question, text, source: 'base', confidence: 0.95, domain });

/** A draft of the base that was doubted, and the specialist's answer that was kept. */
export function escalated(draft: string, from = 0.52, to = 0.91): Attempt[] {
	return [
		{
			source: 'base',
			outcome: 'dropped',
			reason: 'Not sure enough.',
			confidence: from,
			ms: 90,
			text: draft
		},
		{ source: 'modifier:math', outcome: 'kept', reason: '', confidence: to, ms: 110 }
	];
}
