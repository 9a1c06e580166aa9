// What the page hears of the chat: its listeners, by the event's name. Not here: which events there are
// (contract/widget.ts), and when they come (chat-element.ts).

import type { WidgetEventName, WidgetEvents } from '../contract/widget.ts';

export type Listener<Name extends WidgetEventName> = (detail: WidgetEvents[Name]) => void;
type Listeners = { [Name in WidgetEventName]?: Set<Listener<Name>> };

export class PageEvents {
	readonly #listeners: Listeners = {};

	on<Name extends WidgetEventName>(name: Name, listener: Listener<Name>): void {
		const set: Set<Listener<Name>> = (this.#listeners[name] as Set<Listener<Name>>) ?? new Set();
		set.add(listener);
		Object.assign(this.#listeners, { [name]: set });
	}

	off<Name extends WidgetEventName>(name: Name, listener: Listener<Name>): void {
		this.#listeners[name]?.delete(listener);
	}

	emit<Name extends WidgetEventName>(name: Name, detail: WidgetEvents[Name]): void {
		for (const listener of this.#listeners[name] ?? []) {
			try {
				listener(detail);
			} catch (error) {
				// The page's own fault, told where the page's faults are told.
				reportError(error);
			}
		}
	}
}
