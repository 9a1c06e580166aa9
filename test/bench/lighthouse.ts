// Lighthouse on the built app, first visits: the median of five, for a telephone (throttled, as
// Lighthouse does) and a desktop. `npm run bench -- lighthouse`; reads `build`, or the folder in
// UNDERSTUDY_ASSETS, and prints a table and JSON. An idle machine is part of the measurement.

import { startServer } from '../support/server.ts';
import { runLighthouse, type Category, type LighthouseReport } from '../support/lighthouse.ts';

const RUNS = 5;
const CATEGORIES: Category[] = ['performance', 'accessibility', 'best-practices', 'seo'];

const server = await startServer();
try {
	const results: Record<string, { median: LighthouseReport; performance: number[] }> = {};
	for (const formFactor of ['mobile', 'desktop'] as const) {
		const reports: LighthouseReport[] = [];
		for (let run = 1; run <= RUNS; run++) {
			const report = await runLighthouse(`${server.origin}/`, {
				categories: CATEGORIES,
				formFactor
			});
			console.log(`${formFactor} ${run}/${RUNS}: performance ${report.scores.performance}`);
			reports.push(report);
		}
		const sorted = reports.toSorted((a, b) => performanceOf(a) - performanceOf(b));
		const median = sorted[Math.floor(RUNS / 2)];
		if (median) results[formFactor] = { median, performance: reports.map(performanceOf) };
	}
	const rows = Object.entries(results).map(([formFactor, { median }]) => ({
		form: formFactor,
		...median.scores,
		...Object.fromEntries(
			Object.entries(median.metrics).map(([id, value]) => [id, Number(value.toPrecision(3))])
		)
	}));
	console.table(rows);
	console.log(JSON.stringify(results, null, '\t'));
} finally {
	await server.stop();
}

function performanceOf(report: LighthouseReport): number {
	return report.scores.performance ?? 0;
}
