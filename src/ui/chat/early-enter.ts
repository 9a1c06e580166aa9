// The app's end of what the page's first script began, before any other was there: app.html's, or in a frame
// the widget's (widget/early.js). Not here: the text, which stays in the box.

/** From here on keys are the app's. Returns the text that Enter was pressed on, once; null else. */
export function takeOver(): string | null {
	const end: unknown = Reflect.get(window, 'understudyTakeOver');
	// A chat that is opened again would send it again.
	Reflect.deleteProperty(window, 'understudyTakeOver');
	const entered: unknown = typeof end === 'function' ? end() : null;
	return typeof entered === 'string' ? entered : null;
}
