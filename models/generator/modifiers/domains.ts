// Every modifier's domain, in the order in which they are trained.

import { automation } from './automation.ts';
import { code } from './code.ts';
import { creative } from './creative.ts';
import type { Domain } from './domain.ts';
import { finance } from './finance.ts';
import { hardMath } from './hard-math.ts';
import { math } from './math.ts';
import { reasoning } from './reasoning.ts';
import { science } from './science.ts';

export const DOMAINS: readonly Domain[] = [
	math,
	code,
	automation,
	reasoning,
	hardMath,
	science,
	finance,
	creative
];
