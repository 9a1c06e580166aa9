declare global {
	namespace App {}
	/** Of the engine's WebAssembly; vite.config.ts measures it. */
	const __ENGINE_BYTES__: number;
}
export type {};
