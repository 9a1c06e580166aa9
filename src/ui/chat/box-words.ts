// What the message box says of itself.

export type BoxWords = { label: string; placeholder: string; send: string };
