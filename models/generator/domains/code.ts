// Requests about programs: writing, explaining, mending, predicting. No public data set's text.

// prettier-ignore
export const CODE: Record<string, readonly string[]> = {
	'code/write': [
		'write a (python |)function (that|which) (takes|accepts) a {struct} and returns (its length|the largest element|the sum|the duplicates|the reverse)',
		'(Write|Create|Implement) a {language} (function|method|program|script) to (reverse|sort|merge|filter|count|rotate|flatten) a {struct}.',
		'how do I (sort|reverse|copy|iterate over|filter|slice) a {struct} in {language}?', '{language} (function|code|snippet) to (check|test) (if|whether) a (number is prime|string is a palindrome|year is a leap year|list is sorted)',
		'def {fn}(', 'def {fn}(x):\n    """Return the (largest|smallest|last) element of the {struct}.\n    >>> {fn}({list})\n    {n}\n    """', 'function {fn}(a, b) { return a + b }',
		'Complete (this|the following) function:\ndef {fn}(values: list) -> int:\n    """ (Count|Sum|Find) the (even|odd|negative) values.\n    >>> {fn}({list})\n    {n}\n    """',
		'from typing import List\n\ndef {fn}(items: List[int]) -> List[int]:\n    """ Given a list of numbers, return only those above {n}.\n    """',
		'Write a function named {fn} that takes (two|three) (arguments|parameters) and (prints|returns) the (sum|product|maximum).', 'give me a (regex|regular expression) (for|that matches) (an email address|phone numbers|dates|hex colors|URLs)',
		'Write (a|an) {language} (class|struct|module) for (a bank account|a deck of cards|a stack|a timer|an LRU cache) with (push and pop|add and remove) methods.',
		'write SQL (to|that) (select|find|count|group) (customers|orders|rows|users) (with|by) (more than {n} orders|the highest total|city)', 'Implement (quicksort|merge sort|binary search|bubble sort|depth-first search|BFS|dijkstra\'s algorithm|a trie|a hash table) in {language}.',
		'I need a (script|program|one-liner) (that|to) (renames|deletes|lists|parses|downloads) (files|all the csv files|a log file) in {language}', 'can you code a (tic tac toe game|calculator|todo app|snake game|web scraper|countdown) in {language}?',
		'Write a function to find the (nth|kth|{k}th) (smallest|largest) (element|number) (in|of) (a|the given) {struct}.', 'Write a python function to (remove|replace|find|extract) (all|the) (vowels|spaces|duplicates|digits|special characters) (from|in) a given string.',
		'Write a {language} function to convert (celsius to fahrenheit|a string to lowercase|binary to decimal|a list to a dictionary|camelCase to snake_case).', 'how to (read|write|open|parse) a (file|csv|json) in {language}', 'make a react component (for|that shows) a (counter|list|form|modal)',
		'(Create|Build|Write) a (REST|GraphQL) (API|endpoint) (in|with) (express|flask|fastapi|django) (that|to) (returns|stores) users', 'write unit tests for {fn}()', 'add type (hints|annotations) to (this|my) function', 'html and css for a centered (button|div|login form)',
		'Write code that prints the numbers 1 to {n} but (fizz|skips) multiples of {k}', 'a lambda that (doubles|squares) (a number|each element)', 'Given (two|a) {struct}(s|) write a function that finds (the intersection|common elements|their difference).', 'code for fibonacci', 'Write an assert statement that checks {fn}',
		'Write a bash command to (find|count|delete) (files larger than|lines in) {n}', 'create a dockerfile for a {language} app', 'how do I loop (backwards|over two lists|through keys) in {language}', 'Write a recursive function for (factorial|the nth fibonacci number|the power set|hanoi)'
	],
	'code/explain': [
		'what does this (code|function|program|snippet) (do|print|output|return)?\n{fn}({list})', 'What (does|will) this print?\nx = {n}\nfor i in range({k}):\n    x += i\nprint(x)', 'what is the output of print({n} // {k})', "what's the output of [1,2,3].map(x => x * {k})",
		'find the bug: for i in range(len(a)): print(a[i+1])', 'Find the (bug|error|mistake) in this (code|function):\ndef {fn}(a):\n    return a[len(a)]', 'why does my {language} (code|program|script|app) (crash|fail|hang|throw an error|print None|segfault)?', 'fix this (code|function|bug|syntax error): if x = {n}: print(x)',
		'I get a (TypeError|NullPointerException|KeyError|segmentation fault|SyntaxError|stack overflow|undefined is not a function) (in|on) line {n}', 'what is (a pointer|a closure|recursion|a decorator|a generator|polymorphism|async await|a mutex|garbage collection|a promise|dependency injection|a virtual function) in {language}?',
		'explain (this|the) (regex|query|recursion|loop|pointer arithmetic)', "what's the difference between (== and ===|let and const|a list and a tuple|git merge and rebase|an abstract class and an interface|a process and a thread|TCP and UDP|GET and POST|stack and heap)", 'what is the time complexity of (binary search|this loop|quicksort|inserting into a heap|{fn})?',
		'how do I (undo|revert|squash|amend) (a|the last|my) (git |)commit(s|)?', 'how do I install (numpy|pandas|node|a package) with (pip|npm|conda)?', '(refactor|optimize|clean up|simplify|review) (this|my) {language} (code|function|class|loop)', 'translate this {language} (code|function) (to|into) {language}',
		'What does `{fn}({n}, {m})` return?', 'which data structure (is|would be) best for (fast lookups|a priority queue|undo history)?', 'print("hello"', 'console.log({fn}({n}))', 'Which of the following (is|are) (true|valid) about (compilers|linked lists|hash tables|cache misses|page tables|operating systems|normal forms)?',
		'my unit test (fails|is flaky)', 'how do I center a div', 'debug this: Traceback (most recent call last) IndexError: list index out of range', 'Is {language} (statically typed|compiled|garbage collected)?', 'the (build|docker container|webpack|npm install) fails with exit code {n}', 'In a neural network, what does (dropout|the learning rate|batch size) (control|do)?',
		'what is wrong with this sql: SELEC * FORM users', 'how can I make this (query|loop|function) faster', 'what does the (static|yield|final|volatile|extends) keyword do in {language}', 'const x = {list}; what is x.length?', 'Trace the (value|variable) of i in this loop', 'is this thread safe?'
	]
};
