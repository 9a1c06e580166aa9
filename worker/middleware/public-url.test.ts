import { describe, expect, test } from 'vitest';
import { INSIDE } from '../../test/worker/inside-addresses.ts';
import { refusedUrl } from './public-url.ts';

describe('passes on', () => {
	for (const url of [
		'https://example.com/cat.png',
		'http://images.example.org/a?b=c#d',
		'https://93.184.215.14/cat.png',
		'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/cat.png',
		'data:image/png;base64,iVBORw0KGgo=',
		'https://bücher.example/x.png'
	])
		test(url, () => expect(refusedUrl(url)).toBeNull());
});

describe('refuses', () => {
	for (const url of INSIDE) test(JSON.stringify(url), () => expect(refusedUrl(url)).not.toBeNull());
});
