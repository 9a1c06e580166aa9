// What our own files call themselves, and how much of a file is read. Apart from format.ts so that
// writing a file does not load the reading of one.

export const BACKUP_FORMAT = 'understudy-backup';
export const CONVERSATION_FORMAT = 'understudy-conversation';
export const FORMAT_VERSION = 1;

/** Read whole into memory, so there is an end to it. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024;
/** Of a file of ours, which a backup of many years must fit in, and of other programs' files. */
export const MAX_OWN_MESSAGES = 500_000;
export const MAX_MESSAGES = 100_000;
