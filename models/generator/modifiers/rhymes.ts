// Families of words that rhyme, by ear and not by spelling.

// prettier-ignore
export const RHYMES: readonly (readonly string[])[] = [
  'cat hat bat mat rat flat', 'light night bright sight kite white', 'day way play stay grey', 'moon soon spoon tune noon', 'tree sea bee free key', 'star car far jar bar', 'rain train plane lane chain', 'house mouse', 'cake lake snake bake', 'ring king sing spring wing', 'bell well shell smell', 'gold cold old bold', 'snow go show low toe', 'blue true shoe new two', 'dream stream cream team', 'dog frog log fog', 'sun run fun one', 'bed red head bread', 'nose rose toes', 'sky fly high pie', 'book cook look hook', 'door floor more store', 'sand hand land band', 'ball wall tall fall',
].map((family) => family.split(' '));

export function rhymesWith(word: string, other: string): boolean {
	return (
		word !== other &&
		RHYMES.some((family) => family.includes(word) && family.includes(other.toLowerCase()))
	);
}
