// Runs Lighthouse against a page of the built app, in a Chromium of its own with an empty profile: a
// first visit. The scores that do not depend on this machine are asserted by lighthouse-tests.ts; performance
// is measured by test/bench/lighthouse.ts.

import { chromium } from '@playwright/test';
import lighthouse, { desktopConfig } from 'lighthouse';
import { freePort } from '../../worker/workerd.mjs';
import { CHROMIUM_ARGS, findChromium } from './browser.ts';

export type Category = 'performance' | 'accessibility' | 'best-practices' | 'seo';

export type LighthouseReport = {
	/** 0–100 per category. */
	scores: Partial<Record<Category, number>>;
	/** What cost points: `category: audit (score) what is wrong`. */
	complaints: string[];
	/** Milliseconds (cumulative layout shift: none) by audit id. */
	metrics: Record<string, number>;
};

const METRICS = [
	'first-contentful-paint',
	'largest-contentful-paint',
	'speed-index',
	'total-blocking-time',
	'cumulative-layout-shift'
];

/** One run. Throws when Lighthouse could not judge the page. */
export async function runLighthouse(
	url: string,
	options: { categories: Category[]; formFactor?: 'mobile' | 'desktop' }
): Promise<LighthouseReport> {
	const port = await freePort();
	const browser = await chromium.launch({
		executablePath: findChromium(),
		args: [...CHROMIUM_ARGS, `--remote-debugging-port=${port}`]
	});
	try {
		const result = await lighthouse(
			url,
			{ port, onlyCategories: options.categories, output: 'json', logLevel: 'silent' },
			options.formFactor === 'desktop' ? desktopConfig : undefined
		);
		if (!result) throw new Error('Lighthouse gave no report.');
		const { lhr } = result;
		if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
		const report: LighthouseReport = { scores: {}, complaints: [], metrics: {} };
		for (const category of options.categories) {
			const judged = lhr.categories[category];
			report.scores[category] = Math.round((judged?.score ?? 0) * 100);
			for (const { id, weight } of judged?.auditRefs ?? []) {
				const audit = lhr.audits[id];
				if (!audit || weight === 0 || audit.score === null || audit.score >= 1) continue;
				const details = audit.displayValue ?? audit.explanation ?? '';
				report.complaints.push(`${category}: ${audit.title} (${audit.score}) ${details}`.trim());
			}
		}
		for (const id of METRICS) {
			const value = lhr.audits[id]?.numericValue;
			if (value !== undefined) report.metrics[id] = value;
		}
		return report;
	} finally {
		await browser.close();
	}
}
