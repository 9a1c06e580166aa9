// Response headers of the app. One place for the Worker and for Vite's servers.

/** Cross-origin isolation: without it there is no SharedArrayBuffer, and WASM runs on one thread. */
export const ISOLATION_HEADERS = {
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-embedder-policy': 'require-corp',
	'cross-origin-resource-policy': 'same-origin'
} as const;
