// How much of what is asked the tutor gets right: held-out questions of the base's abilities and of
// the modifiers' domains, and the prompts written by hand.

import { DOMAINS } from '../generator/modifiers/domains.ts';
import { heldOutItems } from '../generator/modifiers/domain.ts';
import { grade } from '../grade.ts';
import { heldOut, heldOutFollowUps } from '../held-out.ts';
import { isRight, type Item } from '../measure.ts';
import { naturalItems } from '../natural.ts';
import { answer } from './converse.ts';

export interface Share {
	name: string;
	n: number;
	right: number;
	/** Some that went wrong. */
	wrong: { prompt: string; expected: string; said: string }[];
}

function share(
	name: string,
	rows: { prompt: string; expected: string; said: string; right: boolean }[]
): Share {
	return {
		name,
		n: rows.length,
		right: rows.filter(({ right }) => right).length,
		wrong: rows
			.filter(({ right }) => !right)
			.map(({ prompt, expected, said }) => ({ prompt, expected, said }))
	};
}

const saidTo = (item: Item): string =>
	answer([
		...(item.history ?? []).flatMap(({ prompt, answer }) => [
			{ role: 'user' as const, content: prompt },
			{ role: 'assistant' as const, content: answer }
		]),
		{ role: 'user' as const, content: item.prompt }
	]).answer;

function ofItems(name: string, items: readonly Item[]): Share {
	return share(
		name,
		items.map((item) => {
			const said = saidTo(item);
			return { prompt: item.prompt, expected: item.answer, said, right: isRight(item, said) };
		})
	);
}

function byAbility(items: readonly Item[]): Share[] {
	const groups = Map.groupBy(items, ({ ability }) => ability);
	return [...groups].map(([ability, those]) => ofItems(ability, those));
}

/** `perKind` held-out prompts of each ability, and `perTask` of each task of a domain. */
export function measureTutor(perKind: number, perTask: number) {
	return {
		abilities: [
			...byAbility(heldOut(perKind)),
			ofItems('follow-up', heldOutFollowUps(perKind * 2))
		],
		domains: DOMAINS.map((domain) => {
			const items = heldOutItems(domain, perTask),
				said = items.map(({ prompt }) => answer([{ role: 'user', content: prompt }]).answer),
				right = grade(items, said);
			return share(
				domain.id,
				items.map(({ prompt, answer }, i) => ({
					prompt,
					expected: answer,
					said: said[i]!,
					right: right[i]!
				}))
			);
		}),
		natural: byAbility(naturalItems())
	};
}
