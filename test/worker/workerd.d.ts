// What tests in workerd import from the runtime itself.

declare module 'cloudflare:workers' {
	export const env: Record<string, unknown>;
}
