// Looks at many addresses on the models page of the built app, one after another as a person would, from inside the
// page: ten thousand clicks from outside would take an hour. Says of each what the page said, and how long it took.

import type { Page } from '@playwright/test';

export type Looked = {
	address: string;
	ms: number;
	/** `refused`: there is nothing to add; `offered`: it is shown, with or without a reason against it. */
	end: 'refused' | 'offered' | 'nothing' | 'hang';
	/** Of a refusal. */
	said: string;
};

/** The models page must be open. A look that takes `longestMs` is given up as a hang. */
export function lookAtAll(
	page: Page,
	addresses: readonly string[],
	longestMs: number
): Promise<Looked[]> {
	const region = page.getByRole('region', { name: 'Add a model of your own' });
	return region.locator('.address').evaluate(
		async (element, { addresses, longestMs }) => {
			const field = element.querySelector('input')!;
			const button = element.querySelector<HTMLButtonElement>('form button')!;
			const type = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;

			/** Disabled while it looks: twice changed, the look is over. */
			const looked = () =>
				new Promise<boolean>((resolve) => {
					let changes = 0;
					const end = (whole: boolean) => {
						observer.disconnect();
						clearTimeout(timer);
						resolve(whole);
					};
					const observer = new MutationObserver((records) => {
						changes += records.length;
						if (changes >= 2 && !button.disabled) end(true);
					});
					const timer = setTimeout(() => end(false), longestMs);
					observer.observe(button, { attributes: true, attributeFilter: ['disabled'] });
				});

			const results: Looked[] = [];
			for (const address of addresses) {
				const startMs = performance.now();
				type.call(field, address);
				field.dispatchEvent(new InputEvent('input', { bubbles: true }));
				const over = looked();
				button.click();
				const whole = await over;
				const ms = performance.now() - startMs;
				const refusal = element.querySelector('[role="alert"]')?.textContent?.trim() ?? '';
				const offer = element.querySelector('section[aria-label]');
				results.push({
					address,
					ms,
					said: refusal,
					end: !whole ? 'hang' : offer ? 'offered' : refusal !== '' ? 'refused' : 'nothing'
				});
			}
			return results;
		},
		{ addresses, longestMs }
	);
}
