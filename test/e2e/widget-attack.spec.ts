// Those who work against the widget: a page that is not the site's frames it, by itself or around the
// site's own page; a stranger's frame on the site's page forges the words of both sides, without a pause,
// before, during and after the handshake; and the page itself sends too much, too fast.

import type { Frame, Page } from '@playwright/test';
import type { HostMessage } from '../../src/contract/widget.ts';
import { expect } from '../support/test.ts';
import {
	answers,
	askWidget,
	box,
	chat,
	element,
	itAnswers,
	launcher,
	listen,
	openWidget,
	panel,
	test,
	told
} from '../support/widget.ts';

/** The first frame of the page: one that was refused has no name and no address of its own. */
function firstFrame(page: Page): Frame {
	const [frame] = page.mainFrame().childFrames();
	if (!frame) throw new Error('There is no frame.');
	return frame;
}

test('a page that is not the site’s gets nothing of the chat into a frame', async ({
	page,
	stage,
	allowErrors
}) => {
	allowErrors(/frame-ancestors|refused to connect/i);
	const scripts: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/_app/')) scripts.push(request.url());
	});
	await page.goto(`${stage.hosts.elsewhere}/frames-it`);
	await expect.poll(() => firstFrame(page).url()).toMatch(/^chrome-error:/);
	expect(scripts, 'nothing of the chat was run').toEqual([]);
	await expect
		.poll(() => page.evaluate(() => Number(Reflect.get(window, 'rounds'))))
		.toBeGreaterThan(50);
	// Its own words, which it also sends to itself, are no catch.
	const heard = await page.evaluate(() =>
		(Reflect.get(window, 'heard') as { origin: string }[]).filter(
			({ origin }) => origin !== location.origin
		)
	);
	expect(heard).toEqual([]);
});

test('nor does one around a page of the site', async ({ page, stage, allowErrors }) => {
	allowErrors(/frame-ancestors|refused to connect/i);
	await page.goto(`${stage.hosts.elsewhere}/wraps-it`);
	const site = page.frameLocator('iframe[name="site"]');
	await site.locator('understudy-chat .launcher').click();
	await expect
		.poll(() => page.frames().map((frame) => frame.url()))
		.toContainEqual(expect.stringMatching(/^chrome-error:/));
	await expect(site.locator('understudy-chat iframe')).toBeHidden();
});

test('the loader on a page that is not the site’s shows nothing of it', async ({
	page,
	stage,
	allowErrors
}) => {
	allowErrors(/frame-ancestors|refused to connect/i);
	await page.goto(`${stage.hosts.elsewhere}/plain`);
	await launcher(page).click();
	await expect
		.poll(() => page.frames().map((frame) => frame.url()))
		.toContainEqual(expect.stringMatching(/^chrome-error:/));
	await expect(page.locator('understudy-chat iframe')).toBeHidden();
});

test('a stranger’s frame that forges, floods and races changes nothing, and hears nothing', async ({
	at,
	page
}) => {
	await page.goto(at('/with-stranger'));
	await listen(page);
	const stranger = firstFrame(page);
	const rounds = () => stranger.evaluate(() => Number(Reflect.get(window, 'rounds')));
	await expect.poll(rounds).toBeGreaterThan(20);
	expect(await told(page), 'before it is opened').toEqual([]);
	await launcher(page).click();
	await box(page).waitFor();
	await askWidget(page, 'capital of norway');
	await expect(answers(page)).toHaveCount(1);
	await expect(answers(page).first()).toContainText('Oslo.');
	const before = await rounds();
	await expect.poll(rounds).toBeGreaterThan(before + 20);
	await expect(panel(page), 'no forged close').toBeVisible();
	await expect(chat(page).locator('article'), 'no forged question').toHaveCount(2);
	await expect
		.poll(async () => (await told(page)).map(({ name }) => name))
		.toEqual(['open', 'ready', 'message', 'answer']);
	const heard = await stranger.evaluate(() =>
		(Reflect.get(window, 'heard') as { origin: string }[]).filter(
			({ origin }) => origin !== location.origin
		)
	);
	expect(heard).toEqual([]);
});

test('the edge says how a site is set up to its own frame, and an unknown one is nothing', async ({
	request,
	stage
}) => {
	const answer = await request.get(`${stage.edge}/v1/widget?site=shop`);
	expect(await answer.json()).toMatchObject({ key: 'shop', origins: stage.hosts.origins });
	expect((await request.get(`${stage.edge}/v1/widget?site=nobody`)).status()).toBe(404);
	expect((await request.get(`${stage.edge}/v1/widget`)).status()).toBe(404);
	const stranger = await request.get(`${stage.edge}/v1/widget?site=shop`, {
		headers: { origin: 'https://evil.example' }
	});
	expect(stranger.status()).toBe(403);
});

test('a page that sends too much too fast is cut off and told, and the chat goes on', async ({
	at,
	page
}) => {
	await openWidget(page, at('/plain'));
	await listen(page);
	await page.locator('understudy-chat').evaluate((node) => {
		for (let i = 0; i < 500; i++) Reflect.get(node, 'setContext').call(node, `word ${i}`);
	});
	await expect
		.poll(async () => (await told(page)).map(({ detail }) => detail.code))
		.toContain('too-many');
	await expect.poll(async () => (await told(page)).length).toBeLessThan(5);
	await itAnswers(page);
});

