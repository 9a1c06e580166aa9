// What the part of the models page about this device shows and does: what was measured, and measuring anew.
// Not here: measuring (the service).

import type { Benchmark, DeviceService, MeasureStep } from '../../contract/device-profile.ts';
import { errorData } from '../../contract/errors.ts';
import type { DeviceReport, Unsubscribe } from '../../contract/services.ts';

export class DeviceView {
	report = $state.raw<DeviceReport | null>(null);
	/** The newest first; null until read. */
	benchmarks = $state.raw<Benchmark[] | null>(null);
	/** What is being measured. */
	step = $state.raw<MeasureStep | null>(null);
	/** When that was measured whose memory the browser is still counting; null for nothing. */
	countingAtMs = $state<number | null>(null);
	/** Why it was not measured; English. */
	failure = $state.raw<string | null>(null);
	readonly #device: DeviceService;
	#running: AbortController | null = null;

	constructor(device: DeviceService) {
		this.#device = device;
	}

	/** Reads what is known, and follows it until the returned function is called. */
	start(): Unsubscribe {
		const end = this.#device.onChange(() => void this.#read());
		void this.#read();
		return () => {
			end();
			this.stop();
		};
	}

	async #read(): Promise<void> {
		const [report, { benchmarks }] = await Promise.all([
			this.#device.report(),
			this.#device.profile()
		]);
		this.report = report;
		this.benchmarks = benchmarks.toSorted((a, b) => b.atMs - a.atMs);
	}

	async measure(): Promise<void> {
		if (this.#running) return;
		const own = new AbortController();
		this.#running = own;
		this.failure = null;
		try {
			const { benchmarks, counted } = await this.#device.measure(
				own.signal,
				(step) => (this.step = step)
			);
			this.countingAtMs = benchmarks[0]?.atMs ?? null;
			void counted.finally(() => (this.countingAtMs = null));
		} catch (error) {
			if (!own.signal.aborted) this.failure = errorData(error).message;
		} finally {
			this.#running = null;
			this.step = null;
		}
	}

	stop(): void {
		this.#running?.abort();
	}

	forget(): void {
		this.#device.forget();
	}
}
