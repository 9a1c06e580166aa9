// Small tables of words and nature. `a:b` pairs, plain knowledge written by hand.

const pairs = (text: string): [string, string][] =>
	text
		.trim()
		.split(/\s*[;\n]\s*/)
		.filter(Boolean)
		.map((p) => p.split(':') as [string, string]);

/** name:symbol:atomic number */
// prettier-ignore
export const ELEMENTS = 'hydrogen:H:1 helium:He:2 lithium:Li:3 beryllium:Be:4 boron:B:5 carbon:C:6 nitrogen:N:7 oxygen:O:8 fluorine:F:9 neon:Ne:10 sodium:Na:11 magnesium:Mg:12 aluminium:Al:13 silicon:Si:14 phosphorus:P:15 sulfur:S:16 chlorine:Cl:17 argon:Ar:18 potassium:K:19 calcium:Ca:20 titanium:Ti:22 chromium:Cr:24 manganese:Mn:25 iron:Fe:26 cobalt:Co:27 nickel:Ni:28 copper:Cu:29 zinc:Zn:30 arsenic:As:33 bromine:Br:35 krypton:Kr:36 silver:Ag:47 tin:Sn:50 iodine:I:53 xenon:Xe:54 barium:Ba:56 tungsten:W:74 platinum:Pt:78 gold:Au:79 mercury:Hg:80 lead:Pb:82 radon:Rn:86 radium:Ra:88 uranium:U:92 plutonium:Pu:94'.split(' ').map((e) => e.split(':') as [string, string, string]);
// prettier-ignore
export const UNKNOWN_ELEMENTS = { train: ['cesium', 'rubidium', 'strontium', 'yttrium', 'niobium', 'cadmium', 'osmium', 'polonium', 'thorium', 'fermium'], held: ['gallium', 'selenium', 'iridium', 'bismuth', 'francium'] };
export const PLANETS = pairs(
	'Mercury:first;Venus:second;Earth:third;Mars:fourth;Jupiter:fifth;Saturn:sixth;Uranus:seventh;Neptune:eighth'
);
// prettier-ignore
export const OPPOSITES = pairs('hot:cold;big:small;up:down;fast:slow;day:night;happy:sad;open:closed;light:dark;hard:soft;old:young;rich:poor;full:empty;wet:dry;early:late;high:low;strong:weak;tall:short;good:bad;clean:dirty;loud:quiet;near:far;right:wrong;start:end;love:hate;buy:sell;true:false;win:lose;begin:finish;inside:outside;push:pull;thick:thin;wide:narrow;brave:cowardly;noisy:silent;ancient:modern;always:never;deep:shallow;cheap:expensive;heavy:lightweight;sweet:bitter;smooth:rough;safe:dangerous;friend:enemy;question:answer;success:failure;arrive:leave;remember:forget;accept:refuse;increase:decrease;maximum:minimum;north:south;east:west;above:below;before:after;first:last;more:less;left:right;black:white;summer:winter;long:brief;give:take;laugh:cry;war:peace;alive:dead;possible:impossible;polite:rude;top:bottom;add:subtract;multiply:divide;import:export;guilty:innocent;public:private;simple:complicated;lazy:hardworking;asleep:awake;present:absent');
// prettier-ignore
export const PLURALS = pairs('child:children;mouse:mice;foot:feet;tooth:teeth;goose:geese;man:men;woman:women;person:people;ox:oxen;leaf:leaves;knife:knives;wolf:wolves;city:cities;baby:babies;box:boxes;bus:buses;sheep:sheep;fish:fish;deer:deer;cactus:cacti;potato:potatoes;hero:heroes;dog:dogs;cat:cats;tree:trees;book:books;house:houses;half:halves;life:lives;story:stories;tomato:tomatoes;shelf:shelves;loaf:loaves;thief:thieves;country:countries;party:parties;lady:ladies;fox:foxes;dish:dishes;church:churches;watch:watches;glass:glasses;crisis:crises;analysis:analyses;phenomenon:phenomena;medium:media;index:indices;fungus:fungi;moose:moose;series:series;wife:wives;calf:calves;berry:berries;brush:brushes;match:matches;key:keys;toy:toys;car:cars;apple:apples;table:tables;echo:echoes;piano:pianos;photo:photos;roof:roofs;elf:elves;louse:lice;family:families;butterfly:butterflies;wish:wishes;peach:peaches');
// prettier-ignore
export const SYNONYMS = pairs('big:large;small:little;happy:glad;sad:unhappy;fast:quick;smart:clever;begin:start;end:finish;angry:mad;tired:weary;rich:wealthy;quiet:silent;brave:courageous;easy:simple;hard:difficult;funny:amusing;pretty:beautiful;strange:odd;huge:enormous;tiny:minute;help:assist;buy:purchase;ask:inquire;answer:reply;jump:leap;choose:select;correct:right;scared:afraid;cold:chilly;shout:yell;speak:talk;look:gaze;build:construct;error:mistake;road:street;gift:present;house:home;kind:nice;old:ancient;afraid:frightened;show:display;sick:ill;stone:rock;cheerful:merry;near:close;wonderful:marvelous;hurry:rush;mend:repair;famous:well-known;empty:vacant');
// prettier-ignore
export const SOUNDS = pairs('cow:moo;dog:woof;cat:meow;sheep:baa;duck:quack;pig:oink;horse:neigh;rooster:cock-a-doodle-doo;frog:ribbit;lion:roar;owl:hoot;bee:buzz;snake:hiss;mouse:squeak;wolf:howl;crow:caw;donkey:hee-haw;goat:bleat;hen:cluck;goose:honk;turkey:gobble;bear:growl;elephant:trumpet;dove:coo');
// prettier-ignore
export const YOUNG = pairs('dog:puppy;cat:kitten;cow:calf;horse:foal;sheep:lamb;goat:kid;pig:piglet;duck:duckling;goose:gosling;hen:chick;bear:cub;lion:cub;deer:fawn;frog:tadpole;kangaroo:joey;swan:cygnet;eagle:eaglet;owl:owlet;elephant:calf;whale:calf;seal:pup;rabbit:kit;fox:cub;wolf:pup;butterfly:caterpillar;fish:fry;tiger:cub;turkey:poult;koala:joey;camel:calf');
// prettier-ignore
export const LEGS = pairs('dog:4;cat:4;spider:8;ant:6;bee:6;bird:2;human:2;snake:0;fish:0;horse:4;cow:4;crab:10;beetle:6;chicken:2;lion:4;fly:6;butterfly:6;duck:2;elephant:4;scorpion:8;octopus:0;worm:0;lizard:4;frog:4;penguin:2;ladybug:6;pig:4;sheep:4;mosquito:6;shark:0;kangaroo:2;lobster:10');
// prettier-ignore
export const GROUPS = pairs('lions:pride;wolves:pack;sheep:flock;cows:herd;fish:school;bees:swarm;crows:murder;geese:gaggle;ants:colony;elephants:herd;puppies:litter;birds:flock;whales:pod;dolphins:pod;owls:parliament;monkeys:troop');
// prettier-ignore
export const COLOURS = pairs('banana:yellow;grass:green;sky:blue;snow:white;coal:black;blood:red;carrot:orange;lemon:yellow;tomato:red;milk:white;plum:purple;emerald:green;ruby:red;sapphire:blue;chocolate:brown;pumpkin:orange;strawberry:red;frog:green;raven:black;polar bear:white;fire truck:red;sunflower:yellow;cucumber:green;flamingo:pink;lavender:purple');
// prettier-ignore
export const INVENTORS = pairs('telephone:Alexander Graham Bell;light bulb:Thomas Edison;printing press:Johannes Gutenberg;World Wide Web:Tim Berners-Lee;theory of relativity:Albert Einstein;dynamite:Alfred Nobel;radio:Guglielmo Marconi;law of gravity:Isaac Newton;telescope:Hans Lippershey;steam engine:James Watt;airplane:the Wright brothers;battery:Alessandro Volta;periodic table:Dmitri Mendeleev;theory of evolution:Charles Darwin;Linux kernel:Linus Torvalds;Python language:Guido van Rossum;C language:Dennis Ritchie;vaccine:Edward Jenner;diesel engine:Rudolf Diesel;braille alphabet:Louis Braille');
// prettier-ignore
export const AUTHORS = pairs('Hamlet:William Shakespeare;Macbeth:William Shakespeare;Romeo and Juliet:William Shakespeare;Don Quixote:Miguel de Cervantes;War and Peace:Leo Tolstoy;Anna Karenina:Leo Tolstoy;Oliver Twist:Charles Dickens;Great Expectations:Charles Dickens;Pride and Prejudice:Jane Austen;Moby Dick:Herman Melville;The Odyssey:Homer;The Iliad:Homer;Faust:Goethe;Dracula:Bram Stoker;Frankenstein:Mary Shelley;The Hobbit:J. R. R. Tolkien;The Lord of the Rings:J. R. R. Tolkien;Animal Farm:George Orwell;Nineteen Eighty-Four:George Orwell;Emma:Jane Austen;Crime and Punishment:Fyodor Dostoevsky;Les Miserables:Victor Hugo;Harry Potter:J. K. Rowling;Jane Eyre:Charlotte Bronte;Ulysses:James Joyce;The Little Prince:Antoine de Saint-Exupery;Alice in Wonderland:Lewis Carroll;Treasure Island:Robert Louis Stevenson;The Time Machine:H. G. Wells;The Trial:Franz Kafka');
// prettier-ignore
export const UNKNOWN_WORKS = { train: ['The Stranger', 'Lolita', 'Middlemarch', 'Walden', 'Beloved', 'The Great Gatsby', 'Catch-22', 'Dune', 'Little Women', 'The Bell Jar', 'Siddhartha', 'Persuasion'], held: ['Candide', 'Rebecca', 'Heart of Darkness', 'On the Road', 'The Name of the Rose'] };
// prettier-ignore
export const DEFINITIONS = pairs(`gravity:the force that pulls things toward each other
photosynthesis:how plants make food from light
an atom:the smallest unit of an element
a molecule:a group of atoms held together
a verb:a word for an action
a noun:a word for a person, place or thing
an adjective:a word that describes a noun
an adverb:a word that describes a verb
a pronoun:a word that stands for a noun
a prime number:a number divisible only by 1 and itself
a triangle:a shape with three sides
a square:a shape with four equal sides and right angles
a circle:a round shape whose edge is always equally far from its center
a volcano:a mountain that can erupt lava
an island:land surrounded by water
a desert:a very dry area of land
a glacier:a slow river of ice
an earthquake:a shaking of the ground
evaporation:water turning into vapor
a galaxy:a huge group of stars
a star:a glowing ball of hot gas
a comet:a ball of ice and dust that orbits the Sun
an eclipse:one body in space hiding another
a cell:the smallest unit of life
DNA:the molecule that carries the plan of a living thing
a virus:a tiny germ that needs a living cell to copy itself
a mammal:an animal that feeds its young with milk
a reptile:a cold-blooded animal with scales
a herbivore:an animal that eats plants
a carnivore:an animal that eats meat
an ecosystem:living things and the place they share
democracy:rule by the people
inflation:a general rise in prices
a mortgage:a loan to buy a house
interest:the price paid for borrowed money
a variable:a named value in a program
a loop:code that repeats
a function:a reusable block of code
an array:a list of values in a program
a string:a piece of text in a program
a boolean:a value that is true or false
recursion:a function calling itself
a bug:a mistake in a program
a compiler:a program that translates source code
an algorithm:a step by step procedure
a database:an organised store of data
an API:a way for programs to talk to each other
RAM:the short-term memory of a computer
a CPU:the main processor of a computer
a GPU:a processor made for many small sums at once
HTML:the markup language of web pages
CSS:the language that styles web pages
JSON:a text format for data
a URL:the address of a web page
a browser:a program that shows web pages
a server:a computer that answers requests
encryption:turning data into a form only the right key can read
an operating system:the software that runs a computer
a language model:a program that predicts the next word
a token:a piece of text a language model reads
a metaphor:a figure of speech that compares two things
a synonym:a word with the same meaning
an antonym:a word with the opposite meaning
a vowel:a letter such as a, e, i, o or u
a century:one hundred years
a decade:ten years`);
export const MONTHS =
	'January February March April May June July August September October November December'.split(
		' '
	);
