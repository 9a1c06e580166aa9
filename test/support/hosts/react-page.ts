// A page made by React that holds the widget: the element comes and goes with React's own rendering, is
// acted on through a ref, and its attributes follow state. Bundled by widget-hosts.ts.

import { createElement as h, StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { UnderstudyChat } from '../../../src/widget/chat-element.ts';

function App() {
	const chat = useRef<UnderstudyChat>(null);
	const [shown, setShown] = useState(true);
	const [theme, setTheme] = useState('light');
	const [heard, setHeard] = useState('nothing yet');

	useEffect(() => {
		const { current } = chat;
		if (!current) return;
		const opened = () => setHeard('open');
		const closed = () => setHeard('close');
		current.on('open', opened).on('close', closed);
		return () => void current.off('open', opened).off('close', closed);
	}, [shown]);

	const button = (label: string, onClick: () => void) =>
		h('button', { key: label, type: 'button', onClick }, label);
	return h('main', null, [
		h('h1', { key: 'title' }, 'A page made by React'),
		h('p', { key: 'heard', id: 'heard' }, heard),
		button('Open it', () => chat.current?.open()),
		button('Dark', () => setTheme('dark')),
		button(shown ? 'Take it away' : 'Bring it back', () => setShown(!shown)),
		shown && h('understudy-chat', { key: 'chat', ref: chat, site: 'shop', theme })
	]);
}

const root = document.querySelector('#root');
if (root) createRoot(root).render(h(StrictMode, null, h(App)));
