// The built app and the Worker on the real workerd, for browser tests. `UNDERSTUDY_ASSETS` chooses
// the build folder (default `build`), `UNDERSTUDY_PORT` the port (default a free one).

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { serve, type Server } from '../../worker/workerd.mjs';

export type { Server } from '../../worker/workerd.mjs';

/** The folder under test. Throws when it holds no build. */
export function assetsFolder(): string {
	const folder = resolve(process.env.UNDERSTUDY_ASSETS ?? 'build');
	if (!existsSync(join(folder, 'index.html')))
		throw new Error(`${folder} holds no build. Run \`npm run build\` first.`);
	return folder;
}

/** Starts the server on the folder under test; stop it when done. */
export function startServer(options: { assets?: string; port?: number } = {}): Promise<Server> {
	const chosen = process.env.UNDERSTUDY_PORT;
	return serve({
		assets: options.assets ?? assetsFolder(),
		port: options.port ?? (chosen ? Number(chosen) : undefined)
	});
}
