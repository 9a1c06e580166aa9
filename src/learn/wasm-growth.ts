// Lets WebAssembly memory grow in large steps, in the realm this runs in: a training process or worker.
//
// jax-js asks for just the pages of each new array. Every growth makes a new ArrayBuffer of the whole
// memory, which V8 counts as gigabytes of new garbage and answers with a full collection: measured,
// 98 % of a trainer's time once it held eight sizes of batches. Growing by 128 MB at least, there are
// some twenty collections in all. Untouched pages cost no memory.

const PAGES = 2048; // of 64 kB

let grown = false;

/** Once a realm; later calls change nothing. */
export function growInLargeSteps(): void {
	if (grown) return;
	grown = true;
	const { grow } = WebAssembly.Memory.prototype;
	WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages: number): number {
		if (pages >= PAGES) return grow.call(this, pages);
		try {
			return grow.call(this, PAGES);
		} catch {
			// Near the end of the address space only what was asked for may fit.
			return grow.call(this, pages);
		}
	};
}