test('what a page sends is read as data: no markup, no foreign addresses, no endless text', async ({
	at,
	page,
	stage
}) => {
	const asked: string[] = [];
	page.on('request', (request) => asked.push(request.url()));
	await page.goto(at('/without'));
	// The page takes the loader's place, as a page that is the site's may.
	await page.evaluate(
		([edge, long]) => {
			const frame = document.createElement('iframe');
			frame.title = 'Chat';
			frame.name = 'chat';
			frame.src = `${edge}/widget?site=shop`;
			frame.style.cssText = 'width: 400px; height: 600px';
			document.body.append(frame);
			addEventListener('message', ({ data, origin }) => {
				if (origin !== edge || data.understudy !== 'hello') return;
				const { port1, port2 } = new MessageChannel();
				const answer = { understudy: 'connect', version: 1, nonce: data.nonce };
				frame.contentWindow?.postMessage(answer, origin, [port2]);
				const words: (HostMessage | Record<string, unknown>)[] = [
					{ type: 'nothing' },
					{
						type: 'look',
						look: {
							theme: 'url(https://evil.example/a)',
							colours: {
								accent: 'url(https://evil.example/b)',
								paper: 'red; background: url(https://evil.example/c)',
								'--focus': 'red'
							},
							font: 'x; } body { display: none',
							lang: '<b>',
							direction: 'up'
						}
					},
					{ type: 'send', text: `<img src=https://evil.example/d>${long}` }
				];
				for (const word of words) port1.postMessage(word);
			});
		},
		[stage.edge, 'x'.repeat(20_000)] as const
	);
	const frame = page.frameLocator('iframe[name="chat"]');
	const typed = frame.getByRole('textbox', { name: 'Message' });
	await expect(typed).toHaveValue(/^<img src=/);
	expect((await typed.inputValue()).length).toBe(8000);
	const style = await frame.locator('html').getAttribute('style');
	expect(style ?? '').toBe('');
	expect(asked.filter((url) => url.includes('evil'))).toEqual([]);
	// It was sent before the chat was shown: nothing is downloaded, the visitor has agreed to nothing.
	expect(asked.filter((url) => /\.(gguf|wasm|bin|onnx)$/.test(url))).toEqual([]);
});

test('what a page tells the chat may be huge or no data at all: the chat goes on, and the page hears of its mistake', async ({
	at,
	page
}) => {
	await page.goto(at('/plain'));
	const thrown = await element(page).evaluate((node) => {
		const tell = (name: string, ...given: unknown[]) => {
			try {
				Reflect.get(node, name).apply(node, given);
				return 'taken';
			} catch (error) {
				return error instanceof Error ? error.name : String(error);
			}
		};
		const circle: Record<string, unknown> = {};
		circle['circle'] = circle;
		return [
			tell('setContext', circle),
			tell('setContext', 1n),
			tell('setContext', undefined),
			tell('setContext', () => 'x'),
			tell('send', 'x', { mode: () => 'accurate' }),
			tell('setContext', 'y'.repeat(5_000_000)),
			tell('send', 'z'.repeat(5_000_000), { mode: '<b>', paths: -1 })
		];
	});
	expect(thrown).toEqual([
		'TypeError',
		'TypeError',
		'taken',
		'taken',
		'DataCloneError',
		'taken',
		'taken'
	]);
	await expect(box(page)).toHaveValue(/^z+$/);
	expect((await box(page).inputValue()).length).toBe(8000);
	// As much of the context as is taken would fill what this small model reads.
	await element(page).evaluate((node) => Reflect.get(node, 'setContext').call(node, 'Short.'));
	await itAnswers(page);
});

test('a page that takes the element away and brings it back in the middle of the handshake has one chat', async ({
	at,
	page
}) => {
	await page.goto(at('/plain'));
	await listen(page);
	await element(page).evaluate(async (node) => {
		const chat = node as HTMLElement & { open(): void };
		for (let i = 0; i < 20; i++) {
			chat.open();
			// At another moment each time: before the document, during the handshake, after it.
			await new Promise((resolve) => setTimeout(resolve, 12 * i));
			chat.remove();
			document.querySelector(i % 2 ? 'main' : 'body')?.append(chat);
		}
		chat.open();
	});
	await itAnswers(page);
	await expect(element(page).locator('iframe')).toHaveCount(1);
	const names = (await told(page)).map(({ name }) => name);
	expect(names.filter((name) => name === 'message')).toHaveLength(1);
	expect(names).not.toContain('error');
});

test('two chats on a page are two: what one is told the other does not hear; the same tag twice is one', async ({
	at,
	page
}) => {
	await page.goto(at('/two'));
	const [inline, behind] = [
		page.locator('understudy-chat[mode="inline"]'),
		page.locator('understudy-chat:not([mode])')
	];
	await behind.evaluate((node) => Reflect.get(node, 'send').call(node, 'for one'));
	await inline.evaluate((node) => Reflect.get(node, 'open').call(node));
	const boxOf = (one: typeof inline) =>
		one.frameLocator('iframe').getByRole('textbox', { name: 'Message' });
	await expect(boxOf(behind)).toHaveValue('for one');
	await expect(boxOf(inline)).toHaveValue('');
	await behind.evaluate((node) => Reflect.get(node, 'close').call(node));
	await expect(inline.locator('dialog')).toBeVisible();
	await expect(behind.locator('dialog')).toBeHidden();
	await page.goto(at('/twice'));
	await expect(launcher(page)).toBeVisible();
	await page.waitForLoadState('networkidle');
	await expect(element(page)).toHaveCount(1);
});
