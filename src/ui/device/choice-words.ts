// Why a model runs where it does, in the language on screen. Pure. Not here: choosing (engine/choose-engine.ts).

import type { EngineChoice } from '../../contract/engine-choice.ts';
import type { DeviceWords } from '../messages/device/en.ts';
import type { Format } from '../messages/format.ts';

/** As in `llama.cpp, on the graphics processor`. */
export function placeWords({ engine, backend }: EngineChoice, t: DeviceWords): string {
	return t.card.runsValue(t.engines[engine], t.places[backend] ?? backend);
}

/** A sentence. */
export function reasonWords(choice: EngineChoice, t: DeviceWords, format: Format): string {
	const { because, engine, speeds } = choice;
	switch (because) {
		case 'only':
			return engine === 'prompt-api' ? t.choice.builtIn : t.choice.only;
		case 'measured':
			return t.choice.measured(
				speeds
					.map(({ backend, tokensPerSecond }) =>
						t.choice.speed(t.places[backend] ?? backend, format.number(Math.round(tokensPerSecond)))
					)
					.join('; ')
			);
		case 'person':
		case 'graphics':
		case 'no-graphics':
		case 'not-isolated':
		case 'recovered':
			return t.choice[because];
		default:
			return because satisfies never;
	}
}
