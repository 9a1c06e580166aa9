// What people call the operations of code.ts: other nouns, and verbs. Data only, keyed by its
// descriptions. `{v}` is a variable, `{n}` a number; alternatives in brackets multiply.

export interface CodeWording {
	/** Noun phrases that stand where the description stands. */
	np?: readonly string[];
	/** Imperatives: "sort {v}". */
	vp?: readonly string[];
}

const LIST = '(the list |a list called |the array |my list |a list named |)';
const STRING = '(the string |a string called |the text |a string named |)';

// prettier-ignore
export const MORE_EXPRESSIONS: Record<string, CodeWording> = {
  'the sum of {v}': { np: ['the total of {v}', 'the sum of all (numbers|values|elements) in {v}', '{v} added up', 'everything in {v} added together'], vp: [`sum (up |)${LIST}{v}`, `add up (all numbers in |everything in |)${LIST}{v}`, `total ${LIST}{v}`, 'add all the (numbers|values) in {v} together', 'build the sum over {v}'] },
  'the (length|size) of {v}': { np: ['the number of (elements|items|entries) in {v}', 'how (long|big) {v} is', 'how many (elements|items|entries) {v} has'], vp: ['count the (elements|items|entries) (of|in) {v}', `find out how (long|big) ${LIST}{v} is`, 'check how many (elements|items) are in {v}', `measure the (length|size) of ${LIST}{v}`] },
  'the (maximum|largest value) of {v}': { np: ['the (largest|highest|greatest) (number|value|element|entry|item) (in|of) {v}', 'the top value in {v}', 'the max of {v}'], vp: [`find the (highest|largest|greatest) (number|value|entry) in ${LIST}{v}`, 'pick the (largest|biggest|highest) of {v}'] },
  'the (minimum|smallest value) of {v}': { np: ['the (smallest|lowest|least) (number|value|element|entry|item) (in|of) {v}', 'the min of {v}'], vp: [`find the (smallest|lowest) (number|value|entry) in ${LIST}{v}`, 'pick the (smallest|lowest) of {v}'] },
  'the first (element|item) of {v}': { np: ['the first (entry|value|thing|one) (in|of) {v}', 'the element at the (start|beginning|front) of {v}', 'item number one of {v}'], vp: [`(take|grab|read|access|pick) the first (element|item|entry|value) (of|from|in) ${LIST}{v}`] },
  'the last (element|item) of {v}': { np: ['the last (entry|value|thing|one) (in|of) {v}', 'the (final|very last) (element|item|entry) (in|of) {v}', 'the element at the end of {v}'], vp: [`(take|grab|read|access|pick) the (last|final) (element|item|entry|value) (of|from|in) ${LIST}{v}`] },
  '{v} sorted': { np: ['{v} in (sorted|ascending) order', 'the sorted {v}', '{v} from small to large', 'a sorted copy of {v}'], vp: [`sort ${LIST}{v}`, `(order|arrange) ${LIST}{v} (from small to large|ascending|by size)`, `put ${LIST}{v} in order`, 'bring {v} into order'] },
  '{v} (reversed|in reverse order)': { np: ['{v} (backwards|back to front|the other way round)', 'a reversed copy of {v}', 'the reverse of {v}'], vp: [`reverse ${LIST}{v}`, `(turn|flip) ${LIST}{v} around`, 'put {v} in reverse order'] },
  'the unique (values|elements) of {v}': { np: ['{v} without duplicates', '{v} with no repeats', 'the distinct (values|elements|entries) (of|in) {v}', 'each value of {v} only once'], vp: [`(remove|delete|filter out|eliminate) (the |all |)(duplicates|doubles|repeated values) (from|in|of) ${LIST}{v}`, 'keep only unique (values|entries) of {v}', `(dedupe|deduplicate) ${LIST}{v}`, 'get rid of duplicates in {v}'] },
  '{v} joined with commas': { np: ['{v} as one string with commas( between|)', '{v} comma separated', 'a comma separated string of {v}'], vp: [`join ${LIST}{v} (with commas|by commas|using commas|with a comma)`, `(stick|concatenate|combine|put) ${LIST}{v} together with commas( between|)`] },
  'the (average|mean) of {v}': { np: ['the (average|mean) (value|number) (in|of) {v}', 'the arithmetic mean of {v}', 'what {v} is on average'], vp: [`(average|take the average of|take the mean of) ${LIST}{v}`, `(work out|calculate) the (average|mean) of all numbers in ${LIST}{v}`] },
  'every (element|item) of {v} doubled': { np: ['all (elements|values|numbers) (of|in) {v} (doubled|times two|multiplied by 2)', 'twice each (element|number) of {v}'], vp: ['double (every|each) (element|item|number|value) (of|in) {v}', `multiply (everything|all|each number) in ${LIST}{v} by (two|2)`, `double all of ${LIST}{v}`] },
  'the squares of {v}': { np: ['all (numbers|values) in {v} squared', 'each (element|number) of {v} squared', '{v} squared, element by element'], vp: ['square (every|each) (element|item|number|value) (of|in) {v}', `square all (numbers|values) in ${LIST}{v}`] },
  'the even (numbers|values) in {v}': { np: ['only the even (numbers|values|elements|ones) (of|from|in) {v}', 'all even (numbers|elements) of {v}'], vp: ['(keep|select|filter|pick|take) (only |)the even (numbers|values|ones) (of|from|in) {v}', `filter ${LIST}{v} (for|to) even (numbers|values)`] },
  'the odd (numbers|values) in {v}': { np: ['only the odd (numbers|values|elements|ones) (of|from|in) {v}', 'all odd (numbers|elements) of {v}'], vp: ['(keep|select|filter|pick|take) (only |)the odd (numbers|values|ones) (of|from|in) {v}', `filter ${LIST}{v} (for|to) odd (numbers|values)`] },
  'the positive (numbers|values) in {v}': { np: ['only the positive (numbers|values|elements|ones) (of|from|in) {v}', 'all (numbers|values) of {v} above zero'], vp: ['(keep|select|filter|pick|take) (only |)the positive (numbers|values|ones) (of|from|in) {v}', `filter ${LIST}{v} (for|to) positive (numbers|values)`] },
  'whether {n} is in {v}': { np: ['if {n} is (in|part of|inside) {v}', 'whether {v} (contains|has|includes) {n}', 'if {v} (contains|has|includes) {n}'], vp: ['(check|test|see|find out) (if|whether) {n} is in {v}', `(check|test) (if|whether) ${LIST}{v} (contains|includes|has) {n}`, 'look for {n} in {v}'] },
  'the index of {n} in {v}': { np: ['the position of {n} in {v}', 'where {n} is in {v}', 'at which index {n} is in {v}'], vp: ['find (the position of|where) {n} (in|is in) {v}', 'locate {n} in {v}'] },
  'how often {n} is in {v}': { np: ['how many times {n} (appears|occurs) in {v}', 'the number of {n}s in {v}', 'the count of {n} in {v}'], vp: ['count (how often {n} is|how many times {n} appears) in {v}', 'count {n} in {v}', `count the (value|number) {n} in ${LIST}{v}`] },
  'the first {n} (elements|items) of {v}': { np: ['the first {n} (entries|values|of) {v}', 'only the first {n} (items|elements) (in|of|from) {v}'], vp: ['(take|keep|grab|slice) the first {n} (elements|items|entries) (of|from) {v}', 'cut {v} after {n} (elements|items)'] },
  'the last {n} (elements|items) of {v}': { np: ['the last {n} entries of {v}', 'only the last {n} (items|elements) (in|of|from) {v}', 'the final {n} items of {v}'], vp: ['(take|keep|grab|slice) the last {n} (elements|items|entries) (of|from) {v}'] },
  '{v} without the first element': { np: ['all of {v} (except|but|after) the first (element|item|one)', 'the rest of {v} after the first'], vp: ['(drop|skip|remove|leave out) the first (element|item|one) of {v}'] },
  'a copy of {v}': { np: ['a (shallow copy|duplicate|clone) of {v}', 'a second list equal to {v}'], vp: [`(copy|clone|duplicate) ${LIST}{v}`, 'make a copy of {v}'] },
  'the elements of {v} greater than {n}': { np: ['(all|the|only) (values|numbers|elements|ones) (in|of) {v} (above|over|bigger than|larger than|greater than) {n}'], vp: ['(keep|filter|select|find) (everything|all|the numbers) (in|of) {v} (above|over|greater than|larger than) {n}'] },
  'the elements of {v} less than {n}': { np: ['(all|the|only) (values|numbers|elements|ones) (in|of) {v} (below|under|smaller than|less than) {n}'], vp: ['(keep|filter|select|find) (everything|all|the numbers) (in|of) {v} (below|under|smaller than|less than) {n}'] },
  '{n} added to every element of {v}': { np: ['(each|every) (element|number) of {v} plus {n}', 'all of {v} increased by {n}'], vp: ['add {n} to (each|every|all) (element|elements|number|numbers|item) (of|in) {v}', 'increase (everything|all) in {v} by {n}'] },
  '{v} as strings': { np: ['the (elements|numbers) of {v} as (strings|text)', '{v} turned into strings'], vp: ['(convert|turn|change) (the elements of |all of |){v} (to|into) (strings|text)'] },
  '{v} as JSON': { np: ['{v} (as a JSON string|in JSON|written as JSON)', 'the JSON of {v}'], vp: ['(convert|turn|serialize|encode) {v} (to|into|as) JSON', 'dump {v} as JSON'] },
  'whether {v} is empty': { np: ['if {v} is empty', 'whether {v} has no (elements|items)'], vp: [`(check|test|see|find out) (if|whether) ${LIST}{v} is empty`, '(check|test) that {v} has no (elements|items)'] },
  'whether all of {v} are positive': { np: ['if (all|all of|everything in|every number in) {v} (is|are) positive'], vp: ['(check|test) (if|whether|that) (all|all of|every number in) {v} (are|is) positive'] },
  'whether any of {v} is negative': { np: ['if (any|any number in|something in) {v} is negative', 'whether {v} has a negative number'], vp: ['(check|test) (if|whether) (any|any of|some number in) {v} is negative', 'look for a negative number in {v}'] },
  'the string {v} in uppercase': { np: ['{v} in (capital letters|upper case|all caps|capitals)', 'the (uppercase|upper case) version of {v}'], vp: [`(turn|convert|change|make|put|write) ${STRING}{v} (into|to|in) (capital letters|upper case|uppercase|capitals)`, `uppercase ${STRING}{v}`] },
  'the string {v} in lowercase': { np: ['{v} in (small letters|lower case|lowercase)', 'the (lowercase|lower case) version of {v}'], vp: [`(turn|convert|change|make|put|write) ${STRING}{v} (into|to|in) (small letters|lower case|lowercase)`, `lowercase ${STRING}{v}`] },
  'the string {v} split at commas': { np: ['the parts of {v} between the commas', '{v} split (by|on) commas'], vp: [`(split|cut|break|separate) ${STRING}{v} (at|by|on) (the |)commas`] },
  'the string {v} without spaces at the ends': { np: ['{v} (trimmed|stripped)', '{v} without (leading and trailing|surrounding) (spaces|whitespace)'], vp: [`(trim|strip) ${STRING}{v}`, `remove the (spaces|whitespace) (around|at both ends of|at the ends of) ${STRING}{v}`] },
  'the numbers from 0 to {n}': { np: ['a list of (the |)numbers from 0 to {n}', 'all numbers from zero to {n}', '0 up to {n} as a list'], vp: ['(make|create|build|generate) a list (of numbers |)from 0 to {n}', 'list (all |)numbers from 0 to {n}'] },
  'a random (element|item) of {v}': { np: ['a random (entry|value|pick|choice) (of|from|out of) {v}', 'one (element|item) of {v} by chance'], vp: [`(pick|choose|select|draw|take) a random (element|item|entry|one) (of|from|out of) ${LIST}{v}`, '(pick|choose) something (randomly|at random) from {v}'] },
  '{v} rounded': { np: ['{v} as a rounded number', '{v} to the nearest (integer|whole number)'], vp: ['round (the number |the variable |){v}( to the nearest integer|)'] },
  'the absolute value of {v}': { np: ['{v} without (its|the) sign', 'the abs of {v}'], vp: ['remove the (minus|sign) (of|from) {v}', 'make {v} positive, its absolute value'] },
  'the square root of {v}': { np: ['the root of {v}', 'sqrt of {v}'], vp: ['take the (square |)root of {v}'] },
};

