// What goes wrong with weights: on the way, on the disk, or in the file. `message` names the fact
// and the next step, with numbers where there are any. A pause is an outcome, not one of these.

export type WeightErrorCode =
	| 'not-found'
	| 'forbidden'
	| 'server-failed'
	| 'unreachable'
	| 'changed'
	| 'wrong-hash'
	| 'unverifiable'
	| 'no-space'
	| 'disk-full'
	| 'missing'
	| 'removed'
	| 'storage-failed';

export class WeightError extends Error {
	override readonly name = 'WeightError';
	readonly code: WeightErrorCode;
	constructor(code: WeightErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
