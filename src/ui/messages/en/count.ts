// How many of something, as English says it: `one` and `other` with # for the number.

import { plural } from '../format.ts';

export const count = (n: number, one: string, other: string) => plural('en', n, { one, other });
