// What recipes would take and gain, for a menu that offers them: asked when a person turns to its button.
// Not here: the estimate (turn/recipe-offers.ts).

import type { RecipeOffer } from '../../contract/modes.ts';
import type { RecipeQuestion } from '../../contract/services.ts';
import type { AppState } from '../app-state.svelte.ts';

export class RecipeOffers {
	/** Empty until they were looked at. */
	list = $state.raw<readonly RecipeOffer[]>([]);
	readonly #app: AppState;
	readonly #question: () => RecipeQuestion;

	constructor(app: AppState, question: () => RecipeQuestion) {
		this.#app = app;
		this.#question = question;
	}

	/** Again each time: a network, a model or a price may have changed. */
	look = (): void => {
		void this.#app.services?.turns.recipes?.(this.#question()).then((list) => {
			this.list = list;
		});
	};
}
