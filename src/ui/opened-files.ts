// Files the system opens with the installed app: a model goes to the models, anything else is read
// as an export or a backup. The browser's launchQueue is not in TypeScript's DOM types yet.

type LaunchParams = { files?: readonly { getFile(): Promise<File> }[] };
type LaunchQueue = { setConsumer(consumer: (params: LaunchParams) => void): void };

export type OpenedFiles = { model: (file: File) => void; data: (file: File) => void };

/** Calls back for each file; does nothing where the browser has no launchQueue. */
export function onOpenedFiles(callbacks: OpenedFiles): void {
	if (!('launchQueue' in window)) return;
	const queue = window.launchQueue as LaunchQueue;
	queue.setConsumer(async ({ files = [] }) => {
		for (const handle of files) {
			const file = await handle.getFile();
			if (/\.gguf$/i.test(file.name)) callbacks.model(file);
			else callbacks.data(file);
		}
	});
}
