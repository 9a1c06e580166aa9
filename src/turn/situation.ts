// What a turn knows before its first token, from what is loaded: the mode, what is to be answered (of a
// bare complaint, the question before it), its domain, and what this conversation remembers. Reads, and
// acts on nothing. Not here: what follows from it (decide/plan.ts).

import type { ModifierId, Source } from '../contract/ids.ts';
import type { Manifest } from '../contract/manifest.ts';
import { messageText, type Message } from '../contract/messages.ts';
import { isFileEnding, type Mode, type TurnOptions } from '../contract/modes.ts';
import type { Receipt } from '../contract/receipt.ts';
import type { Settings } from '../contract/settings.ts';
import { specialistOf } from '../contract/specialists.ts';
import type { ContextMessage } from '../context/fit-context.ts';
import type { Question } from '../decide/calibration.ts';
import { isBareComplaint } from '../decide/complaint.ts';
import type { DomainGuess } from '../decide/domain.ts';
import { isBareForeignComplaint } from '../decide/foreign-complaint.ts';
import { turnMode } from '../decide/modes.ts';
import { rememberedOf, sessionMemory, type Remembered } from '../decide/session-memory.ts';
import type { LoadedModel } from '../engine/engine.ts';
import type { BegunTurn } from './begin-turn.ts';
import { exchangesOf, lastExchange } from './branch.ts';
import type { Heard } from './hear-complaint.ts';
import type { Judges } from './judges.ts';

/** A message that says the last answer failed. */
export type Complaint = Heard & {
	/** Who gave the answers complained about, the latest first. */
	failed: Source[];
	/** It says nothing of its own: the question before it is answered anew. */
	bare: boolean;
};

export type Situation = {
	mode: Mode;
	complaint: Complaint | null;
	remembered: Remembered | null;
	/** The question that is answered, and what came before it. */
	about: { question: Message; before: readonly Message[] };
	/** What this device answers, after what; of long files without them. */
	prompt: string;
	earlier: ContextMessage[];
	/** The same as a calibration reads it; `domains` is filled in when the domain is known. */
	question: Question;
	domain: DomainGuess | null;
	/** Another answer to the same question: it should differ. */
	again: boolean;
};

export function situationOf(
	begun: BegunTurn,
	settings: Settings,
	options: TurnOptions | undefined,
	judges: Judges,
	heard: Heard | null
): Situation {
	const { conversation, earlier, question, messages } = begun;
	const complaint = complaintOf(begun, heard);
	const asked = complaint?.bare ? questionComplainedAbout(earlier) : null;
	const about = { question: asked?.question ?? question, before: asked?.before ?? earlier };
	const prompt = messageText(about.question);
	const domain = judges.domain?.(prompt) ?? null;
	return {
		mode: turnMode({
			options,
			chosen: conversation.mode,
			settings,
			domain: domain?.domain ?? null,
			files: about.question.parts.flatMap((part) => (part.type === 'text' ? [] : part.name))
		}),
		complaint,
		remembered: rememberedOf(
			sessionMemory({
				messages,
				branch: earlier,
				resetAtMs: conversation.memoryResetAtMs ?? null
			}),
			domain?.domain ?? null
		),
		about,
		prompt,
		earlier: exchangesOf(about.before),
		question: { prompt, earlier: 0, domains: domain?.probabilities },
		domain,
		again: begun.again || complaint?.bare === true
	};
}

/** Whether it may be the question's domain that decides its mode, or who starts. */
export function turnsOnDomain(
	{ conversation, messages, earlier }: BegunTurn,
	{ modeByDomain }: Settings,
	options: TurnOptions | undefined
): boolean {
	const isChosen = (options?.mode ?? conversation.mode) !== undefined;
	if (!isChosen && Object.keys(modeByDomain).some((key) => !isFileEnding(key))) return true;
	const resetAtMs = conversation.memoryResetAtMs ?? null;
	return sessionMemory({ messages, branch: earlier, resetAtMs }).length > 0;
}

/** Takes in what the judges say who were not there when the turn began. */
export function learnDomain(situation: Situation, judges: Judges): void {
	if (situation.domain !== null || judges.domain === null) return;
	situation.domain = judges.domain(situation.prompt);
	situation.question.domains = situation.domain.probabilities;
}

/** What the receipt says of the question's domain. */
export function receiptOfDomain({ domain }: Situation): Pick<Receipt, 'domain'> {
	if (domain === null) return {};
	const probability = Math.round(domain.probability * 1000) / 1000;
	return { domain: { id: domain.domain, probability } };
}

/** Modifiers that a loaded model can answer with. */
export function modifiersOf({ manifest, capabilities }: LoadedModel): ModifierId[] {
	if (!capabilities.modifiers) return [];
	return manifest.modifiers.filter((one) => fits(one, manifest)).map(({ id }) => id);
}

/** Those of them that are asked though nobody named them. */
export function askedModifiersOf(
	model: LoadedModel,
	{ specialists }: Pick<Settings, 'specialists'>
): ModifierId[] {
	const { id: modelId } = model.manifest;
	return modifiersOf(model).filter((id) => specialistOf(specialists, modelId, id).on);
}

const fits = ({ baseSha256 }: Manifest['modifiers'][number], manifest: Manifest): boolean =>
	baseSha256 === undefined || baseSha256 === manifest.baseSha256;

function complaintOf({ earlier, question }: BegunTurn, heard: Heard | null): Complaint | null {
	if (heard === null) return null;
	const { failed } = questionComplainedAbout(earlier) ?? { failed: [] };
	return { ...heard, failed, bare: isBare(messageText(question), heard.by) };
}

/** By which rule follows from who heard it: the words of one are English. */
const isBare = (message: string, by: string | undefined): boolean =>
	isBareComplaint(message) || (by !== undefined && isBareForeignComplaint(message));

/** The question that bare complaints lead back to, what came before it, and whose answers failed. */
function questionComplainedAbout(
	branch: readonly Message[]
): { question: Message; before: Message[]; failed: Source[] } | null {
	const failed: Source[] = [];
	let before = [...branch];
	for (;;) {
		const last = lastExchange(before);
		if (last === null) return null;
		before = before.slice(0, -2);
		failed.push(last.answer.source ?? 'base');
		const { dissatisfied, heardBy } = last.answer.receipt ?? {};
		const bare = dissatisfied !== undefined && isBare(messageText(last.question), heardBy);
		if (!bare || lastExchange(before) === null) return { question: last.question, before, failed };
	}
}
