// The receipt of an answer: who gave it, why, what it took and what left the device.

import type { EngineChoice } from './engine-choice.ts';
import type { Source } from './ids.ts';

/** One try at an answer within a turn. */
export type Attempt = {
	source: Source;
	outcome: 'kept' | 'dropped' | 'failed';
	reason: string;
	confidence: number | null;
	ms: number;
	/** What it said, when that is not the answer: a draft a person may open. */
	text?: string;
	completionTokens?: number;
	costMicroUsd?: number;
	bytesSent?: number;
	/** Of a vote: how many of the paths agreed with this one, and how many there were. */
	votes?: { for: number; of: number };
	/** The critic's grade, 0–10. */
	grade?: number;
};

/** `device`: measured here, on so many questions. `guess`: for any model, to be said as none. */
export type ReceiptCalibration =
	{ by: 'device'; questions: number; atMs: number } | { by: 'guess' };

export type Receipt = {
	version: 1;
	source: Source;
	/** In words, for the person who reads it. */
	reason: string;
	/** 0–1; null when the model gives no log-probabilities. */
	confidence: number | null;
	threshold: number | null;
	/** False while `confidence` is the smallest token probability and not a fitted value. */
	calibrated: boolean;
	/** The answer says that the model does not know, and `confidence` how sure it is of that. */
	abstains?: boolean;
	/** Whose fit `confidence` is, where it is not the model's own: this device's, or a careful guess. */
	calibration?: ReceiptCalibration;
	attempts: Attempt[];
	/** Milliseconds per stage; `firstToken` and `total` are always there. */
	stageMs: Record<string, number>;
	promptTokens: number;
	completionTokens: number;
	/** Prompt tokens whose KV was kept from the turn before. */
	cachedTokens: number;
	tokensPerSecond: number | null;
	costMicroUsd: number;
	bytesSent: number;
	/** Of the examples the answer was written with: `example:12` of the model's bank. */
	exampleIds: string[];
	/** Their questions, in the same order; absent where there are none, and in answers of older versions. */
	exampleQuestions?: string[];
	/** Ids of earlier answers by whose fate it was decided who starts (decide/session-memory.ts). */
	experienceIds: string[];
	/** The mode it ran under; absent in answers of older versions. */
	mode?: string;
	/** The domain recognised, and how surely, 0–1. */
	domain?: { id: string; probability: number };
	/** Chance that the base's answer will not stand, by the question alone before a token of it, 0–1. */
	beforehand?: number;
	/** Chance that the message before was a complaint about the last answer, 0–1, when it was taken for one. */
	dissatisfied?: number;
	/** The classifier that heard it, by its name; absent where the model's own detector did. */
	heardBy?: string;
	/** How this device ran the model, and why so; absent for an answer of another machine. */
	choice?: EngineChoice;
};
