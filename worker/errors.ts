// The gateway's refusals and failures, and their form on the wire: OpenAI's error object, so that the
// clients people use rebuild their own errors from it. Messages name the fact and the next step, and
// never carry a prompt, an answer or a key.

/** A refusal or failure with its status. `type` and `code` are OpenAI's fields. */
export class GatewayError extends Error {
	override readonly name = 'GatewayError';
	readonly status: number;
	readonly code: string;
	readonly param: string | null;
	/** Sent with the answer, e.g. `retry-after`. */
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		status: number,
		code: string,
		message: string,
		options: { param?: string | null; headers?: Record<string, string>; cause?: unknown } = {}
	) {
		super(message, { cause: options.cause });
		this.status = status;
		this.code = code;
		this.param = options.param ?? null;
		this.headers = options.headers ?? {};
	}
}

const TYPE_OF: Readonly<Record<number, string>> = {
	401: 'authentication_error',
	402: 'insufficient_quota',
	403: 'permission_error',
	404: 'not_found_error',
	409: 'conflict_error',
	429: 'rate_limit_error'
};

/** The object under `error`, as in OpenAI's answers. */
export function errorBody(error: GatewayError) {
	const type =
		TYPE_OF[error.status] ?? (error.status < 500 ? 'invalid_request_error' : 'server_error');
	return { error: { message: error.message, type, param: error.param, code: error.code } };
}

/** The whole answer. */
export function errorResponse(error: GatewayError): Response {
	return Response.json(errorBody(error), {
		status: error.status,
		headers: { 'cache-control': 'no-store', ...error.headers }
	});
}
