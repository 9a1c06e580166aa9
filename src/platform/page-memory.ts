// Bytes this page takes with everything it runs, its workers included, as the browser measures them: in
// cross-origin isolated pages of Chromium alone, and some time after it was asked.

type Measuring = { measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }> };

// Chromium waits for the memory to be tidied, for some ten seconds, before it tidies it for this.
const PATIENCE_MS = 12_000;

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
