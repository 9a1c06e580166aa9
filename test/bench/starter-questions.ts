// What the starter is asked where its speed is measured: for answers of some dozens of tokens, and short ones.

export const STARTER_QUESTIONS = [
	'What can you do?',
	'How do I add a better model?',
	'What is the capital of France?',
	'Does anything leave my device?',
	'What is 17 + 25?',
	'Write a function that adds two numbers.'
];
