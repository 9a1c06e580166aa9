// The words by which a topic is known, and plain frames to ask about any of them. A template knows a
// few words; what people ask about has thousands. Common knowledge, from no data set.

const terms = (list: string): string[] =>
	list
		.split(',')
		.map((term) => term.trim())
		.filter(Boolean);

/** Terms by class. */
export const VOCABULARY: Record<string, readonly string[]> = {
	'code/explain': terms(`
		regex, regular expression, recursion, closure, callback, promise, async function, decorator, iterator, generator, lambda, class inheritance,
		interface, abstract class, polymorphism, encapsulation, singleton, factory pattern, dependency injection, unit test, integration test, mock object,
		linked list, binary search tree, hash table, stack overflow, heap, priority queue, red-black tree, trie, graph traversal, depth first search,
		breadth first search, dynamic programming, memoization, big O notation, time complexity, space complexity, quicksort, mergesort, bubble sort,
		binary search, git rebase, git stash, pull request, merge conflict, cherry-pick, docker image, kubernetes pod, dockerfile, nginx config, makefile,
		webpack bundle, babel, eslint rule, npm package, pip install, virtual environment, requirements.txt, python module, import error, syntax error,
		type error, null pointer exception, segmentation fault, memory leak, garbage collector, race condition, deadlock, mutex, semaphore, thread pool,
		event loop, REST API, GraphQL schema, JSON parser, XML, YAML file, CSV reader, SQL join, foreign key, primary key, database index, stored procedure,
		ORM, migration, MongoDB aggregation, redis cache, http header, cookie, CORS, JWT token, OAuth, websocket, TCP socket, DNS, load balancer,
		css grid, flexbox, html form, react hook, useState, useEffect, vue component, angular service, svelte store, typescript generic, enum, tuple,
		dataclass, list comprehension, dict, numpy array, pandas dataframe, matplotlib plot, tensorflow model, pytorch tensor, jupyter notebook,
		for loop, while loop, switch statement, try catch, exception handling, pointer arithmetic, struct, malloc, header file, compiler flag, linker error,
		assembly, bytecode, virtual machine, shell script, environment variable, command line argument, stdin, file descriptor, cron syntax in code, debugger,
		breakpoint, stack trace, logging, refactoring, code review, linter, static typing, duck typing, boolean flag, bitwise operator, ternary operator,
		string formatting, f-string, escape character, unicode encoding, base64, hash function, encryption library, checksum, compiler, interpreter, parser,
		tokenizer, abstract syntax tree, operating system scheduler, page fault, cache line, neural network layer, gradient descent code, overfitting`),
	'code/write': terms(`
		a function that checks a password, a script that renames files, a palindrome checker, a prime sieve, a linked list class, a web scraper, a login form,
		a todo app, a discord bot, a REST endpoint, a unit test, a regex for dates, a regex for phone numbers, a SQL query for the top customers, a bash loop,
		a sorting algorithm, a matrix multiplication, a string reverser, a word counter, a vowel counter, a fibonacci generator, a factorial function,
		a caesar cipher, a binary converter, a roman numeral converter, an anagram checker, a bracket matcher, a queue with two stacks, an LRU cache,
		a csv parser, a json validator, a date formatter, a rock paper scissors game, a tic tac toe board, a countdown in javascript, a flask route,
		a react component, a css animation, a dockerfile, a github action, a makefile, a decorator that times a function, a generator of permutations,
		a function to merge two dictionaries, a function to flatten a list, a function to remove duplicates, a function to find the maximum, a median function`),
	'reasoning/logic': terms(`
		a riddle, a logic puzzle, a lateral thinking puzzle, a syllogism, an odd one out, a number series, a brain teaser, a deduction game, an analogy, a paradox,
		a seating arrangement, a knights and knaves puzzle, the liar paradox, a truth table, a contrapositive, modus ponens, modus tollens, a converse statement,
		a false dilemma, a straw man, an ad hominem, circular reasoning, a slippery slope, a logical fallacy, a valid argument, a sound argument, a premise,
		a family tree riddle, a river crossing puzzle, the monty hall problem, the prisoner's dilemma, a sudoku clue, a pattern of shapes, cause and effect,
		necessary and sufficient conditions, a murder mystery clue, a detective riddle, an einstein puzzle, a zebra puzzle, a coin weighing puzzle`),
	'math/sums': terms(`
		a percentage, a fraction, long division, multiplication tables, decimals, rounding, the average, the mean, the median, a ratio, a proportion, perimeter,
		the area of a rectangle, an arithmetic problem, addition, subtraction, times tables, a mixed number, an improper fraction, place value, a unit conversion,
		miles to kilometers, pounds to kilograms, cups to ounces, feet to inches, a discount, a remainder, a word problem about apples, mental arithmetic, square numbers`),
	'hard-math/algebra': terms(`
		a quadratic equation, a linear equation, a system of equations, a polynomial, factoring, completing the square, a derivative, an integral, the chain rule,
		integration by parts, a limit, l'hopital's rule, a taylor series, a fourier series, a differential equation, an eigenvalue, a determinant, matrix inversion,
		a vector space, linear independence, a group homomorphism, a subgroup, a ring, a field extension, galois theory, a topology, a metric space, compactness,
		a prime number, prime factorization, the greatest common divisor, the least common multiple, modular arithmetic, the chinese remainder theorem,
		fermat's little theorem, euler's totient, a diophantine equation, a permutation, a combination, the binomial theorem, pascal's triangle, probability,
		bayes theorem, conditional probability, expected value, variance, standard deviation, a normal distribution, a hypothesis test, a p-value, linear regression,
		a logarithm, an exponential function, trigonometry, the law of sines, the law of cosines, sine and cosine, a complex number, de moivre's theorem,
		a geometric series, an arithmetic progression, convergence, induction, a proof by contradiction, a bijection, cardinality, the pigeonhole principle,
		graph coloring, an eulerian path, a conic section, an ellipse, a parabola, a hyperbola, the quadratic formula, an inequality, absolute value, a modulus,
		a vertex, a tangent line, a slope, an asymptote, the pythagorean theorem, similar triangles, a circle theorem, the volume of a sphere, surface area, a critical point`),
	'science/concepts': terms(`
		photosynthesis, mitosis, meiosis, osmosis, diffusion, respiration, fermentation, evolution, natural selection, genetics, DNA replication, RNA, a ribosome,
		protein synthesis, a chromosome, an allele, a mutation, a virus, bacteria, fungi, an antibody, the immune system, the nervous system, a synapse, a neuron,
		the heart's chambers, blood pressure physiology, red blood cells, hemoglobin, the kidney, the liver, the pancreas, insulin, hormones, the skeleton, bones,
		muscle fibers, the digestive system, enzymes, ATP, the krebs cycle, glycolysis, chlorophyll, xylem, pollination, an ecosystem, a food chain, biodiversity,
		the carbon cycle, the nitrogen cycle, the water cycle, climate science, greenhouse gases, ozone, plate tectonics, earthquakes, volcanoes, sedimentary rock,
		igneous rock, fossils, erosion, tides, the atmosphere, clouds, lightning, gravity, inertia, momentum, friction, kinetic energy, potential energy, work and power,
		newton's laws, acceleration, velocity, projectile motion, torque, angular momentum, pressure, buoyancy, density, viscosity, thermodynamics, entropy, enthalpy,
		heat capacity, conduction, convection, radiation, an ideal gas, electricity, voltage, current, resistance, a capacitor, an inductor, magnetism, induction,
		electromagnetic waves, light, refraction, reflection, diffraction, interference, a lens, the doppler effect, sound waves, frequency, wavelength, a photon,
		quantum mechanics, an electron, a proton, a neutron, a quark, nuclear fission, fusion, radioactivity, half-life, relativity, a black hole, a supernova,
		the big bang, a galaxy, the milky way, a star's life, the sun, planets, asteroids, comets, the moon's phases, an eclipse, an atom, a molecule, an isotope, an ion,
		the periodic table, a covalent bond, an ionic bond, a hydrogen bond, an acid, a base, pH, a buffer, a catalyst, oxidation, reduction, electrolysis, a mole,
		stoichiometry, molarity, titration, a polymer, organic chemistry, alkanes, benzene, an alloy, a crystal, combustion, an exothermic reaction, equilibrium,
		chromatography, a spectrum, a microscope, a telescope, stem cells, cloning, a vaccine, CRISPR, an amoeba, a species, a fish's gills, why stars twinkle, why ice floats`),
	'finance/concepts': terms(`
		a bond, a stock, a share, a dividend, a hedge fund, a mutual fund, an index fund, an ETF, an IPO, a call option, a put option, a futures contract, a swap,
		short selling, a bear market, a bull market, market capitalization, the P/E ratio, earnings per share, EBITDA, cash flow, free cash flow, working capital,
		a balance sheet, an income statement, an annual report, assets, liabilities, equity, goodwill, amortization, depreciation, accounts payable, accounts receivable,
		accruals, double-entry bookkeeping, an audit, gross margin, net profit, revenue, operating costs, break-even, return on investment, net present value,
		internal rate of return, compound interest, simple interest, an annuity, a perpetuity, a mortgage, refinancing, a home loan, a student loan, a credit card,
		a credit score, APR, overdraft fees, a savings account, a checking account, a certificate of deposit, direct deposit, a wire transfer, a routing number,
		income tax, capital gains tax, VAT, sales tax, a tax deduction, a tax return, withholding, a W-2, a 401k, a Roth IRA, a pension, social security benefits, payroll,
		inflation, deflation, the consumer price index, GDP, unemployment rate, monetary policy, fiscal policy, the central bank, the federal reserve, interest rates,
		quantitative easing, the yield curve, a recession, supply and demand, elasticity, a monopoly, an oligopoly, perfect competition, marginal cost, marginal revenue,
		opportunity cost, comparative advantage, a trade deficit, a tariff, a budget deficit, national debt, exchange rate policy, currency hedging, bitcoin, a stablecoin,
		a portfolio, diversification, risk tolerance, a broker, a margin call, a stop-loss order, liquidity, leverage, arbitrage, insider trading, venture capital, private equity,
		a merger, a leveraged buyout, a stock split, a share buyback, insurance premiums, an emergency fund, a budget, an invoice, a payment plan, bankruptcy, a lease liability`),
	'creative/stories': terms(`
		a poem, a haiku, a sonnet, a limerick, a short story, a fairy tale, a fable, a screenplay, a monologue, a dialogue, a song, rap lyrics, a love letter, a speech, a toast,
		an essay, a blog post, a slogan, a tagline, a product description, a press release, a cover letter, a novel chapter, a plot twist, a villain, a fantasy world,
		a children's book, a bedtime story, a horror story, a science fiction story, a comic script, a metaphor, a simile, an acrostic, a tongue twister, a caption,
		a tweet, a newsletter, an invitation, a eulogy, a wedding vow, a diary entry, a character sketch, a movie pitch, a game quest, a brand story, a video script,
		an op-ed, a personal statement, a book review, a marketing campaign, an advertisement, a thank-you note, a birthday message, a proposal, a report, an article`),
	'automation/lookup': terms(`
		the weather, the forecast, tomorrow's temperature, a translation, a currency conversion, the exchange rate, flights, hotels, a taxi, a rental car, a restaurant table,
		a calendar event, a meeting, a reminder, an alarm, a timer, a to do list, a shopping list, a playlist, a song, the thermostat, the lights, the volume of the tv,
		a text message, an email, a phone call, my location, directions, traffic, a package, an order, a ticket, a webhook, an API call, a spreadsheet update, a backup job,
		a cron job, a scheduled task, a notification, a form submission, a database record, a user account, a support ticket, a repository, a docker container, a booking`),
	'out-of-scope/world': terms(`
		the super bowl, the world series, the nba finals, the world cup, wimbledon, the olympics, a football team, the best quarterback, a hockey league, a boxing champion,
		the oscars, the grammys, a famous actor, a pop star, a rock band, a tv show, a netflix series, a movie director, a superhero film, star wars, harry potter, game of thrones,
		a video game, minecraft, a board game, poker rules, chess openings, a celebrity's age, a politician, the president, congress, the senate, the election, a political party,
		the supreme court, the constitution, a civil war, world war two, napoleon, julius caesar, cleopatra, the renaissance, the middle ages, the vikings, the mongols,
		ancient rome, ancient greece, egyptian pyramids, a famous battle, the cold war, the berlin wall, slavery, the civil rights movement, a king of england, a queen,
		buddhism, islam, christianity, hinduism, judaism, the bible, greek mythology, norse gods, philosophy, plato, kant, nietzsche, ethics, sociology, anthropology, psychology,
		freud, the longest river, the highest mountain, the largest desert, the deepest lake, an island nation, a city's population, a country's flag, a national anthem,
		the eiffel tower, the great wall, a museum, a famous painting, picasso, van gogh, a sculpture, architecture, ballet, opera, mozart, the beatles, jazz history, fashion trends,
		instagram, facebook, tiktok, youtube, elon musk, a billionaire, a tech company, the newest phone, a car brand, the fastest car, a motorcycle, a airline, an airport`),
	'out-of-scope/life': terms(`
		a headache, a cold, the flu, allergies, a rash, back pain, blood pressure medicine, vitamins, weight loss, a diet, a workout, yoga, running shoes, sleep problems, stress,
		depression, anxiety, a therapist, a dentist, a pregnancy, a baby's sleep, toddlers, teenagers, marriage, a breakup, dating, a first date, friendship, a wedding, a funeral,
		a birthday party, a costume, a haircut, makeup, skin care, a tattoo, a dress, jeans, laundry stains, ironing, house cleaning, mold, a leaky faucet, a clogged drain,
		painting a room, furniture, a mattress, gardening, tomatoes, roses, lawn care, weeds, houseplants, a puppy, a cat, a hamster, dog training, fishing, camping, hiking, hunting,
		knitting, guitar lessons, piano, photography, dancing, swimming, skiing, a bicycle, college applications, job interviews, a resume, a raise, a boss, quitting, moving house,
		renting an apartment, a landlord, a lawyer, a divorce, a will, a speeding ticket, a driver's license, a passport, a visa, citizenship, voting, a phone plan, wifi problems,
		a slow computer, a broken screen, a printer, a smart tv, headphones, a used car, car insurance, a flat tire, an oil change, road trips, packing, jet lag, a cruise, a beach,
		gift ideas, a babysitter, a nursing home, a retirement party, a gym membership, a horoscope, dreams, ghosts, superstition, luck, the lottery, karaoke, a barbecue, baking bread,
		a slow cooker, meal prep, leftovers, a vegan diet, coffee, wine, beer, cocktails, spicy food, sushi, pizza toppings, a cake, grocery prices, a farmers market`)
};

