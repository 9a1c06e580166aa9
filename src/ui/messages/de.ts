// Die Oberfläche auf Deutsch; die Sätze liegen in de/. Schlüssel und Typen kommen aus en.ts.

import { sources, modes, actions, figures, receipt } from './de/answers.ts';
import { app, common, sidebar, compare, operator, shortcuts, errorPage, files } from './de/app.ts';
import { header, instructions, chat, composer, markdown } from './de/chat.ts';
import { consent, money, ledger, queue } from './de/consent.ts';
import { model, models, welcome } from './de/models.ts';
import { said } from './de/said.ts';
import { widget } from './de/widget.ts';
import type { Messages } from './i18n.svelte.ts';

const de: Messages = {
	said,
	app,
	common,
	sidebar,
	header,
	instructions,
	chat,
	sources,
	modes,
	consent,
	money,
	ledger,
	queue,
	actions,
	figures,
	receipt,
	composer,
	model,
	markdown,
	models,
	welcome,
	compare,
	operator,
	shortcuts,
	widget,
	errorPage,
	files
};

export default de;
