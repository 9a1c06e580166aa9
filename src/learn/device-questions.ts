// Questions with answers worked out by program, for calibrating any model on the device it runs on:
// sums, comparisons, letters, weekdays and the like, from easy to more than a small model can do, since
// a calibration has to see both right answers and wrong ones. Not the pipeline's generator: that one
// teaches the starter; these only ask. The same seed gives the same questions.

import { uniform } from '../contract/random.ts';

export type DeviceQuestion = {
	/** Names it for good: an answer is kept under it. */
	id: string;
	prompt: string;
	/** Whether an answer in free words says the right thing. */
	isRight(text: string): boolean;
};

type Pick = {
	/** Between and including both. */
	whole(least: number, most: number): number;
	of<T>(list: readonly T[]): T;
};
type Made = { prompt: string; isRight(text: string): boolean };

const WORDS = 'apple bridge candle dolphin engine forest garden hammer island jacket kitten ladder market needle orange pencil quarter rabbit silver tunnel umbrella velvet window yellow basket copper dragon feather guitar harbour insect jungle'.split(' '); // prettier-ignore
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The last number of a text, whose thousands may be parted by commas; null for none. */
export function lastNumber(text: string): number | null {
	const found = text.replace(/(\d),(?=\d{3}\b)/g, '$1').match(/-?\d+(?:\.\d+)?/g);
	return found ? Number(found.at(-1)) : null;
}

const isNumber = (right: number) => (text: string) => lastNumber(text) === right;
/** As a word of its own, and none of the other candidates after it. */
const isWord =
	(right: string, others: readonly string[] = []) =>
	(text: string) => {
		const at = (word: string) => {
			const found = [
				...text.toLowerCase().matchAll(new RegExp(`\\b${word.toLowerCase()}\\b`, 'g'))
			];
			return found.at(-1)?.index ?? -1;
		};
		return at(right) >= 0 && others.every((other) => other === right || at(other) < at(right));
	};

/** `level`: 0 for the easiest, up to 3. */
const KINDS: readonly ((pick: Pick, level: number) => Made)[] = [
	(pick, level) => {
		const most = 10 ** (level + 1);
		const [a, b] = [pick.whole(2, most), pick.whole(2, most)];
		return { prompt: `What is ${a} + ${b}?`, isRight: isNumber(a + b) };
	},
	(pick, level) => {
		const most = 10 ** (level + 1);
		const [a, b] = [pick.whole(2, most), pick.whole(2, most)];
		return { prompt: `Subtract ${b} from ${a + b}.`, isRight: isNumber(a) };
	},
	(pick, level) => {
		const [a, b] = [pick.whole(2, 9 * 10 ** Math.ceil(level / 2)), pick.whole(2, 9 * 10 ** Math.floor(level / 2))]; // prettier-ignore
		return { prompt: `How much is ${a} times ${b}?`, isRight: isNumber(a * b) };
	},
	(pick, level) => {
		const [a, b] = [pick.whole(2, 9 + 10 * level), pick.whole(2, 12 + 30 * level)];
		return { prompt: `Divide ${a * b} by ${a}.`, isRight: isNumber(b) };
	},
	(pick, level) => {
		const list = Array.from({ length: 3 + level }, () => pick.whole(10, 10 ** (level + 2)));
		return {
			prompt: `Which of these numbers is the largest: ${list.join(', ')}? Give that number alone.`,
			isRight: isNumber(Math.max(...list))
		};
	},
	(pick, level) => {
		const [first, step] = [pick.whole(1, 20), pick.whole(2, 4 + 5 * level)];
		const list = [0, 1, 2, 3].map((i) => first + i * step + (level > 1 ? i * i : 0));
		const next = first + 4 * step + (level > 1 ? 16 : 0);
		return {
			prompt: `Which number comes next: ${list.join(', ')}? Give that number alone.`,
			isRight: isNumber(next)
		};
	},
	(pick, level) => {
		const word = level > 1 ? `${pick.of(WORDS)}${pick.of(WORDS)}` : pick.of(WORDS);
		const letter = pick.of([...word]);
		return {
			prompt: `How often does the letter “${letter}” occur in “${word}”? Give the number alone.`,
			isRight: isNumber([...word].filter((one) => one === letter).length)
		};
	},
	(pick, level) => {
		const word = pick.of(WORDS).slice(0, 3 + level);
		return {
			prompt: `Write “${word}” backwards.`,
			isRight: isWord([...word].toReversed().join(''))
		};
	},
	(pick, level) => {
		const list = [...new Set(Array.from({ length: 3 + level }, () => pick.of(WORDS)))];
		return {
			prompt: `Which of these words comes first in the alphabet: ${list.join(', ')}? Give that word alone.`,
			isRight: isWord(list.toSorted()[0]!, list)
		};
	},
	(pick, level) => {
		const [from, days] = [pick.whole(0, 6), pick.whole(1, [3, 9, 40, 400][level]!)];
		return {
			prompt: `Today is ${DAYS[from]}. Which day of the week is it in ${days} days? Give the day alone.`,
			isRight: isWord(DAYS[(from + days) % 7]!, DAYS)
		};
	},
	(pick, level) => {
		const share = pick.of([[50, 10], [25, 20, 75], [5, 15, 30], [12, 35, 48]][level]!); // prettier-ignore
		const whole = 100 * pick.whole(1, 9 + 20 * level);
		return { prompt: `What is ${share} % of ${whole}?`, isRight: isNumber((share * whole) / 100) };
	},
	(pick, level) => {
		const [each, count, spent] = [
			pick.whole(2, 9 + 20 * level),
			pick.whole(2, 9),
			pick.whole(1, 9)
		];
		const left = each * count - spent;
		return level < 2
			? {
					prompt: `A pen costs ${each} euros. What do ${count} pens cost, in euros?`,
					isRight: isNumber(each * count)
				}
			: {
					prompt: `I get ${each} euros a week for ${count} weeks and then spend ${spent} euros. How many euros are left?`,
					isRight: isNumber(left)
				};
	}
];

const LEVELS = 4;

/** `count` different questions, kinds and levels in turn. */
export function deviceQuestions(count: number, seed = 1): DeviceQuestion[] {
	const next = uniform(seed);
	const pick: Pick = {
		whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
		of: (list) => list[Math.floor(next() * list.length)]!
	};
	const found = new Map<string, DeviceQuestion>();
	for (let i = 0; found.size < count; i++) {
		const make = KINDS[i % KINDS.length]!;
		const made = make(pick, Math.floor(i / KINDS.length) % LEVELS);
		if (!found.has(made.prompt)) found.set(made.prompt, { id: made.prompt, ...made });
	}
	return [...found.values()];
}
