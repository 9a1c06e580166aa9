// What the tests of a file share and those of the next do not, above all a server on a build of its own: made
// when a test first asks for it, ended when another is asked for (the fixture `onStage` of test.ts). A fixture of
// Playwright's workers would do the same, but each kind would have a worker: a process and a browser of its own.

export type Made<T> = { value: T; end: () => Promise<void> };

export class Stage<T> {
	readonly #make: (assets: string) => Promise<Made<T>>;
	#made: Promise<Made<T>> | null = null;

	/** `make` gets the build folder under test. */
	constructor(make: (assets: string) => Promise<Made<T>>) {
		this.#make = make;
	}

	/** What is shared; made where it is not there. */
	async begun(assets: string): Promise<T> {
		this.#made ??= this.#make(assets);
		return (await this.#made).value;
	}

	async end(): Promise<void> {
		const made = this.#made;
		this.#made = null;
		await (await made)?.end();
	}
}
