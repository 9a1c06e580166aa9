// A server of one's own, where there is one: on this machine, or on another one, to which nothing may go that was not
// agreed to. It fails as an engine and as a network does.

import { EdgeUnavailable, type EdgeProvider } from '../../../src/turn/edge.ts';
import { below, oneOf, type Random } from '../random-acts.ts';
import { scriptedModel, type Script } from '../scripted-model.ts';
import { manifest } from './device.ts';
import type { Scene } from './scene.ts';

/** This machine's, or another one. */
const HOSTS = ['localhost:8792', 'own.example.org'] as const;

function ownScript(random: Random, onHang: () => void): Script {
	const words = below(random, 8);
	const sure = oneOf(random, [0.3, 0.6, 0.9]);
	const kind = below(random, 10);
	if (kind === 0) return { kind: 'hang', words, onHang };
	if (kind === 1) return { kind: 'break-off', words, sure };
	if (kind < 4)
		return { kind: 'fail', words, sure, code: oneOf(random, ['device-lost', 'failed']) };
	return { kind: 'answer', words, sure };
}

export function ownServerOf(scene: Scene) {
	const { random, violations, agreed } = scene;
	const host = random() < 0.7 ? null : oneOf(random, HOSTS);
	/** It is another machine. */
	const leaves = host === HOSTS[1];
	const model = scriptedModel(
		() => {
			if (leaves) {
				if (!scene.online) violations.push('a request of one’s own server while offline');
				if (scene.egress === 'local-only') violations.push('one’s own server in local-only');
				if (scene.egress === 'ask' && !agreed.has(host))
					violations.push('one’s own server without consent');
			}
			return ownScript(random, () => scene.onHang());
		},
		{ ...manifest, id: 'own', modifiers: [] }
	);
	const provider: EdgeProvider | null = host && {
		open: async () => {
			if (random() < 0.1 || (leaves && !scene.online))
				throw new EdgeUnavailable('unreachable', 'It is not there.');
			return { model, name: 'llama', host, loopback: !leaves };
		}
	};
	return { model, leaves, provider };
}
