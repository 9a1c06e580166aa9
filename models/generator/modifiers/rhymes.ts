// Families of words that rhyme, by ear and not by spelling.

// prettier-ignore
export const RHYMES: readonly (readonly string[])[] = [
  'cat hat bat mat rat flat', 'light night bright sight kite white', 'day way play stay grey say', 'moon soon spoon tune noon', 'tree sea bee free key', 'star car far jar bar', 'rain train plane lane chain', 'house mouse', 'cake lake snake bake make', 'ring king sing spring wing', 'bell well shell smell tell', 'gold cold old bold', 'snow go show low toe', 'blue true shoe new two', 'dream stream cream team', 'dog frog log fog', 'sun run fun one', 'bed red head bread', 'nose rose toes', 'sky fly high pie', 'book cook look hook', 'door floor more store', 'sand hand land band', 'ball wall tall fall', 'love dove glove above', 'time rhyme climb lime', 'heart start part art', 'mind kind find behind', 'song long strong wrong', 'stone phone alone bone', 'place face space race', 'boat coat goat note', 'rock clock sock block', 'hill still will bill', 'duck luck truck stuck', 'sweet feet street meet', 'ship trip lip tip', 'cup up pup', 'ten pen men hen', 'best nest west rest', 'money honey funny sunny', 'power flower hour tower', 'river shiver liver', 'brother mother another', 'turn learn burn earn', 'word bird heard third', 'dance chance glance', 'sleep deep sheep keep', 'green queen seen bean', 'ice nice price mice', 'name game same flame', 'blood mud flood', 'dark park bark shark', 'storm warm form', 'hair chair bear care', 'near fear year hear ear', 'fire wire tyre hire', 'snail tail whale sale',
].map((family) => family.split(' '));

export function rhymesWith(word: string, other: string): boolean {
	return (
		word !== other &&
		RHYMES.some((family) => family.includes(word) && family.includes(other.toLowerCase()))
	);
}
