import { expect, test } from 'vitest';
import { isLoopback, isLoopbackUrl } from './loopback.ts';

test.each([
	'http://localhost:8080',
	'http://LOCALHOST.',
	'http://app.localhost/',
	'http://127.0.0.1:1',
	'http://127.255.3.9',
	'http://2130706433',
	'http://0x7f.1',
	'http://[::1]:8787/v1',
	'http://[::ffff:127.0.0.1]'
])('%s is this machine', (url) => {
	expect(isLoopbackUrl(url)).toBe(true);
});

test.each([
	'http://192.168.1.4',
	'http://10.0.0.1',
	'http://128.0.0.1',
	'http://0.0.0.0',
	'http://127.0.0.1.example.org',
	'http://localhost.example.org',
	'http://notlocalhost',
	'http://[::2]',
	'http://[fe80::1]',
	'http://[::ffff:10.0.0.1]',
	'https://edge.example.org',
	'not an address'
])('%s is somewhere else', (url) => {
	expect(isLoopbackUrl(url)).toBe(false);
});

test('a bare name that only looks like an address is none', () => {
	expect(isLoopback('127.0.0.999')).toBe(false);
	expect(isLoopback('127.0.0.1x')).toBe(false);
});
