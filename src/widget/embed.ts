// embed.js: defines `<understudy-chat>`, and puts one on the page where the script tag asks for it by
// `data-site`; its other `data-*` become attributes of the same name. Built by itself (vite.embed.ts), no
// module and without dependencies. It leaves nothing behind in the page but the element.

import { UnderstudyChat } from './chat-element.ts';

const NAME = 'understudy-chat';

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;

// Twice on a page is once.
if (!customElements.get(NAME)) {
	UnderstudyChat.defaultOrigin = script ? new URL(script.src).origin : null;
	customElements.define(NAME, UnderstudyChat);
}

if (script?.dataset.site !== undefined) {
	const element = document.createElement(NAME);
	for (const { name, value } of script.attributes)
		if (name.startsWith('data-')) element.setAttribute(name.slice('data-'.length), value);
	const { site, mode } = script.dataset;
	const put = () => {
		// The same tag twice would put one button over the other.
		const same = [...document.querySelectorAll(NAME)].some(
			(other) => other.getAttribute('site') === site && other.getAttribute('mode') !== 'inline'
		);
		if (mode === 'inline' || !same) document.body.append(element);
	};
	if (document.body) put();
	else document.addEventListener('DOMContentLoaded', put, { once: true });
}
