// Every modifier's domain, in the order in which they are trained.

import type { Domain } from './domain.ts';
import { math } from './math.ts';

export const DOMAINS: readonly Domain[] = [math];
