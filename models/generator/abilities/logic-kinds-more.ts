// More members of the kinds of logic-kinds.ts, kinds that stand beside a near one, and the near kinds
// that may be set against each other all the same. Data only.

const of = (members: string): string[] => members.split(' ');

/** Added to the members of a kind. */
// prettier-ignore
export const MORE_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  animals: of('hyena antelope buffalo bison reindeer chimpanzee koala raccoon skunk weasel ox pony bull mule tortoise ferret gazelle jackal wombat sloth porcupine toad orangutan baboon lemur alpaca coyote boar hippopotamus rhinoceros lizard cheetah panther'),
  fruits: of('clementine cranberry gooseberry redcurrant mandarin lychee guava passionfruit watermelon cantaloupe elderberry mulberry persimmon quince satsuma'),
  colors: of('orange magenta maroon navy scarlet crimson lilac indigo teal cyan mauve khaki'),
  tools: of('mallet hoe sickle scythe hatchet pickaxe spanner hacksaw sander shears clamp'),
  vehicles: of('minibus motorbike bike airplane spaceship caravan tricycle bulldozer yacht rickshaw snowmobile pickup limousine hovercraft minivan excavator'),
  clothes: of('T-shirt raincoat hoodie leggings stockings overcoat gown tuxedo kimono waistcoat poncho underwear slippers pullover dungarees bikini swimsuit bathrobe nightgown kilt mittens'),
  instruments: of('viola piccolo bugle cymbals tambourine lute mandolin bassoon sitar fiddle bongo lyre maracas castanets synthesizer'),
  planets: of('Earth'), numbers: of('sixty seventy eighty ninety thousand million thirteen fourteen sixteen'),
  furniture: of('bookshelf sideboard recliner footstool cot cabinet ottoman futon settee highchair'),
  vegetables: of('parsnip artichoke sprout fennel okra beet shallot chard arugula sweetcorn yam courgette aubergine beans'),
  countries: of('Belgium Denmark Ireland Hungary Romania Bulgaria Croatia Serbia Ukraine Russia Iceland Switzerland Iran Iraq Israel Pakistan Bangladesh Vietnam Indonesia Malaysia Colombia Venezuela Ecuador Bolivia Uruguay Jamaica Nigeria Ghana Ethiopia Tunisia Algeria Uganda Lebanon Cambodia Mongolia Scotland England Estonia Latvia Lithuania'),
  cities: of('Barcelona Milan Naples Venice Hamburg Frankfurt Zurich Geneva Brussels Copenhagen Stockholm Helsinki Istanbul Delhi Mumbai Shanghai Seoul Bangkok Sydney Melbourne Toronto Montreal Vancouver Seattle Houston Dallas Miami Detroit Manchester Liverpool Edinburgh Glasgow Marseille Lyon Seville Kyoto Osaka Nairobi Havana'),
  sports: of('soccer gymnastics wrestling rowing sailing diving softball lacrosse handball running skating snowboarding climbing weightlifting bowling curling taekwondo netball jogging sprinting'),
  drinks: of('vodka rum gin brandy tequila smoothie milkshake espresso cappuccino latte cola ale sherry lager'),
  'body parts': of('lip tongue tooth heel thigh nostril eyebrow eyelash jaw belly fist shin knuckle throat hair head back'),
  jobs: of('painter writer singer actor soldier fisherman gardener accountant architect builder cashier cleaner driver policeman photographer programmer scientist translator postman receptionist banker barber pharmacist professor reporter sailor salesman welder waitress'),
  flowers: of('buttercup snowdrop crocus hyacinth chrysanthemum begonia geranium hydrangea magnolia jasmine petunia bluebell primrose'),
  trees: of('cypress yew sycamore alder sequoia redwood mahogany eucalyptus larch acacia'),
  insects: of('termite cicada locust hornet ladybug bumblebee gnat firefly caterpillar mantis'),
  birds: of('raven canary finch blackbird kingfisher woodpecker vulture falcon nightingale cuckoo heron dove starling toucan puffin emu wren pheasant albatross duck goose hen'),
  fish: of('anchovy piranha halibut swordfish catfish goldfish barracuda sturgeon'), metals: of('titanium cobalt brass magnesium tungsten chromium'), rooms: of('basement closet conservatory playroom washroom'), shapes: of('trapezoid rhombus octagon ellipse parallelogram prism'),
  family: of('grandson granddaughter husband wife grandpa grandma dad mum parent stepmother'), subjects: of('maths literature science drama philosophy'), buildings: of('bungalow theater stadium mansion restaurant supermarket prison cabin villa chapel monastery igloo'), dishes: of('teapot saucepan spatula goblet wok colander platter'),
  languages: of('English Chinese Portuguese Korean Finnish Norwegian Hungarian Czech Latin Hebrew Persian Ukrainian Vietnamese Thai'), weather: of('hurricane tornado breeze blizzard sleet cloud mist'), toys: of('frisbee trampoline rocking-horse'), devices: of('smartphone computer webcam projector router headset smartwatch'),
  feelings: of('excitement anxiety relief'), jewelry: of('bangle cufflink locket'), dances: of('jive quickstep cha-cha'), currencies: of('pound lira baht yuan zloty shekel'), games: of('monopoly scrabble sudoku mahjong hangman'), stationery: of('highlighter paperclip scissors glue binder'), materials: of('velvet linen clay denim cardboard porcelain'), spices: of('turmeric parsley cloves cardamom chili'),
  reptiles: of('tortoise python viper cobra'), dogs: of('labrador spaniel husky greyhound chihuahua rottweiler'), gems: of('amethyst opal jade garnet'), cheeses: of('camembert edam roquefort ricotta'), nuts: of('peanut macadamia'), meats: of('mutton salami'), 'sea animals': of('squid shrimp clam'), cats: of('puma'), organs: of('pancreas bladder spleen'), aircraft: of('airplane airship'), weapons: of('rifle axe spear'), sweets: of('marshmallow gum nougat'), shoes: of('loafer moccasin'), hats: of('sombrero fez beanie'),
  verbs: of('read drink swim talk think buy laugh cry listen give'), adjectives: of('small slow angry heavy young dirty bright short'), "men's names": of('Michael James Robert William Thomas Daniel Andrew Kevin Brian'), "women's names": of('Mary Linda Susan Sarah Karen Nancy Emily Alice Helen'), 'things to read': of('dictionary diary poem encyclopedia'), royals: of('baron duchess empress'), 'car brands': of('Audi Nissan Renault Mazda'), appliances: of('blender refrigerator vacuum'),
};

