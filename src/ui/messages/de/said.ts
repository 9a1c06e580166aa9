// Was die Teile unter der Oberfläche auf Englisch sagen, auf Deutsch; siehe ../said.ts.

import { SAID_DE } from '../said/de.ts';
import { sayer } from '../said.ts';

/** 1,234.5 MB → 1.234,5 MB */
const zahl = (text: string) => text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));

export const said = sayer(SAID_DE, zahl);