export const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
export const ORDINALS =
	'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
/** Questions with one fixed answer: question wordings, then the answer. */
// prettier-ignore
export const SINGLE_FACTS: [string[], string][] = [
  [['the freezing point of water', 'the temperature at which water freezes'], 'Water freezes at 0 degrees Celsius.'],
  [['the boiling point of water', 'the temperature at which water boils'], 'Water boils at 100 degrees Celsius.'],
  [['the number of days in a year', 'the length of a year in days', 'how many days a year has'], 'A year has 365 days, a leap year 366.'],
  [['the number of continents', 'how many continents there are'], 'There are 7 continents.'],
  [['the number of planets in the solar system', 'how many planets there are'], 'There are 8 planets in the solar system.'],
  [['the largest planet', 'the biggest planet in the solar system'], 'The largest planet is Jupiter.'],
  [['the smallest planet'], 'The smallest planet is Mercury.'],
  [['the largest ocean', 'the biggest ocean on Earth'], 'The largest ocean is the Pacific Ocean.'],
  [['the highest mountain', 'the tallest mountain in the world', 'the tallest mountain on Earth'], 'The highest mountain is Mount Everest.'],
  [['the fastest land animal', 'the fastest animal on land'], 'The fastest land animal is the cheetah.'],
  [['the largest animal', 'the biggest animal on Earth'], 'The largest animal is the blue whale.'],
  [['the tallest animal'], 'The tallest animal is the giraffe.'],
  [['the largest country', 'the biggest country in the world'], 'The largest country is Russia.'],
  [['the largest continent', 'the biggest continent'], 'The largest continent is Asia.'],
  [['the value of pi', 'pi to two decimals'], 'Pi is about 3.14.'],
  [['the chemical formula of water', 'the formula for water'], 'The formula of water is H2O.'],
  [['the color you get from mixing blue and yellow', 'blue mixed with yellow'], 'Blue and yellow make green.'],
  [['the color you get from mixing red and yellow', 'red mixed with yellow'], 'Red and yellow make orange.'],
  [['the color you get from mixing red and blue', 'red mixed with blue'], 'Red and blue make purple.'],
  [['the number of letters in the alphabet', 'how many letters the alphabet has'], 'The English alphabet has 26 letters.'],
  [['the first letter of the alphabet'], 'The first letter of the alphabet is A.'],
  [['the last letter of the alphabet'], 'The last letter of the alphabet is Z.'],
  [['the number of months in a year', 'how many months there are'], 'A year has 12 months.'],
  [['the number of days in a week', 'how many days a week has'], 'A week has 7 days.'],
  [['the seasons', 'the four seasons', 'the names of the seasons'], 'The seasons are spring, summer, autumn and winter.'],
  [['the primary colors', 'the three primary colors'], 'The primary colors are red, yellow and blue.'],
  [['the speed of light'], 'Light travels about 300,000 kilometers per second.'],
  [['the star closest to Earth', 'the nearest star'], 'The closest star is the Sun.'],
  [['the number of sides of a hexagon', 'how many sides a hexagon has'], 'A hexagon has 6 sides.'],
  [['the number of sides of a pentagon', 'how many sides a pentagon has'], 'A pentagon has 5 sides.'],
  [['the number of sides of an octagon', 'how many sides an octagon has'], 'An octagon has 8 sides.'],
  [['the sum of the angles in a triangle', 'how many degrees a triangle has'], 'The angles of a triangle sum to 180 degrees.'],
  [['the days of the week', 'all days of the week', 'a list of the weekdays', 'the names of the days', 'the seven days'], 'Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday.'],
  [['the months of the year', 'all (the |)months', 'the twelve months', 'a list of the months', 'the names of the months'], 'January, February, March, April, May, June, July, August, September, October, November, December.'],
  [['the alphabet', 'all letters of the alphabet', 'the English alphabet', 'the ABC'], 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z.'],
  [['the numbers from 1 to 10', 'the numbers from one to ten', 'the first ten numbers'], '1, 2, 3, 4, 5, 6, 7, 8, 9, 10.'],
  [['the planets', 'the planets of the solar system', 'all (the |)planets', 'a list of the planets', 'the names of the planets', 'the eight planets'], 'Mercury, Venus, Earth, Mars, Jupiter, Saturn, Uranus, Neptune.'],
  [['the continents', 'all (the |)continents', 'the seven continents', 'the names of the continents', 'a list of the continents'], 'Africa, Antarctica, Asia, Europe, North America, Oceania, South America.'],
  [['the vowels', 'all (the |)vowels', 'the five vowels'], 'The vowels are a, e, i, o and u.'],
  [['the colors of the rainbow', 'all rainbow colors'], 'Red, orange, yellow, green, blue, indigo, violet.'],
  [['the number of hours in a day', 'how many hours a day has'], 'A day has 24 hours.'],
  [['the number of minutes in an hour', 'how many minutes an hour has'], 'An hour has 60 minutes.'],
  [['the number of seconds in a minute', 'how many seconds a minute has'], 'A minute has 60 seconds.'],
  [['the number of weeks in a year', 'how many weeks a year has'], 'A year has 52 weeks.'],
  [['the smallest country', 'the smallest country in the world'], 'The smallest country is Vatican City.'],
  [['the hottest planet'], 'The hottest planet is Venus.'],
  [['the red planet', 'the planet called the red planet'], 'Mars is called the red planet.'],
  [['the smallest prime number', 'the first prime number'], 'The smallest prime number is 2.'],
  [['the organ that pumps blood', 'what pumps blood through the body'], 'The heart pumps the blood.'],
  [['the gas plants take in', 'the gas that plants breathe in'], 'Plants take in carbon dioxide.'],
  [['the gas we breathe to live', 'the gas humans need to breathe'], 'Humans breathe oxygen.'],
];
// prettier-ignore
export const WORDS = 'apple river stone garden window planet table summer winter orange silver castle dragon monkey rabbit forest bridge market pencil bottle mirror dinner flower island jacket kitten ladder museum needle object palace quartz rocket saddle temple unicorn valley walnut yellow zebra anchor basket candle desert engine finger guitar hammer insect jungle kernel lemon magnet number oyster pepper queen ribbon school ticket uncle violin wagon yogurt bread cloud dance earth field glass heart juice knife light mouse night ocean paper quiet radio snake tiger under voice water young beach chair dream eagle flame grape horse idea jelly koala lunar metal north olive piano robot sugar train urban vivid wheat xenon yacht cat dog sun moon tree book door milk fish bird ship star wind rain snow fire gold iron salt leaf rose hand foot nose king lamp desk coat boat farm road hill lake sand wolf bear deer frog duck goat lion owl pig cow bee ant banana coffee letter banana mississippi strawberry computer elephant umbrella hospital language mountain notebook sandwich triangle vacation weather keyboard hello world python browser network privacy offline model answer battery camera diamond energy family giraffe harbor icicle journey kingdom library morning nothing octopus penguin quality rainbow station thunder village whistle'.split(' ');
/** Longer ones, and some with many repeated letters: harder to take apart. */
// prettier-ignore
export const LONG_WORDS = 'adventure afternoon alligator ambulance anniversary apartment appreciate architecture assassin assessment astronaut atmosphere balloon barracuda basketball beautiful beginning bookkeeper bottleneck boulevard breakfast buffalo caterpillar celebrate champagne chocolate coffee colleague commission committee community concentrate connection cucumber curriculum democracy dictionary different difference dinosaur disappear discussion education electricity embarrass engineer entertainment environment equipment experience experiment expression fascinating february firefighter fluorescent football framework generation grammar grasshopper happiness helicopter illustration imagination immediately independence information innovation instrument intelligence international kangaroo kindergarten knowledge laboratory landscape lemonade lighthouse literature loneliness machinery magazine mathematics medicine millennium misspelling moonlight motorcycle mushroom necessary neighborhood newspaper occasion occurrence opposition orchestra parallel parliament passenger philosophy photograph pineapple playground possession possibility potatoes president professor programming pronunciation questionnaire raccoon refrigerator relationship remember restaurant rhinoceros sapphire satellite scissors secretary separate skyscraper spaghetti squirrel statement succession sunflower telescope temperature tennessee together tomorrow toothbrush tradition translation university vegetable volleyball waterfall wednesday wheelbarrow wilderness wonderful yesterday'.split(' ');
// prettier-ignore
export const NAMES = 'Tom Ann Bob Mia Sam Eva Max Lea Ben Ida Leo Zoe Tim Amy Jon Kim Dan Liz Ray Sue Paul Nina Carl Rosa Omar Lila Hugo Vera Igor Dora Adam Ella Noah Ruth Finn Jade Otto Iris Luca Maya Emma John Mary Anna Peter Sara Alice David Laura Kate Jack Lucy Nick Olga Chen Ravi Aisha Diego Yuki Ali'.split(' ');
// prettier-ignore
export const SURNAMES = 'Smith Brown Jones Miller Davis Moore White Clark Hall Young King Green Baker Adams Carter Hill Scott Reed Cook Bell Ward Gray Price Wood Stone Fox Lane Marsh Page Rose Lopez Novak Kim Singh Garcia Weber Rossi Silva Tanaka Khan'.split(' ');
// prettier-ignore
export const CITIES = 'London Berlin Chicago Boston Denver Milan Lyon Porto Munich Hamburg Geneva Zurich Seattle Dallas Osaka Mumbai Sydney Toronto Paris Rome Madrid Tokyo Vienna Prague Oslo Dublin Athens Lisbon Cairo Lima Nairobi Barcelona Istanbul Warsaw Budapest Helsinki Miami Atlanta Houston Naples'.split(' ');