/** Kinds that stand only beside a near one, as one says "mammals" only where birds are near. */
// prettier-ignore
export const NEAR_KINDS: Readonly<Record<string, readonly string[]>> = {
  mammals: of('dog cat horse cow lion rabbit sheep wolf tiger monkey bear fox goat pig elephant zebra mouse camel donkey giraffe kangaroo squirrel deer panda hamster gorilla hedgehog rhino hippo leopard otter beaver badger hare moose llama'),
};

/** What people draw such puzzles from most: drawn this many times as often as the rest. */
export const OFTEN = 4;
// prettier-ignore
export const COMMON: readonly string[] = ['animals', 'fruits', 'vegetables', 'colors', 'tools', 'vehicles', 'clothes', 'instruments', 'furniture', 'countries', 'cities', 'sports', 'drinks', 'body parts', 'jobs', 'birds', 'flowers', 'insects', 'fish', 'trees', 'planets', 'months', 'days', 'numbers', 'shapes', 'metals', 'languages', 'subjects', 'buildings', 'family'];

/** Near kinds that people do set against each other: without what is doubtful, or of both. */
// prettier-ignore
export const CLEAR: readonly (readonly [string, string])[] = [
  ['fruits', 'vegetables'], ['fruits', 'vegetables'], ['fruits', 'drinks'], ['vegetables', 'drinks'], ['fruits', 'colors'], ['vegetables', 'colors'], ['flowers', 'colors'], ['metals', 'colors'], ['animals', 'clothes'], ['animals', 'sports'], ['animals', 'toys'], ['animals', 'weather'], ['clothes', 'sports'], ['clothes', 'tools'], ['clothes', 'furniture'], ['clothes', 'birds'], ['clothes', 'fish'], ['clothes', 'insects'], ['clothes', 'weather'], ['clothes', 'jewelry'],
  ['countries', 'cities'], ['countries', 'cities'], ['countries', 'languages'], ['countries', 'continents'], ['countries', 'currencies'], ['countries', 'rivers'], ['cities', 'rivers'], ['cities', 'continents'], ['cities', 'languages'], ['furniture', 'rooms'], ['furniture', 'appliances'], ['furniture', 'dishes'], ['furniture', 'buildings'], ['tools', 'dishes'], ['tools', 'stationery'], ['tools', 'birds'], ['tools', 'sports'], ['months', 'days'], ['months', 'days'], ['months', 'seasons'], ['days', 'seasons'],
  ['jobs', 'subjects'], ['jobs', 'family'], ['jobs', 'buildings'], ['jobs', 'rooms'], ['jobs', 'languages'], ['subjects', 'languages'], ['sports', 'instruments'], ['sports', 'vehicles'], ['sports', 'games'], ['sports', 'birds'], ['sports', 'fish'], ['vehicles', 'insects'], ['vehicles', 'toys'], ['instruments', 'toys'], ['instruments', 'devices'], ['instruments', 'dances'], ['metals', 'gems'], ['metals', 'materials'], ['flowers', 'trees'], ['flowers', 'vegetables'], ['flowers', 'fruits'], ['trees', 'vegetables'],
  ['fish', 'fruits'], ['fish', 'vegetables'], ['meats', 'vegetables'], ['meats', 'fruits'], ['meats', 'drinks'], ['cheeses', 'fruits'], ['cheeses', 'drinks'], ['sweets', 'vegetables'], ['sweets', 'fruits'], ['drinks', 'meals'], ['drinks', 'dishes'], ['drinks', 'fish'], ['dishes', 'fruits'], ['dishes', 'vegetables'], ['birds', 'mammals'], ['birds', 'mammals'], ['fish', 'mammals'], ['fish', 'mammals'], ['insects', 'mammals'], ['insects', 'mammals'], ['reptiles', 'mammals'], ['birds', 'fish'], ['birds', 'insects'], ['fish', 'insects'], ['dogs', 'birds'],
  ["men's names", "women's names"], ["women's names", 'cities'], ["men's names", 'cities'], ['stationery', 'toys'], ['stationery', 'furniture'], ['planets', 'shapes'], ['planets', 'metals'], ['numbers', 'adjectives'], ['verbs', 'adjectives'], ['verbs', 'pronouns'], ['body parts', 'bedding'], ['body parts', 'senses'], ['buildings', 'rooms'], ['rooms', 'parts of a house'], ['weather', 'seasons'], ['weather', 'planets'], ['colors', 'adjectives'],
];
/** Words of two readings: left out where near kinds meet. */
// prettier-ignore
export const DOUBTFUL: ReadonlySet<string> = new Set([
  ...of('bat cricket cap tie fly duck chicken goose orange peach plum cherry lemon lime apricot tomato pumpkin cucumber eggplant aubergine zucchini courgette pea peas sweetcorn avocado melon coconut rose violet lavender lilac iris poppy lily daisy jasmine chestnut hazel palm olive turkey swallow crane gold silver bronze copper lead Mercury platinum turquoise navy maroon scarlet brass steel pearl diamond coral salmon trout beef sole belt boot boots mittens saw plane drill level spade shovel rake train truck kite ball balloon recorder keyboard flute harp bow art drama music'),
  ...of('May April June August Sydney Georgia Victoria Chicago Boston Houston Dallas cook lounge study nursery closet pantry cellar library garage barn cottage school chapel cabin hammock bench cot cabinet desk carpenter butcher mint ginger basil lettuce water soda cider tea coffee chocolate juice milk cocoa pan cup mug jug bowl pot pencil scissors jigsaw glue ring skating running climbing swimming walk run jump sleep sailing rowing cycling surfing diving boxing archery fencing football volleyball bowling curling golf monopoly darts chess yacht boat ferry canoe clean cold short light warm back head hair snake frog eagle parrot pigeon penguin crocodile whale dolphin shark eel seal caterpillar worm platypus cotton leather glass paper plastic sea dandelion garlic fennel sprout asparagus artichoke beans beet'),
]);
