// A receipt whose particulars are beside the point, but for what a test says.

import type { Receipt } from '../../src/contract/receipt.ts';

export const testReceipt = (fields: Partial<Receipt> = {}): Receipt => ({
	version: 1,
	source: 'base',
	reason: '',
	confidence: null,
	threshold: null,
	calibrated: true,
	attempts: [],
	stageMs: {},
	promptTokens: 10,
	completionTokens: 5,
	cachedTokens: 0,
	tokensPerSecond: null,
	costMicroUsd: 0,
	bytesSent: 0,
	exampleIds: [],
	experienceIds: [],
	...fields
});
