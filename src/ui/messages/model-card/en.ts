// The sentences of a model's card and of calibrating one, in English. Fetched with the parts that say them, so
// that no first load carries them.

export const en = {
	figures: {
		what: 'What it is',
		can: 'What it can and cannot do',
		strong: 'Mostly right at:',
		weak: 'Often wrong at:',
		specialists: 'Has specialists for:',
		systemPrompt: 'It follows instructions of yours (a system prompt).',
		calibrated:
			'It says how likely an answer is right, fitted on questions whose answers are known.',
		notCalibrated: 'How sure it is has not been fitted to how often it is right.',
		unknownAbilities: 'What it can do was not measured here; its makers may have figures.',
		check: 'It can be wrong: check what matters.',
		overall: 'Right answers',
		kind: 'Kind of question',
		sets: {
			heldOut: 'in wordings it has not seen',
			natural: 'written by hand',
			thirdQuestion: 'after two others',
			followUps: 'that refer back'
		},
		abilities: 'By ability',
		abilityNames: {
			about: 'itself and the app',
			facts: 'facts',
			arithmetic: 'sums and percentages',
			units: 'units',
			'word problems': 'word problems',
			strings: 'letters of words',
			copy: 'repeating a text',
			code: 'one-line code',
			tools: 'tool calls',
			extraction: 'finding names or dates in a text',
			logic: 'puzzles of order and sequence',
			unknown: 'saying what it does not know'
		} as Record<string, string>,
		confidence: 'How far its confidence can be trusted',
		figure: 'Figure',
		value: 'Value',
		ece: 'Off by, on average (ECE)',
		auroc: 'Surer of a right answer than of a wrong one (AUROC)',
		unknownCaught: 'Questions beyond it that it declines or doubts',
		modifiersHint: 'Elsewhere: on other questions, if the specialist answered those too.',
		field: 'Field',
		before: 'Without',
		after: 'With',
		elsewhere: 'Elsewhere',
		change: (before: string, after: string) => `${before} → ${after}`,
		domain: 'Telling what a request is about',
		domainHint: 'By the small classifier beside the model.',
		test: 'Test',
		dissatisfaction: 'Noticing that an answer was no good',
		dissatisfactionHint: 'F1 weighs complaints missed and complaints imagined alike.',
		setNames: {
			'held out': 'generated, in unseen wordings',
			natural: 'written by hand',
			'ab redial': 'AB-ReDial, real dialogues'
		} as Record<string, string>,
		router: 'Telling when a stronger model is needed',
		routerHint: 'On published outcomes of a weak and a strong model.',
		apgr: 'Gap closed (APGR)',
		cpt50: 'Calls for half of it (CPT50)',
		others: 'Further figures',
		notMeasured: 'Not measured:',
		parts: {
			abilities: 'single abilities',
			natural: 'questions written by hand',
			calibration: 'how far its confidence can be trusted',
			unknown: 'questions beyond it',
			modifiers: 'some specialists',
			classifiers: 'the classifiers',
			router: 'when a stronger model is needed'
		},
		onDemand: 'fetched when first used'
	},
	calibration: {
		title: 'How sure it is',
		none: 'Nobody has calibrated this model: how sure it says it is is a careful guess, by which nothing is decided. This device can measure it: it puts a few hundred questions to the model whose answers it works out itself. Your own questions come first.',
		start: 'Calibrate on this device',
		goOn: 'Go on calibrating',
		running: 'Calibrating',
		progress: (answered: string, of: string) => `${answered} of ${of} questions.`,
		background: 'It goes on while you use the app.',
		waiting: 'Your question comes first; then it goes on.',
		pause: 'Pause',
		done: (questions: string, date: string) =>
			`Calibrated on this device with ${questions} questions, ${date}.`,
		right: (percent: string) => `It got ${percent} of them right.`,
		forget: 'Delete the calibration',
		forgotten: 'The calibration was deleted.'
	}
};

export type CardWords = typeof en;
