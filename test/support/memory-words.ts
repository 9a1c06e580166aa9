// Made-up sentences for search figures: about 90 words each, from a vocabulary of 5,000, the same
// ones in every run.

const SYLLABLES = 'ba ke li mo nu ra se ti vo zu cha dri fle gro shi'.split(' ');

function word(n: number): string {
	const [a, b, c] = [n % 15, Math.floor(n / 15) % 15, Math.floor(n / 225) % 15];
	return `${SYLLABLES[a]}${SYLLABLES[b]}${SYLLABLES[c]}`;
}

/** The `n`th sentence; it begins with `mark<n>`, which no other one holds. */
export function sentence(n: number): string {
	const words = [`mark${n}x`];
	let state = n * 2_654_435_761 + 1;
	for (let i = 0; i < 90; i++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		// Squared, so that some words are common and most are rare.
		words.push(word(Math.floor((state / 2 ** 32) ** 2 * 5000)));
	}
	return words.join(' ');
}
