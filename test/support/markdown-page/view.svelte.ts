// What the page shows.

export const view = $state({ text: '', streaming: false });
