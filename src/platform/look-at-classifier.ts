// What a repository of a person's choice has of a classifier that hears complaints, before anything large of it is
// downloaded: which of its files are there, and what its configuration says it tells. Not here: fetching it
// (install-repository.ts), and whether it opens (engine/classifier-models.ts).

import { ParseError } from '../contract/errors.ts';
import type { HearingOffer } from '../contract/hearing.ts';
import { asJson } from '../contract/parse.ts';
import {
	CLASSIFIER_FILES,
	CLASSIFIER_REMOTES,
	parseClassifierConfig,
	refuseOtherThanEntailment
} from '../contract/text-classifier.ts';
import { hostOf } from './http-range.ts';
import { placeOf, type ModelPlace } from './model-address.ts';
import type { Network } from './network.ts';
import { openRemote } from './remote-file.ts';
import { addressIn, askRepository, type PublishedFile } from './repository-api.ts';
import { WeightError } from './weight-error.ts';

/** Throws ParseError where that is no such classifier, WeightError for a host that does not answer. */
export async function lookAtClassifier(
	address: string,
	network: Network,
	signal: AbortSignal
): Promise<HearingOffer> {
	const place = repositoryAt(address);
	const { commit, files, licence } = await askRepository(place, network, signal);
	const bytes = CLASSIFIER_REMOTES.reduce((sum, file) => sum + sizeOf(file, files, place.name), 0);
	const url = addressIn(place, commit, CLASSIFIER_FILES.config);
	const config = parseClassifierConfig(await jsonAt(url, network, signal));
	refuseOtherThanEntailment(config);
	return { name: place.name, revision: commit, labels: config.labels, bytes, licence };
}

/** Throws ParseError for an address of anything else. */
function repositoryAt(address: string): Extract<ModelPlace, { kind: 'repository' }> {
	let place: ModelPlace;
	try {
		place = placeOf(address);
	} catch (cause) {
		throw new ParseError(
			'',
			'This is no address of a classifier. Paste the address of its page on Hugging Face, or its name there, owner/repository.',
			{ cause }
		);
	}
	if (place.kind === 'file')
		throw new ParseError(
			'',
			'A classifier is several files. Paste the address of its page on Hugging Face, or of the repository alone.'
		);
	return place;
}

function sizeOf(file: string, published: readonly PublishedFile[], repository: string): number {
	const found = published.find(({ name }) => name === file);
	if (!found)
		throw new ParseError(
			'',
			`${repository} has no ${file}. Look for the same model in ONNX form, with 8-bit weights: such repositories are often named Xenova or onnx-community.`
		);
	if (found.bytes) return found.bytes;
	throw new WeightError(
		'unverifiable',
		`${repository} does not say how large ${file} is. Look for another repository with the same model.`
	);
}

// Those of classifiers have some kilobytes.
const MOST_CONFIG_BYTES = 1024 * 1024;

/** A small file's text, which is JSON. */
async function jsonAt(url: string, network: Network, signal: AbortSignal): Promise<string> {
	const file = await openRemote(url, network, signal);
	const text = new TextDecoder().decode(await file.start(Math.min(file.bytes, MOST_CONFIG_BYTES)));
	try {
		asJson(text, url);
	} catch (cause) {
		throw new ParseError(
			'',
			`${hostOf(url)} answered this address with something else than it should. Check the address, then look again.`,
			{ cause }
		);
	}
	return text;
}
