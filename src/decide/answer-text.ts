// What a calibration reads of an answer's text beside its question, kept as the text is written: each piece
// is looked at once, not the whole text again at every token. Pure. Not here: what the tokens said of
// themselves (confidence.ts), and what is made of both (calibration.ts).

/** Shorter words are of every text. */
const LEAST_LETTERS = 4;
/** Opens a conclusion in the answers the starter was taught. */
const CONCLUDES = 'So ';

export class AnswerText {
	/** Distinct, in the question. */
	readonly promptNumbers: number;
	readonly #promptWords: ReadonlySet<string>;
	readonly #missing: Set<string>;
	readonly #abstention: string | null;
	#text = '';
	#abstains: boolean;
	#concludes = false;
	#hasDigit = false;
	#words = 0;
	#wordsOfPrompt = 0;
	/** The letters, and the digits, that the text ends with: the next piece may go on with them. */
	#letters = '';
	#digits = '';

	/** `abstention`: the words by which the model says that it does not know; null where it has none. */
	constructor(prompt: string, abstention: string | null) {
		this.#promptWords = new Set(prompt.toLowerCase().match(/[a-z]{4,}/g));
		this.#missing = new Set(prompt.match(/\d+/g));
		this.promptNumbers = this.#missing.size;
		this.#abstention = abstention;
		this.#abstains = abstention === '';
	}

	/** Reads the answer so far, of which it knows the beginning; false where that was another text. */
	goOn(text: string): boolean {
		const before = this.#text;
		if (!text.startsWith(before)) return false;
		this.#text = text;
		this.#read(before, text.slice(before.length));
		return true;
	}

	#read(before: string, piece: string): void {
		if (!this.#concludes)
			this.#concludes =
				/\sSo /.test(endOf(before, CONCLUDES.length) + piece) ||
				(before.length < CONCLUDES.length && this.#text.startsWith(CONCLUDES));
		if (this.#abstention !== null && !this.#abstains)
			this.#abstains = (endOf(before, this.#abstention.length - 1) + piece).includes(
				this.#abstention
			);
		this.#readWords(piece.toLowerCase());
	}

	get abstains(): boolean {
		return this.#abstains;
	}

	/** Whether a sentence of it begins with “So”. */
	get concludes(): boolean {
		return this.#concludes;
	}

	get hasDigit(): boolean {
		return this.#hasDigit;
	}

	get isJson(): boolean {
		return this.#text.startsWith('{') || this.#text.startsWith('[');
	}

	/** Share of its words that are the question's; a half where it has none. */
	get wordsOfPrompt(): number {
		const last = this.#letters.length >= LEAST_LETTERS;
		const words = this.#words + (last ? 1 : 0);
		const found = this.#wordsOfPrompt + (last && this.#promptWords.has(this.#letters) ? 1 : 0);
		return words === 0 ? 0.5 : found / words;
	}

	/** Share of the question's numbers that it says; a half where there are none. */
	get numbersKept(): number {
		if (this.promptNumbers === 0) return 0.5;
		const missing = this.#missing.size - (this.#missing.has(this.#digits) ? 1 : 0);
		return (this.promptNumbers - missing) / this.promptNumbers;
	}

	/** Of `lower` the runs of letters and of digits; case of letters outside a–z does not matter. */
	#readWords(lower: string): void {
		let from = 0;
		let kind = this.#letters !== '' ? LETTER : this.#digits !== '' ? DIGIT : OTHER;
		for (let i = 0; i < lower.length; i++) {
			const next = kindOf(lower.charCodeAt(i));
			if (next === kind) continue;
			this.#take(kind, lower.slice(from, i));
			this.#close();
			[kind, from] = [next, i];
		}
		this.#take(kind, lower.slice(from));
	}

	#take(kind: number, run: string): void {
		if (kind === LETTER) this.#letters += run;
		else if (kind === DIGIT) {
			this.#digits += run;
			this.#hasDigit = true;
		}
	}

	#close(): void {
		if (this.#letters.length >= LEAST_LETTERS) {
			this.#words += 1;
			if (this.#promptWords.has(this.#letters)) this.#wordsOfPrompt += 1;
		}
		this.#missing.delete(this.#digits);
		this.#letters = '';
		this.#digits = '';
	}
}

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;

function kindOf(code: number): number {
	if (code >= 97 && code <= 122) return LETTER;
	return code >= 48 && code <= 57 ? DIGIT : OTHER;
}

const endOf = (text: string, length: number): string =>
	text.slice(Math.max(0, text.length - length));
