// From the bytes of a judge's file to the judge. Apart from judges.ts, so that a page fetches this code
// when it first needs it.

import { parseClassifier } from '../contract/classifier.ts';
import { parseCritic } from '../contract/critic.ts';
import { asJson } from '../contract/parse.ts';
import { criticGrade } from '../decide/critic.ts';
import { dissatisfactionDetector } from '../decide/dissatisfaction.ts';
import { domainHead } from '../decide/domain.ts';
import { parseRouter, promptRouter } from '../decide/router.ts';
import type { JUDGE_FILES, Judges } from './judges.ts';

export { foreteller } from '../decide/beforehand.ts';

type Readers = {
	[K in keyof typeof JUDGE_FILES]: (
		bytes: Uint8Array,
		baseSha256: string
	) => NonNullable<Judges[K]>;
};

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Each throws a ParseError that names what is wrong. */
export const readJudge: Readers = {
	domain: (bytes) => domainHead(parseClassifier(bytes, 'domain')),
	dissatisfaction: (bytes) => dissatisfactionDetector(parseClassifier(bytes, 'dissatisfaction')),
	router: (bytes) => promptRouter(parseRouter(asJson(textOf(bytes), 'The router'))),
	critic: (bytes, baseSha256) => criticGrade(parseCritic(textOf(bytes), baseSha256))
};
