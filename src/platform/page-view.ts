// Whether anybody is there to see this page, and when they come back to it.

export const pageView = {
	isShown: (): boolean => document.visibilityState === 'visible',
	/** Called when the page is shown or given the focus again, and when the network is back. */
	onShown(listener: () => void): void {
		document.addEventListener('visibilitychange', () => {
			if (pageView.isShown()) listener();
		});
		window.addEventListener('focus', listener);
		window.addEventListener('online', listener);
	}
};
