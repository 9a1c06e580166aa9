// Bytes this page takes with everything it runs, its workers included, as the browser measures them: in
// cross-origin isolated pages of Chromium alone, and some time after it was asked.

type Measuring = { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> };

// Chromium waits for its next tidying of the memory: 9 and 17 seconds were seen.
const PATIENCE_MS = 40_000;

/** Null where the browser does not tell, or not soon. Never throws. */
export async function measurePageMemory(
	delay: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
): Promise<number | null> {
	const page: Measuring = globalThis.performance as Performance & Measuring;
	try {
		if (!page.measureUserAgentSpecificMemory) return null;
		const measured = page.measureUserAgentSpecificMemory().then(({ bytes }) => bytes);
		measured.catch(() => undefined);
		return await Promise.race([measured, delay(PATIENCE_MS).then(() => null)]);
	} catch {
		return null;
	}
}
