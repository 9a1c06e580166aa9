// Somebody bigger for a test’s turns to ask: a scripted model at an address elsewhere. The real one, with its
// sessions and prices, is src/engine/edge-provider.ts.

import type { LoadedModel } from '../../src/engine/engine.ts';
import type { EdgeProvider, OpenEdge } from '../../src/turn/edge.ts';
import { scriptedModel, testManifest, type Script, type ScriptedModel } from './scripted-model.ts';

export const EDGE_HOST = 'edge.example.org';

/** Says other words than the model here, five where no script says otherwise, and what they cost. */
export const edgeModel = (...scripts: Script[]): ScriptedModel =>
	scriptedModel((_request, index) => scripts[index] ?? { kind: 'answer', words: 5, bill: {} }, {
		...testManifest,
		id: 'edge'
	});

/** `opened`: how often somebody looked whether it is there. */
type TestEdge = EdgeProvider & { opened: number };

/** `fields`: what is otherwise of it than of any edge. */
export function edgeOf(model: LoadedModel, fields: Partial<OpenEdge> = {}): TestEdge {
	const edge: TestEdge = {
		opened: 0,
		open: async () => {
			edge.opened++;
			return { model, name: 'edge', host: EDGE_HOST, loopback: false, ...fields };
		}
	};
	return edge;
}
