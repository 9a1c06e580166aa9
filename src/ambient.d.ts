// Names that the build puts in. Not app.d.ts: beside an app.ts TypeScript takes that for its output.
declare global {
	namespace App {}
	/** Of the engine's WebAssembly; vite.config.ts measures it. */
	const ENGINE_WASM_BYTES: number;
}
export type {};
