// What a page costs by Lighthouse with the widget on it, and without: what the test asserts and the bench
// measures, by the same run. Not here: the pages (widget-hosts.ts, bench/widget/pages.ts).

import { runLighthouse } from './lighthouse.ts';

export type HostReport = {
	/** 0–100. */
	performance: number;
	accessibility: number;
	lcpMs: number;
	cls: number;
	/** Of accessibility alone: audits that did not pass. */
	failures: string[];
};

/** A first visit of the page on a desktop. */
export async function judgeHost(url: string): Promise<HostReport> {
	const { scores, complaints, metrics } = await runLighthouse(url, {
		categories: ['performance', 'accessibility'],
		formFactor: 'desktop'
	});
	return {
		performance: scores.performance ?? 0,
		accessibility: scores.accessibility ?? 0,
		lcpMs: metrics['largest-contentful-paint'] ?? 0,
		cls: metrics['cumulative-layout-shift'] ?? 0,
		failures: complaints.filter((one) => one.startsWith('accessibility:'))
	};
}
