// Wie viele von etwas, wie das Deutsche es sagt: `one` und `other` mit # für die Zahl.

import { plural } from '../format.ts';

export const anzahl = (n: number, one: string, other: string) => plural('de', n, { one, other });
