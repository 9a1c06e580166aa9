// An adapter in PEFT's form at an address, before anything of it is downloaded: the header of its weights, read by
// Range, and its configuration, which lies beside them. Not here: whether a model here fits it
// (engine/own-adapters.ts), and fetching it (install-entry.ts).

import { MAX_CONFIG_BYTES, parsePeftConfig } from '../contract/peft-config.ts';
import { peftHalves, soundPeft, type PeftAdapter } from '../contract/peft-plan.ts';
import { readSafetensorsBy } from '../contract/safetensors.ts';
import { decoded, fileOf, hostOf } from './http-range.ts';
import type { Network } from './network.ts';
import { nameOfPeft } from './own-peft.ts';
import { largeConfiguration, PEFT_FILES, type PeftPart } from './peft-adapter.ts';
import { openRemote, type RemoteFile } from './remote-file.ts';
import { WeightError } from './weight-error.ts';

/** `url` and `bytes` of its weights. */
export type RemotePeft = { url: string; bytes: number; name: string; adapter: PeftAdapter };

/** `file` is the half that was named. Throws ParseError, WeightError, or the signal's reason. */
export async function lookAtPeft(
	file: RemoteFile,
	part: PeftPart,
	network: Network,
	signal: AbortSignal
): Promise<RemotePeft> {
	// What is no adapter has no other half to look for.
	if (part === 'weights') peftHalves(await readSafetensorsBy(file.bytes, file.start));
	const other = part === 'weights' ? 'configuration' : 'weights';
	const beside = await openBeside(file.url, PEFT_FILES[other], network, signal);
	const [weights, configuration] = part === 'weights' ? [file, beside] : [beside, file];
	if (configuration.bytes > MAX_CONFIG_BYTES) throw largeConfiguration(configuration.bytes);
	const text = new TextDecoder().decode(await configuration.start(configuration.bytes));
	const { url, bytes } = weights;
	const config = parsePeftConfig(text);
	const adapter = soundPeft(await readSafetensorsBy(bytes, weights.start), config);
	return { url, bytes, name: nameOf(url, adapter), adapter };
}

async function openBeside(
	address: string,
	name: string,
	network: Network,
	signal: AbortSignal
): Promise<RemoteFile> {
	const url = new URL(address);
	url.pathname = url.pathname.replace(/[^/]*$/, name);
	try {
		return await openRemote(url.href, network, signal);
	} catch (cause) {
		if (!(cause instanceof WeightError && cause.code === 'not-found')) throw cause;
		throw new WeightError(
			'not-found',
			`${hostOf(address)} has ${fileOf(address)} of a LoRA adapter in PEFT’s form, and no ${name} beside it, which belongs to it. Look for another address, or download both files yourself and add them together.`,
			{ cause }
		);
	}
}

/** A repository is called after what it has; a file elsewhere after itself, its folder, or its base. */
function nameOf(url: string, adapter: PeftAdapter): string {
	// A revision may have a slash of its own, as in refs%2Fpr%2F1.
	const folders = new URL(url).pathname.split('/').slice(1, -1).map(decoded);
	const at = folders.indexOf('resolve');
	const own = at > 0 ? [folders[at - 1], ...folders.slice(at + 2)].join(' ') : folders.at(-1);
	return own || nameOfPeft(decoded(fileOf(url)), adapter);
}