/** Functions: "a function that ...". */
// prettier-ignore
export const MORE_FUNCTIONS: Record<string, readonly string[]> = {
  'adds two numbers': ['(sums|adds up|adds together) (two|2) (numbers|values)', 'takes two numbers and (adds them|returns their sum)', 'returns the sum of (two|2) (numbers|values)', 'gives (back |)the sum of two numbers'],
  'subtracts two numbers': ['takes two numbers and (subtracts them|returns the difference)', 'returns the difference of two numbers', 'subtracts one number from another', 'computes a minus b'],
  'multiplies two numbers': ['takes two numbers and (multiplies them|returns the product)', 'returns the product of two numbers', 'gives (back |)the product of two numbers', 'multiplies (two|2) values'],
  'divides two numbers': ['takes two numbers and divides them', 'returns the quotient of two numbers', 'divides one number by another', 'computes a divided by b'],
  'squares a number': ['returns the square of a number', 'takes a number and (squares it|returns its square)', 'multiplies a number by itself', 'computes the square'],
  'doubles a number': ['returns twice a number', 'takes a number and (doubles it|returns the double)', 'multiplies a number by (two|2)', 'gives back double the number'],
  'checks (if|whether) a number is even': ['(tells me|tells|says|returns|decides|tests) (if|whether) a number is even', 'returns true for even numbers', 'finds out if a number is even', 'checks for even numbers'],
  'checks (if|whether) a number is odd': ['(tells me|tells|says|returns|decides|tests) (if|whether) a number is odd', 'returns true for odd numbers', 'finds out if a number is odd', 'checks for odd numbers'],
  'reverses a string': ['turns a (string|text|word) around', 'returns a string (backwards|reversed)', 'takes a string and (reverses it|returns it backwards)', 'reverses (text|a word|the string)', 'flips a string'],
  'checks (if|whether) a (word|string) is a palindrome': ['(tells me|tells|says|tests) (if|whether) a (word|string|text) is a palindrome', 'detects palindromes', 'checks for palindromes', 'tests whether a word reads the same backwards'],
  'counts the words in a (text|string)': ['returns (the number of words|how many words are) in a (text|string|sentence)', 'counts (words|the words in a sentence)', 'tells how many words a (text|sentence) has'],
  'counts the vowels in a (word|string)': ['returns (the number of vowels|how many vowels are) in a (word|string|text)', 'counts vowels', 'tells how many vowels a word has'],
  'returns the larger of two numbers': ['(returns|gives|finds|picks) the (bigger|larger|greater|maximum) of two (numbers|values)', 'tells which of two numbers is larger', 'takes two numbers and returns the bigger one'],
  'returns the smaller of two numbers': ['(returns|gives|finds|picks) the (smaller|lesser|minimum) of two (numbers|values)', 'tells which of two numbers is smaller', 'takes two numbers and returns the smaller one'],
  'computes the factorial of a number': ['(returns|calculates|gives|works out) the factorial (of a number|of n|)', 'takes n and returns n factorial', 'computes (factorials|n!|the factorial of n)'],
  'returns the n-th Fibonacci number': ['(computes|calculates|gives) (the n-th|the nth|a) Fibonacci number', 'computes Fibonacci numbers', 'returns fibonacci of n', 'calculates the Fibonacci sequence at n'],
  'sums a list': ['(returns|computes|calculates) the (sum|total) of a list', 'adds up (a list|all numbers in a list)', 'totals a list of numbers', 'takes a list and returns the sum'],
  'returns the average of a list': ['(computes|calculates|gives) the (average|mean) of a list', 'averages a list( of numbers|)', 'takes a list and returns the mean'],
  'removes duplicates from a list': ['(drops|deletes|filters) duplicates (from|in) a list', 'returns a list without duplicates', 'keeps each element of a list once', 'dedupes a list'],
  'returns the area of a circle': ['(computes|calculates|gives) the area of a circle( from its radius|)', 'takes a radius and returns the area'],
  'converts Celsius to Fahrenheit': ['turns Celsius into Fahrenheit', 'changes degrees Celsius to Fahrenheit', 'takes Celsius and returns Fahrenheit', 'computes Fahrenheit from Celsius'],
  'returns the last element of a list': ['(gives|gets|finds) the (last|final) (item|element|entry) of a list', 'takes a list and returns (its|the) last element'],
  'greets a person by name': ['says hello to a (name|person)', 'takes a name and (greets|says hello)', 'returns a greeting for a name'],
  'capitalizes a (word|string)': ['makes the first letter (a capital|uppercase)', 'capitalizes the first letter of a (word|string)', 'turns the first letter into a capital'],
};
