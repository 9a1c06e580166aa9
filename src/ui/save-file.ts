// Hands a Blob to the person as a download, under a name every file system takes.

/** Lower case words joined by dashes, 60 characters at most. */
export function fileName(title: string, extension: string): string {
	const stem = title
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '');
	return `${stem || 'conversation'}.${extension}`;
}

export function saveFile(file: Blob, title: string, extension: string): void {
	const url = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = url;
	link.download = fileName(title, extension);
	document.body.append(link);
	link.click();
	link.remove();
	// The download has its own hold on the Blob once the click has returned.
	setTimeout(() => URL.revokeObjectURL(url), 0);
}
