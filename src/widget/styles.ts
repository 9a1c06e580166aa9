// The loader's own style, for its shadow root: a launcher and a panel. Adopted as a constructed sheet,
// which a strict `style-src` of the page does not refuse. Colours as in the app (ui/styles/tokens.css).
// `all: initial` keeps the page's own style out; custom properties and the direction still come in.

/** Below it the panel takes the whole screen, and the page waits. */
export const SMALL_SCREEN = '(max-width: 640px)';

export const STYLES = `
:host {
	all: initial;
	display: contents;
	color-scheme: light dark;
	font: 400 16px/1.5 var(--understudy-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
	--_accent: var(--understudy-accent, #f2b544);
	--_accent-ink: var(--understudy-accent-ink, #1b2430);
	--_paper: var(--understudy-paper, light-dark(#f8f5ef, #12171e));
	--_ink: var(--understudy-ink, light-dark(#1b2430, #ece6da));
	--_line: var(--understudy-line, light-dark(#ddd6c8, #2b3440));
	--_focus: light-dark(#2257ae, #93bdff);
	--_inset: var(--understudy-inset, 20px);
	--_radius: var(--understudy-radius, 16px);
	--_z: var(--understudy-z, 2147483000);
}
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
:host([mode='inline']) { display: block; block-size: var(--understudy-height, 560px); }
* { box-sizing: border-box; }
button {
	margin: 0;
	border: 0;
	font: inherit;
	cursor: pointer;
}
:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
svg { display: block; pointer-events: none; }
.launcher {
	position: fixed;
	z-index: var(--_z);
	inset-block-end: calc(var(--_inset) + env(safe-area-inset-bottom, 0px));
	inset-inline-end: var(--_inset);
	display: flex;
	gap: 8px;
	align-items: center;
	justify-content: center;
	min-width: 56px;
	height: 56px;
	padding: 0 16px;
	border-radius: 999px;
	background: var(--_accent);
	color: var(--_accent-ink);
	font-weight: 600;
	box-shadow: 0 1px 3px rgb(0 0 0 / .25), 0 6px 20px rgb(0 0 0 / .2);
}
.launcher:focus-visible { outline: 3px solid var(--_ink); outline-offset: 3px; }
:host([position='start']) .launcher, :host([position='start']) dialog {
	inset-inline: var(--_inset) auto;
}
:host([mode='inline']) .launcher { display: none; }
dialog {
	position: fixed;
	z-index: var(--_z);
	inset: auto;
	inset-block-end: calc(var(--_inset) + 68px + env(safe-area-inset-bottom, 0px));
	inset-inline-end: var(--_inset);
	width: min(var(--understudy-width, 400px), 100vw - 2 * var(--_inset));
	height: min(var(--understudy-height, 620px), 100dvh - 2 * var(--_inset) - 68px);
	max-width: none;
	max-height: none;
	margin: 0;
	padding: 0;
	overflow: hidden;
	border: 1px solid var(--_line);
	border-radius: var(--_radius);
	background: var(--_paper);
	color: var(--_ink);
	box-shadow: 0 2px 6px rgb(0 0 0 / .15), 0 18px 50px rgb(0 0 0 / .25);
	overscroll-behavior: contain;
}
dialog[open] { animation: rise 160ms cubic-bezier(.2, 0, 0, 1); }
dialog:modal {
	inset: 0;
	width: 100%;
	height: 100%;
	border: 0;
	border-radius: 0;
}
dialog::backdrop { background: none; }
:host([mode='inline']) dialog {
	position: static;
	width: 100%;
	height: 100%;
	border: 0;
	background: none;
	box-shadow: none;
	animation: none;
}
iframe {
	display: block;
	width: 100%;
	height: 100%;
	border: 0;
	background: none;
}
/* Until the chat has said that it is there, what a browser puts in its place is not shown. */
.waiting iframe { visibility: hidden; }
.close {
	position: absolute;
	inset-block-start: 6px;
	inset-inline-end: 6px;
	display: grid;
	place-items: center;
	width: 44px;
	height: 44px;
	border-radius: 10px;
	background: none;
	color: inherit;
}
.close:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
:host([mode='inline']) .close { display: none; }
.start {
	position: absolute;
	inset: 0;
	width: max-content;
	max-width: calc(100% - 32px);
	height: max-content;
	min-height: 44px;
	margin: auto;
	padding: 8px 20px;
	border-radius: 10px;
	background: var(--_accent);
	color: var(--_accent-ink);
	font-weight: 600;
}
:host([mode='inline']) .place {
	position: relative;
	width: 100%;
	height: 100%;
	overflow: hidden;
	border: 1px solid var(--_line);
	border-radius: var(--_radius);
	background: var(--_paper);
}
:host(:not([mode='inline'])) .place { display: contents; }
.said {
	position: absolute;
	inset: 0;
	display: grid;
	place-items: center;
	margin: 0;
	padding: 56px 32px;
	text-align: center;
}
.said:empty, [hidden] { display: none !important; }
@keyframes rise { from { opacity: 0; transform: translateY(8px); } }
@media (prefers-reduced-motion: reduce) { dialog[open] { animation: none; } }
@media (forced-colors: active) { .launcher, .start { border: 1px solid; } }
@media print { :host { display: none !important; } }
`;
