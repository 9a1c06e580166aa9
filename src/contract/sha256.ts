// SHA-256 through WebCrypto, as lower-case hex. Verification of weights uses it chunk by chunk.

export async function sha256Hex(data: BufferSource): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
