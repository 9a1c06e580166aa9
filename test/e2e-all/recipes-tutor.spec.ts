// Recipes in the built app with nobody's key: the real starter here, and behind the real Worker the pipeline's
// tutor, which solves by program and knows its part in a recipe (models/tutor/roles.ts).

import { knowledge } from '../../models/tutor/knowledge.ts';
import { startTutor } from '../../models/tutor/server.ts';
import { MODEL } from '../../models/tutor/wire.ts';
import { serve, type Server } from '../../worker/workerd.mjs';
import { answerIs, ask, openChat, storedMessages, storeSetting, textOf } from '../support/chat.ts';
import { assetsFolder } from '../support/server.ts';
import { expect, test as base } from '../support/test.ts';

const price = { input: 2, output: 8 };

const test = base.extend<object, { edge: Server }>({
	edge: [
		async ({ assets }, use) => {
			// Heard before it is asked: the first answer would wait for it.
			knowledge();
			const terms = { price, latencyMs: 0, errorRate: 0, seed: 1 };
			const tutor = await startTutor({ terms, port: 0 });
			const upstream = { id: 'tutor', baseUrl: tutor.baseUrl, models: [MODEL], price };
			const edge = await serve({
				assets: assets || assetsFolder(),
				env: { UNDERSTUDY_PROVIDERS: JSON.stringify([upstream]) }
			});
			await use(edge);
			await edge.stop();
			await tutor.close();
		},
		{ scope: 'worker', timeout: 300_000 }
	],
	baseURL: async ({ edge }, use) => {
		await use(edge.origin);
	}
});

// A vote asks the tutor where those here do not agree.
const RECIPES = [
	['draft-enhance', 'Draft, then enhance', 'What is 17 + 25?'],
	['architect-reviewer', 'Architect and reviewer', 'What is 17 + 25?'],
	['explore-validate', 'Explore, then validate', 'What is 17 + 25?'],
	['ensemble-vote', 'Ensemble vote', 'What is 347 * 26?']
] as const;

for (const [id, name, question] of RECIPES)
	test(`“${name}” answers with the starter and the tutor, and says what it took`, async ({
		page
	}) => {
		await openChat(page);
		await storeSetting(page, 'mode', `recipe:${id}`);
		await storeSetting(page, 'egress', 'allow');
		await openChat(page);
		await ask(page, question);
		await answerIs(page, 'done');
		const answer = (await storedMessages(page)).at(-1)!;
		const { receipt } = answer;
		expect(receipt?.mode).toBe(`recipe:${id}`);
		expect(receipt?.costMicroUsd).toBeGreaterThan(0);
		expect(receipt?.bytesSent).toBeGreaterThan(0);
		const sources = receipt!.attempts.map(({ source }) => source);
		expect(sources).toContain('edge:tutor');
		expect(sources.some((source) => /^(base|modifier:)/.test(source))).toBe(true);
		// Whoever wrote it, somebody who gets it right had the last word; a vote is what most say.
		if (id === 'draft-enhance' || id === 'architect-reviewer')
			expect(textOf(answer)).toMatch(/\b42\b/);
		else expect(textOf(answer)).not.toBe('');
	});

test('a vote takes no more answers once it is decided, says so, and counts what was asked', async ({
	page
}) => {
	await openChat(page);
	await storeSetting(page, 'mode', 'recipe:ensemble-vote');
	await storeSetting(page, 'egress', 'allow');
	await openChat(page);
	await ask(page, 'What is 17 + 25?');
	await answerIs(page, 'done');
	const answer = (await storedMessages(page)).at(-1)!;
	const { receipt } = answer;
	expect(textOf(answer)).toMatch(/\b42\b/);
	expect(receipt?.reason).toContain('The vote was decided after');
	const wasAsked = receipt!.attempts.some(({ source }) => source === 'edge:tutor');
	expect(receipt!.bytesSent > 0).toBe(wasAsked);
	expect(receipt!.costMicroUsd > 0).toBe(wasAsked);
});
