import { createHash } from 'node:crypto';

/** The digest by which files of a model are known, in hex. */
export const sha256 = (bytes: Uint8Array): string =>
	createHash('sha256').update(bytes).digest('hex');
