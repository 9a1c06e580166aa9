// Reads an answer to "the bytes from `start` to `end`, please": is it those bytes, all bytes, a
// refusal for good, or worth another try? Pure; asking and waiting is download.ts.

import { formatBytes } from './format-bytes.ts';
import { WeightError } from './weight-error.ts';

export type RangeAnswer =
	/** The body starts at the byte asked for, `skip` bytes in (a server that ignores Range). */
	| { kind: 'bytes'; skip: number; etag: string | null }
	| { kind: 'retry'; reason: string; afterMs: number | null }
	/** 206 with other bytes than asked: ask once more, for everything. */
	| { kind: 'wrong-range' }
	| { kind: 'refused'; error: WeightError };

export type RangeQuestion = { url: string; start: number; totalBytes: number };

// 120 s: a host that asks for longer is left alone for now; the person can resume.
const LONGEST_RETRY_AFTER_MS = 120_000;

export function readRangeAnswer(response: Response, question: RangeQuestion): RangeAnswer {
	const { status, headers } = response;
	const etag = headers.get('etag');
	if (status === 206) {
		const range = parseContentRange(headers.get('content-range'));
		// Not every host lets a page read Content-Range: then the hashes decide.
		if (range === null) return { kind: 'bytes', skip: 0, etag };
		if (range.total !== null && range.total !== question.totalBytes)
			return refuse(changed(question, range.total));
		if (range.start !== question.start) return { kind: 'wrong-range' };
		return { kind: 'bytes', skip: 0, etag };
	}
	if (status === 200) {
		const length = headers.get('content-length');
		// With a content encoding the length is that of the encoded bytes.
		if (length !== null && headers.get('content-encoding') === null) {
			if (Number(length) !== question.totalBytes) return refuse(changed(question, Number(length)));
		}
		return { kind: 'bytes', skip: question.start, etag };
	}
	const host = hostOf(question.url);
	if (status === 416) return refuse(changed(question, null));
	if (status === 404 || status === 410)
		return refuse(
			new WeightError(
				'not-found',
				`${host} no longer has ${fileOf(question.url)} (${status}). Choose another model, or import the file if you have it.`
			)
		);
	if (status === 401 || status === 403)
		return refuse(
			new WeightError(
				'forbidden',
				`${host} does not give ${fileOf(question.url)} without an account (${status}). Download it there yourself and import the file, or choose another model.`
			)
		);
	if (status === 408 || status === 425 || status === 429 || status >= 500)
		return {
			kind: 'retry',
			reason: `${host} answered ${status}`,
			afterMs: retryAfterMs(headers.get('retry-after'))
		};
	return refuse(
		new WeightError(
			'server-failed',
			`${host} answered ${status} to a request for ${fileOf(question.url)}. Try again later, or choose another model.`
		)
	);
}

export function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'This app’s server';
}

/** Whether a file came from this device: no host can send it again. */
export const isMadeHere = (url: string): boolean => url.startsWith('blob:');

/** A part of an address as a person reads it; as it is where it is no escape sequence, such as “100%”. */
export function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

export function fileOf(url: string): string {
	return url.split(/[?#]/)[0]?.split('/').at(-1) || url;
}

function refuse(error: WeightError): RangeAnswer {
	return { kind: 'refused', error };
}

function changed({ url, totalBytes }: RangeQuestion, actual: number | null): WeightError {
	const now =
		actual === null ? 'is shorter now' : `has ${formatBytes(actual)} now (${actual} bytes)`;
	return new WeightError(
		'changed',
		`${fileOf(url)} on ${hostOf(url)} ${now}, not the ${formatBytes(totalBytes)} (${totalBytes} bytes) it is listed with. Remove the download and start it again; if that fails too, choose another model.`
	);
}

function parseContentRange(value: string | null): { start: number; total: number | null } | null {
	const match = value?.match(/^bytes (\d+)-(\d+)\/(\d+|\*)$/);
	if (!match) return null;
	return { start: Number(match[1]), total: match[3] === '*' ? null : Number(match[3]) };
}

function retryAfterMs(value: string | null): number | null {
	if (value === null || !/^\d+$/.test(value)) return null;
	return Math.min(Number(value) * 1000, LONGEST_RETRY_AFTER_MS);
}
