// What the prerendered pages, whose own title is English, are called in every other language, for app.html to put up
// before that is read. Used where pages are prerendered (hooks.server.ts), and nowhere in the app: it has these words
// in the files they come from.

import de from './de.ts';
import helpDe from './help/de.ts';
import insightsDe from './insights/de.ts';
import ownDe from './own/de.ts';
import settingsDe from './settings/de.ts';

const TITLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	de: {
		compare: de.compare.title,
		help: helpDe.title,
		insights: insightsDe.title,
		models: ownDe.page.title,
		operator: de.operator.title,
		settings: settingsDe.title,
		missing: de.errorPage.notFound
	}
};

/** By language. `route`: Kit's name of it; null for the page that says there is none. */
export function pageTitles(route: string | null): Record<string, string> {
	const page = route === null ? 'missing' : (route.split('/').at(-1) ?? '');
	return Object.fromEntries(
		Object.entries(TITLES).flatMap(([language, titles]) =>
			titles[page] ? [[language, titles[page]]] : []
		)
	);
}
