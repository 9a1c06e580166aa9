// Every sentence of the interface in English: the source of keys and types for the other languages.
// A value is text, or a function where a number or a name is part of the sentence; they lie in en/, by the part of the
// interface they speak for. To add a language, copy this file to `<tag>.ts` and its folder to `<tag>/`, translate them,
// and end the file with `export default <name>`; so too the en.ts of each other folder, whose pages and menus are fetched
// when opened. `said` puts into the language what parts below the interface say in English (said.ts): `said/<tag>/` has
// those sentences by their layer, `said/<tag>.ts` all of them, and `<tag>/said.ts` how numbers are written; de has each.

import { sources, modes, actions, figures, receipt } from './en/answers.ts';
import { app, common, sidebar, compare, operator, shortcuts, errorPage, files } from './en/app.ts';
import { header, instructions, chat, composer, markdown } from './en/chat.ts';
import { consent, money, ledger, queue } from './en/consent.ts';
import { model, models, welcome } from './en/models.ts';
import { widget } from './en/widget.ts';

export const en = {
	said: (english: string) => english,
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
