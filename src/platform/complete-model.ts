// Brings every missing chunk of a model's files, one file after the other, each under its lock. While
// another tab has a file, its progress is passed on; when that tab lets go, what is left is done here.

import type { Unsubscribe } from '../contract/services.ts';
import type { FilePlan } from './download.ts';
import type { Network } from './network.ts';
import { askToPersist } from './quota.ts';
import { roomAlong, roomSoon } from './room-forecast.ts';
import { withFileLock, type WeightChannel } from './weight-channel.ts';
import { storedBytes, sumOfStored, type WeightDatabase } from './weight-database.ts';
import { completeFile, type ChunkSource, type FileProgress } from './weight-files.ts';
import type { InstallProgress } from './weight-store.ts';

export type ModelTask = {
	database: WeightDatabase;
	channel: WeightChannel;
	id: string;
	/** For sentences. */
	name: string;
	files: readonly FilePlan[];
	source: ChunkSource;
	signal: AbortSignal;
	report(progress: InstallProgress): void;
	/** As DownloadOptions say. */
	makeRoom?: () => Promise<number>;
	/** How long room may still come back that something removed had. */
	patienceMs: number;
	delay: Network['delay'];
};

type FileTask = Parameters<typeof completeFile>[0];

const ELSEWHERE = 'another tab downloads it';
const COMING_BACK = 'the browser is giving back the room of what was removed';

/** Throws WeightError, or the signal's reason. Returns at once when everything is here and checked. */
export async function completeModel(task: ModelTask): Promise<void> {
	const { database, source, signal, files, id } = task;
	const totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
	const stored = await sumOfStored(database, files);
	if (stored === totalBytes && (await allVerified(database, files))) return;
	const needed = totalBytes - stored;
	const room = await roomSoon(needed, task.patienceMs, async (ms) => {
		task.report({ id, totalBytes, receivedBytes: stored, bytesPerSecond: 0, waiting: COMING_BACK });
		await task.delay(ms, signal);
	});
	const takeRoom = roomAlong(task.name, needed, room, task.makeRoom);
	// Not awaited: some browsers ask the person, who may take their time.
	void askToPersist();
	let doneBytes = 0;
	for (const plan of files) {
		const onProgress = ({ receivedBytes, ...rest }: FileProgress) =>
			task.report({ id, totalBytes, receivedBytes: doneBytes + receivedBytes, ...rest });
		await completeInTurn({ database, plan, source, signal, takeRoom, onProgress }, task.channel);
		doneBytes += plan.bytes;
	}
}

async function allVerified(database: WeightDatabase, files: readonly FilePlan[]): Promise<boolean> {
	const records = await Promise.all(files.map((file) => database.get('files', file.sha256)));
	return records.every((record) => record?.verified === true);
}

async function completeInTurn(task: FileTask, channel: WeightChannel): Promise<void> {
	const { sha256 } = task.plan;
	let stopFollowing: Unsubscribe | undefined;
	const follow = () => {
		stopFollowing = channel.listen((message) => {
			if (message.type !== 'file-progress' || message.sha256 !== sha256) return;
			const { progress } = message;
			task.onProgress({ ...progress, waiting: progress.waiting ?? ELSEWHERE });
		});
		void reportStored();
	};
	// Until the other tab says more.
	const reportStored = async () => {
		const receivedBytes = await storedBytes(task.database, sha256);
		if (stopFollowing) task.onProgress({ receivedBytes, bytesPerSecond: 0, waiting: ELSEWHERE });
	};
	const unfollow = () => {
		stopFollowing?.();
		stopFollowing = undefined;
	};
	try {
		await withFileLock(sha256, task.signal, follow, async () => {
			unfollow();
			await completeFile({
				...task,
				onProgress: (progress) => {
					task.onProgress(progress);
					channel.send({ type: 'file-progress', sha256, progress });
				}
			});
		});
	} finally {
		unfollow();
	}
}
