// What a base gets wrong of each modifier's domain, as the text that ships. Not the failures themselves, which
// stay in the working folder (failures.ts).

import type { FailureSummary } from './failures.ts';

export function failuresText({ baseSha256, domains }: FailureSummary): string {
	const row = ([id, found]: [string, FailureSummary['domains'][string]]): string => {
		const { asked, failed, groups, silhouette, confirmed } = found;
		return `| ${id} | ${asked} | ${failed} | ${groups} | ${silhouette.toFixed(3)} | ${confirmed.failed} of ${confirmed.asked} |`;
	};
	return `# What the base fails, and what its modifiers are trained on

Made by \`npm run models -- failures\`. Model \`${baseSha256.slice(0, 12)}\`. The base was asked prompts of each modifier's domain, of the training side;
some of what it got wrong was asked again of the engine that ships. Failures are grouped as in \`cluster.ts\`: k-means over
hashed n-grams of question and answer, two to eight groups, as many as give the best mean silhouette over 1,500 of them
(−1 to 1: near 0 the groups run into one another, towards 1 they lie apart).

| domain | asked | failures | clusters | silhouette | the engine fails again |
|---|---|---|---|---|---|
${Object.entries(domains).map(row).join('\n')}
`;
}
