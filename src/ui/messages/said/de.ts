// The sentences of the parts below the interface in German, by the layer that says them; see ../said.ts. Not here: the
// sentences themselves (de/).

import type { Templates } from '../said.ts';
import { CONTRACT } from './de/contract.ts';
import { CONTRACT_REFUSALS } from './de/contract-refusals.ts';
import { DECIDE } from './de/decide.ts';
import { ENGINE } from './de/engine.ts';
import { ENGINE_MODELS } from './de/engine-models.ts';
import { ENGINE_SERVER } from './de/engine-server.ts';
import { FILES } from './de/files.ts';
import { MEMORY } from './de/memory.ts';
import { PLATFORM } from './de/platform.ts';
import { SHARED } from './de/shared.ts';
import { SITE } from './de/site.ts';
import { TURN } from './de/turn.ts';

export const SAID_DE: Templates = {
	...SHARED,
	...CONTRACT,
	...CONTRACT_REFUSALS,
	...DECIDE,
	...PLATFORM,
	...ENGINE,
	...ENGINE_MODELS,
	...ENGINE_SERVER,
	...MEMORY,
	...SITE,
	...FILES,
	...TURN
};
