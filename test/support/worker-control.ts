// Takes hold of the workers a page starts, so that tests can make real ones die: ended from outside,
// short of memory, without a voice, or with their graphics device destroyed.

export type WorkerFault =
	/** No worker says anything. */
	| 'mute'
	/** WebAssembly memory of shared workers ends at this many bytes. */
	| { memoryBytes: number };

export type WorkerControl = {
	/** Workers that were started and not yet ended. */
	alive: () => number;
	/** Ends them, as a crash of their process would. */
	kill: () => void;
	/** Destroys the WebGPU devices they hold. */
	destroyDevices: () => void;
	/** Puts the page's own `Worker` back. */
	restore: () => void;
};

const DESTROY = 'destroy-devices';

export function controlWorkers(fault: WorkerFault | null = null): WorkerControl {
	const Original = globalThis.Worker;
	const workers = new Set<Worker>();
	const channel = new BroadcastChannel(DESTROY);
	class Controlled extends Original {
		constructor(url: string | URL, options?: WorkerOptions) {
			super(prepared(String(url), fault), options);
			workers.add(this);
		}
		override terminate() {
			workers.delete(this);
			super.terminate();
		}
	}
	globalThis.Worker = Controlled;
	return {
		alive: () => workers.size,
		kill: () => {
			for (const worker of workers) worker.terminate();
		},
		destroyDevices: () => channel.postMessage(DESTROY),
		restore: () => {
			globalThis.Worker = Original;
			channel.close();
		}
	};
}

/** A module that prepares the worker's world, then runs the original. */
function prepared(url: string, fault: WorkerFault | null): string {
	if (fault === 'mute') return moduleUrl('addEventListener("message", () => {});');
	const limit = fault ? Math.floor(fault.memoryBytes / 65_536) : null;
	const world = `
		const limit = ${limit};
		const Memory = WebAssembly.Memory;
		if (limit !== null)
			WebAssembly.Memory = function (descriptor) {
				const least = (a, b) => (a < b ? a : b);
				const maximum = typeof descriptor.maximum === 'bigint' ? BigInt(limit) : limit;
				return new Memory({
					...descriptor,
					initial: least(descriptor.initial, maximum),
					maximum: least(descriptor.maximum, maximum)
				});
			};
		if (globalThis.GPUAdapter) {
			const request = GPUAdapter.prototype.requestDevice;
			GPUAdapter.prototype.requestDevice = async function (...args) {
				const device = await request.apply(this, args);
				new BroadcastChannel('${DESTROY}').onmessage = () => device.destroy();
				return device;
			};
		}
	`;
	return moduleUrl(`import ${JSON.stringify(moduleUrl(world))}; import ${JSON.stringify(url)};`);
}

function moduleUrl(code: string): string {
	return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}
