// Which press of Enter sends. While an input method composes (Japanese, Chinese …) Enter belongs to
// it; Safari reports that Enter with keyCode 229 and no isComposing.

type Pressed = Pick<
	KeyboardEvent,
	'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode'
>;

export function sendsMessage(event: Pressed, sendOnEnter: boolean): boolean {
	if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return false;
	if (event.ctrlKey || event.metaKey) return true;
	return sendOnEnter && !event.shiftKey && !event.altKey;
}
