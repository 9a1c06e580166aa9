// Every address that is no page: says so inside the app's frame, as the other pages are.

import { error } from '@sveltejs/kit';

export const prerender = false;

export function load(): never {
	error(404, 'Not found');
}
