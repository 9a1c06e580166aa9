// The one barrel: the types and parsers every layer shares.
export * from './errors.ts';
export * from './events.ts';
export * from './ids.ts';
export * from './manifest.ts';
export * from './messages.ts';
export * from './modes.ts';
export * from './parse.ts';
export * from './receipt.ts';
export * from './services.ts';
export * from './settings.ts';
export * from './sha256.ts';
export * from './stores.ts';
export * from './parse-messages.ts';
export * from './parse-parts.ts';
