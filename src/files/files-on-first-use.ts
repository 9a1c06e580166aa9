// Files of conversations: how they are read and how they are asked, fetched with the first file. Not here: either
// of the two (file-service.ts, file-knowledge.ts).

import type { FileService } from '../contract/files.ts';
import type { FileKnowledge, FileKnowledgeParts } from './file-knowledge.ts';

export type FilesParts = Omit<FileKnowledgeParts, 'openPassages' | 'after'> & {
	/** Keeps a text beside the messages and gives its id. */
	keep: (text: string) => Promise<string>;
};

export function filesOnFirstUse({ keep, ...parts }: FilesParts): {
	service: FileService;
	knowledge: FileKnowledge;
} {
	let knowledge: Promise<FileKnowledge> | null = null;
	const asked = (): Promise<FileKnowledge> => {
		knowledge ??= openKnowledge(parts);
		// Tried anew with the next question.
		knowledge.catch(() => (knowledge = null));
		return knowledge;
	};
	return {
		service: {
			async read(file, options) {
				const { createFileService } = await import('./file-service.ts');
				return createFileService({ keep }).read(file, options);
			}
		},
		knowledge: { find: async (...question) => (await asked()).find(...question) }
	};
}

async function openKnowledge(parts: Omit<FilesParts, 'keep'>): Promise<FileKnowledge> {
	const [{ createFileKnowledge }, { openPassages }, { afterTimeout }] = await Promise.all([
		import('./file-knowledge.ts'),
		import('./passage-client.ts'),
		import('./file-service.ts')
	]);
	return createFileKnowledge({ ...parts, openPassages, after: afterTimeout });
}
