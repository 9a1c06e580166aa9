// Asking workerd as browsers do.

/**
 * `fetch`, sent once more where the connection was cut off: workerd ends one whose body it refused to read, and
 * one that was idle for a few seconds, and the next request may be on its way by then. A body that is a stream
 * can be read but once: its request is made anew by a function.
 */
export async function patientFetch(
	url: string,
	request: RequestInit | (() => RequestInit) = {}
): Promise<Response> {
	const send = () => fetch(url, typeof request === 'function' ? request() : request);
	try {
		return await send();
	} catch (error) {
		const { cause } = error as { cause?: { code?: string } };
		if (cause?.code === 'ECONNRESET' || cause?.code === 'UND_ERR_SOCKET') return send();
		throw error;
	}
}
