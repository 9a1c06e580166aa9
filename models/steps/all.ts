// npm run models -- starter     (hours)
// npm run models -- tiny        (minutes, to see that every step runs)
//
// Every step in order: tokenizer, the base's training (with its corpus), export, report, failures of
// the base, modifiers, the domain head and the dissatisfaction classifier.
// Reads   models/recipes/NAME.json
// Writes  models/.build/NAME/**; models/starter/ is replaced only by copying its export/ there

import { buildFolder, type Recipe } from '../recipe.ts';
import { attachClassifiers } from './classifiers.ts';
import { makeDissatisfaction } from './dissatisfaction.ts';
import { makeDomainHead } from './domain-head.ts';
import { report } from './evaluate.ts';
import { exportBase } from './export.ts';
import { findFailures } from './failures.ts';
import { makeModifiers } from './modifiers.ts';
import { makeTokenizer } from './tokenizer.ts';
import { trainBase } from './train-base.ts';

export async function makeBase(recipe: Recipe): Promise<void> {
	const began = Date.now();
	makeTokenizer(recipe);
	await trainBase(recipe);
	exportBase(recipe);
	await report(recipe);
	await findFailures(recipe);
	await makeModifiers(recipe);
	makeDomainHead(recipe);
	makeDissatisfaction(recipe);
	attachClassifiers(recipe);
	console.error(
		`${recipe.name}: ${((Date.now() - began) / 60_000).toFixed(1)} minutes; look at ${buildFolder(recipe)}/export, then copy it to models/starter`
	);
}
