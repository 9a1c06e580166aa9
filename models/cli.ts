// npm run models -- <step> [--recipe starter] [options]
//
// Runs one step of the pipeline, or `starter`, which runs those that make the shipped base.

import { parseArgs } from 'node:util';
import { buildFolder, readRecipe } from './recipe.ts';

const { positionals, values } = parseArgs({
	allowPositionals: true,
	options: {
		recipe: { type: 'string', default: 'starter' },
		shard: { type: 'string' },
		'ends-at': { type: 'string' },
		data: { type: 'string' },
		weak: { type: 'string' },
		strong: { type: 'string' },
		engine: { type: 'string' },
		out: { type: 'string' },
		only: { type: 'string' },
		from: { type: 'string' },
		'per-kind': { type: 'string' }
	}
});
const [step] = positionals;
const recipe = readRecipe(step === 'tiny' ? 'tiny' : values.recipe);

switch (step) {
	case 'tokenizer':
		(await import('./steps/tokenizer.ts')).makeTokenizer(recipe);
		break;
	case 'corpus':
		(await import('./steps/corpus.ts')).makeCorpus(recipe, Number(values.shard ?? 0));
		break;
	case 'train-base':
		await (await import('./steps/train-base.ts')).trainBase(recipe, { endsAt: values['ends-at'] });
		break;
	case 'export':
		(await import('./steps/export.ts')).exportBase(recipe, values.out);
		break;
	case 'report':
		await (
			await import('./steps/evaluate.ts')
		).report(recipe, values.out, values['per-kind'] ? Number(values['per-kind']) : undefined);
		break;
	case 'self-test':
		await (
			await import('./steps/evaluate.ts')
		).writeSelfTest(values.out ?? `${buildFolder(recipe)}/export`);
		break;
	case 'domain-head':
		(await import('./steps/domain-head.ts')).makeDomainHead(recipe, values.out);
		break;
	case 'failures':
		await (await import('./steps/failures.ts')).findFailures(recipe, values);
		break;
	case 'modifiers':
		await (await import('./steps/modifiers.ts')).makeModifiers(recipe, values);
		break;
	case 'router':
		await (await import('./steps/router.ts')).makeRouter(recipe, values.out);
		break;
	case 'dissatisfaction':
		(await import('./steps/dissatisfaction.ts')).makeDissatisfaction(recipe, values.out);
		break;
	case 'classifiers':
		(await import('./steps/classifiers.ts')).attachClassifiers(recipe, values.out);
		break;
	case 'calibrate':
		await (await import('./steps/calibrate.ts')).calibrate(recipe, values.out);
		break;
	case 'evaluate':
		await (await import('./steps/evaluations.ts')).evaluate(positionals[1], values);
		break;
	case 'starter':
	case 'tiny': {
		const steps = await import('./steps/all.ts');
		await steps.makeBase(recipe);
		break;
	}
	default:
		console.error(
			'Steps: starter, tiny, tokenizer, corpus, train-base, export, self-test, report, evaluate'
		);
		process.exitCode = 2;
}