// prettier-ignore
export const TERM_FRAMES: readonly string[] = [
	'what is {term}', 'what is {term}?', 'explain {term}', 'how does {term} work', 'tell me about {term}', 'help me with {term}', 'i need help with {term}', 'i have a question about {term}', 'can you explain {term} to me', 'give me an example of {term}', 'what do you know about {term}', 'describe {term}', 'how do i use {term}', 'when do you need {term}', '{term}', 'why is {term} important', 'what is the difference between {term} and {other}', 'define {term}', 'is {term} the same as {other}', 'what are the types of {term}', 'how is {term} related to {other}', 'who invented {term}', 'what is the best {term}', 'find {term}', 'show me {term}', 'how do i find {term}', 'teach me {term}', 'which is better, {term} or {other}', 'what is the purpose of {term}', 'problems with {term}', 'how do {term} and {other} compare', 'my homework is on {term}', 'what causes {term}', 'are there different kinds of {term}'
];

// prettier-ignore
export const REQUEST_FRAMES: readonly string[] = [
	'write {term}', 'make {term}', 'create {term}', 'i need {term}', 'give me {term}', 'can you write {term}', 'can you make {term} for me', 'help me with {term}', 'please write {term}', 'i want {term}', '{term}', 'could you do {term}', 'let us do {term}', 'start {term}', 'show me {term}', 'come up with {term}', 'generate {term}', 'draft {term} and {other}', 'i would like {term}', 'set up {term}', 'prepare {term}', 'change {term}', 'improve {term}', 'do {term} next', 'check {term}', 'update {term}'
];
