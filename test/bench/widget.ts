// What the widget costs the page that holds it: size of the loader; LCP, CLS and INP of three host pages
// without a chat, with ours, and with deep-chat and @n8n/chat; the time from the click to a box one can write
// in, ours also where the pointer came to the button a moment before; and Lighthouse on the pages without and
// with ours. Medians of five first visits, the variants in turn. `npm run bench -- widget [rounds]`; reads
// `build`, or the folder in UNDERSTUDY_ASSETS. An idle machine is part of the measurement.

import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { buildEmbed } from '../../vite.embed.ts';
import { serve } from '../../worker/workerd.mjs';
import { wholeChromium } from '../support/browser.ts';
import { judgeHost, type HostReport } from '../support/host-lighthouse.ts';
import { assetsFolder } from '../support/server.ts';
import { CHATS, HOSTS, peerFiles, startSite, type Chat, type Host } from './widget/pages.ts';
import { clickToUsable, visit, type Begun, type Vitals } from './widget/vitals.ts';

const ROUNDS = 5;
// Half a second: between a pointer that comes to a button and the press, by hand.
const POINTED_MS = 500;

const rounds = Number(process.argv[2] ?? ROUNDS);
if (!Number.isInteger(rounds) || rounds < 1)
	throw new Error(
		`“${process.argv[2]}” is no number of rounds. Say 1 or more, or nothing for ${ROUNDS}.`
	);

const loadBefore = loadavg()[0];
const gzipped = (bytes: string | Buffer) => gzipSync(bytes, { level: 9 }).length;
const missing = (['deep-chat', 'n8n'] as const).filter((chat) => peerFiles(chat) === null);
for (const chat of missing) console.log(`${chat} is not installed, and is left out.`);
const chats = CHATS.filter((chat) => !missing.some((one) => one === chat));

const sizes: Partial<Record<Chat, number>> = { understudy: gzipped(await buildEmbed()) };
for (const chat of ['deep-chat', 'n8n'] as const) {
	const files = peerFiles(chat);
	if (files) sizes[chat] = files.reduce((sum, path) => sum + gzipped(readFileSync(path)), 0);
}

const site = await startSite();
const edge = await serve({
	assets: assetsFolder(),
	env: {
		UNDERSTUDY_SITES: JSON.stringify({
			version: 1,
			sites: [{ key: 'bench', origins: [site.origin] }]
		})
	}
});
site.edge(edge.origin);
const browser = await chromium.launch(wholeChromium());
const vitals = new Map<string, Vitals[]>();
const usable = new Map<string, Begun[]>();
const judged = new Map<string, HostReport[]>();
const keyOf = (host: Host, chat: Chat) => `${host} ${chat}`;
try {
	for (let round = 1; round <= rounds; round++) {
		for (const host of HOSTS)
			for (const chat of chats) {
				const key = keyOf(host, chat);
				const measured = await visit(browser, site.url(host, chat), host);
				vitals.set(key, [...(vitals.get(key) ?? []), measured]);
			}
		for (const chat of chats) {
			// What is clicked then is the same by either snippet.
			if (chat === 'none' || chat === 'understudy-tag') continue;
			for (const pointed of chat === 'understudy' ? [null, POINTED_MS] : [null]) {
				const key = pointed === null ? chat : `${chat}, pointed at before`;
				const begun = await clickToUsable(browser, site.url('article', chat), chat, pointed);
				usable.set(key, [...(usable.get(key) ?? []), begun]);
			}
		}
		for (const host of HOSTS)
			for (const chat of ['none', 'understudy', 'understudy-tag'] as const) {
				const key = keyOf(host, chat);
				judged.set(key, [...(judged.get(key) ?? []), await judgeHost(site.url(host, chat))]);
			}
		console.log(`round ${round}/${rounds}`);
	}
} finally {
	await browser.close();
	await edge.stop();
	await site.stop();
}

function median(values: readonly number[]): number | null {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? null;
}
const rounded = (value: number | null, digits = 1) =>
	value === null ? null : Number(value.toFixed(digits));

const hosts = HOSTS.flatMap((host) =>
	chats.map((chat) => {
		const all = vitals.get(keyOf(host, chat)) ?? [];
		const of = (pick: (one: Vitals) => number | null) =>
			median(all.map(pick).filter((value) => value !== null));
		return {
			host,
			chat,
			lcpMs: rounded(of(({ lcpMs }) => lcpMs)),
			cls: rounded(
				of(({ cls }) => cls),
				4
			),
			inpMs: rounded(of(({ inpMs }) => inpMs)),
			scriptBytes: of(({ scriptBytes }) => scriptBytes)
		};
	})
);
const begun = [...usable].map(([chat, all]) => {
	const of = (pick: (one: Begun) => number) => median(all.map(pick));
	return {
		chat,
		loaderGzipBytes: sizes[chats.find((one) => chat.startsWith(one)) ?? 'none'] ?? null,
		clickToUsableMs: rounded(
			of(({ ms }) => ms),
			0
		),
		requests: of(({ requests }) => requests),
		bytes: of(({ bytes }) => bytes)
	};
});
const lighthouse = [...judged].map(([page, all]) => {
	const of = (pick: (one: HostReport) => number) => median(all.map(pick));
	return {
		page,
		performance: of(({ performance }) => performance),
		accessibility: of(({ accessibility }) => accessibility),
		lcpMs: rounded(of(({ lcpMs }) => lcpMs)),
		cls: rounded(
			of(({ cls }) => cls),
			4
		),
		failures: [...new Set(all.flatMap(({ failures }) => failures))].join('; ')
	};
});
console.table(hosts);
console.table(begun);
console.table(lighthouse);
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, loadBefore };
console.log(
	JSON.stringify(
		{
			machine,
			rounds,
			hosts,
			begun,
			lighthouse,
			all: Object.fromEntries(vitals),
			usable: Object.fromEntries(usable)
		},
		null,
		'\t'
	)
);
