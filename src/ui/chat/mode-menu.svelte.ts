// A menu of modes: a sentence on each is fetched when a person turns to its button, and what recipes would take and
// gain is asked then; until they come the names do. Not here: the items (mode-items.ts), and the estimate
// (turn/recipe-offers.ts).

import type { ModeChoice, RecipeOffer } from '../../contract/modes.ts';
import type { RecipeQuestion } from '../../contract/services.ts';
import type { AppState } from '../app-state.svelte.ts';
import type { PageWords } from '../messages/page-words.svelte.ts';
import type { ModeWords } from '../messages/modes/en.ts';
import type { MenuItem } from '../primitives/Menu.svelte';
import { modeItems } from './mode-items.ts';

export class ModeMenu {
	/** Null until it was turned to. */
	#words = $state.raw<PageWords<ModeWords> | null>(null);
	/** Empty until they were looked at. */
	#offers = $state.raw<readonly RecipeOffer[]>([]);
	readonly #app: AppState;
	readonly #question: () => RecipeQuestion;

	constructor(app: AppState, question: () => RecipeQuestion) {
		this.#app = app;
		this.#question = question;
	}

	/** The modes; `chosen` null where the menu acts instead of keeping a choice. */
	items(chosen: ModeChoice | null, choose: (choice: ModeChoice) => void): MenuItem[] {
		const { t, active, format } = this.#app;
		const hints = this.#words?.at(format.locale);
		return modeItems({ t, hints, active, chosen, choose, offers: this.#offers });
	}

	/** The offers again each time: a network, a model or a price may have changed. */
	look = (): void => {
		const { services, i18n } = this.#app;
		void services?.turns.recipes?.(this.#question()).then((list) => {
			this.#offers = list;
		});
		if (this.#words !== null) return;
		import('../messages/modes/words.ts').then(
			async ({ modeWords }) => {
				i18n.need(modeWords);
				await modeWords.load(i18n.locale);
				this.#words = modeWords;
			},
			// The names are there.
			() => undefined
		);
	};
}
