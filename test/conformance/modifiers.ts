// The starter's own modifiers in the app's engine: each one that the manifest lists is called when
// asked for, keeps what the base has read, and leaves no trace behind. Adapters with random weights,
// against a reference, are adapters.ts's; how good these are is measured in models/steps.

import { heldOutItems } from '../../models/generator/modifiers/domain.ts';
import { DOMAINS } from '../../models/generator/modifiers/domains.ts';
import { starterModel } from '../support/starter-model.ts';
import { ask, check, equal, freshText, user, withModel, type ConformanceTest } from './context.ts';

const LONG = { sampling: { maxTokens: 60 } };

export const modifierTests: ConformanceTest[] = [
	{
		name: 'each modifier of the starter answers as with a fresh cache, keeping what the base read',
		run: async (context) => {
			const ref = await starterModel();
			check(ref.manifest.modifiers.length > 0, 'The starter ships no modifier.');
			await withModel(context, ref, async (model) => {
				let changed = 0;
				for (const { id } of ref.manifest.modifiers) {
					const domain = DOMAINS.find((other) => other.id === id);
					check(domain !== undefined, `There is no domain for the specialist “${id}”.`);
					const question = user(heldOutItems(domain!, 1)[0]!.prompt);
					const base = await ask(model, question, LONG);
					const called = await ask(model, question, { ...LONG, modifier: id });
					equal(called.text, await freshText(context, ref, question, id, LONG), `${id}, fresh`);
					equal(called.cachedTokens, base.promptTokens - 1, `tokens kept for ${id}`);
					if (called.text !== base.text) changed++;
					equal((await ask(model, question, LONG)).text, base.text, `the base after ${id}`);
				}
				check(changed > 0, 'No modifier changes an answer: the test shows nothing.');
			});
		}
	}
];
