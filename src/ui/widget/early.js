// The first script of the widget's page, written into it behind the message box (hooks.server.ts): before any
// other script came, that box takes what is typed, on a page around it that answers. What was typed, the caret and
// the focus stay where they are when the app takes the box over (early.ts), with what Enter was pressed on.
// Not here: who may frame the page, which its `frame-ancestors` say; and the chat, which has a line of its own.
if (parent !== window) {
	// As in the messages of these languages; the others are not here yet.
	const WORDS = {
		en: ['Message', 'Ask something', 'Send'],
		de: ['Nachricht', 'Fragen Sie etwas', 'Senden']
	};
	const root = document.documentElement;
	const taken = new AbortController();
	const { signal } = taken;
	/** @type {string | null} */
	let entered = null;
	/** The second try at the focus, which whoever leaves meanwhile calls off. */
	let again = 0;
	const main = document.querySelector('main');
	const area = document.querySelector('textarea');
	const form = area?.form;
	const button = form?.querySelector('button');

	const enter = () => {
		// On a phone the keyboard would hide what is there to be read.
		const target = matchMedia('(pointer: fine)').matches ? area : main;
		if (document.activeElement === document.body) target?.focus({ preventScroll: true });
	};

	/** @param {Partial<import('../../contract/widget.ts').EarlyLook>} look */
	const wear = ({ theme, direction, lang, colours = {}, font }) => {
		if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
		else delete root.dataset.theme;
		root.dir = direction === 'rtl' ? 'rtl' : 'ltr';
		for (const [name, value] of Object.entries(colours))
			if (CSS.supports('color', value)) root.style.setProperty(`--${name}`, value);
		if (font) root.style.setProperty('--font-body', `${font}, system-ui, sans-serif`);
		const known = [lang ?? '', ...navigator.languages]
			.map((tag) => tag.split('-')[0]?.toLowerCase())
			.find((name) => name === 'en' || name === 'de');
		const [label = '', placeholder = '', send = ''] = WORDS[known ?? 'en'];
		root.lang = known ?? 'en';
		area?.setAttribute('aria-label', label);
		area?.setAttribute('placeholder', placeholder);
		for (const name of ['aria-label', 'title']) button?.setAttribute(name, send);
	};

	addEventListener('message', ({ source, data }) => {
		if (source !== parent || data?.understudy !== 'early') return;
		if (!signal.aborted) wear(data.look ?? {});
		root.dataset.early = '';
		if (data.focus !== true) return;
		enter();
		// A frame that was hidden until now takes no focus before it is laid out, and hears of the wish first.
		again = requestAnimationFrame(enter);
	});

	// To whoever frames it, which `frame-ancestors` decided: there is nothing in it.
	const tell = (/** @type {import('../../contract/widget.ts').Early} */ word) =>
		parent.postMessage(word, '*');
	const ask = (/** @type {Event} */ event) => {
		event.preventDefault();
		if (area?.value.trim()) entered = area.value;
	};
	addEventListener(
		'keydown',
		(event) => {
			const { key, target, isComposing, keyCode, shiftKey, altKey, ctrlKey, metaKey } = event;
			// Safari tells an input method's Enter by 229 alone.
			if (isComposing || keyCode === 229) return;
			if (key === 'F6' || key === 'Escape') {
				event.preventDefault();
				cancelAnimationFrame(again);
				tell({ understudy: 'early', wish: key === 'F6' ? 'leave' : 'close' });
			} else if (target === area) {
				if (key === 'Enter' && !shiftKey && !altKey) ask(event);
			} else if (target === document.body || target === main) {
				// What is typed once this frame has the focus may come before the word that puts it into the box.
				const isText = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
				if (isText) area?.focus({ preventScroll: true });
			}
		},
		{ signal }
	);
	area?.addEventListener('input', () => button && (button.disabled = area.value.trim() === ''), {
		signal
	});
	form?.addEventListener('submit', ask, { signal });
	tell({ understudy: 'early' });
	Object.assign(window, {
		understudyTakeOver() {
			taken.abort();
			return entered;
		}
	});
}
