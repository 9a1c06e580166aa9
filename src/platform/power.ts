// Whether this device saves its power or its data right now, as far as a browser says: then nothing is
// computed that nobody asked for. No browser tells of a battery saver itself; they switch it on at about
// a fifth of the battery. Not here: what is left undone (turn/warm-next.ts, turn/device-calibrations.ts).

/** Where phones and laptops offer or start their battery saver (Android, iOS, Windows, Chrome: 20 %). */
const LOW_BATTERY = 0.2;

/** The part of Navigator this reads; browsers without it are taken to have power. */
export type PowerSource = {
	connection?: { saveData?: boolean };
	getBattery?: () => Promise<{ charging: boolean; level: number }>;
};

/** Never throws: a browser that refuses to say is taken to have power. */
export async function savesPower(source: PowerSource = navigator as PowerSource): Promise<boolean> {
	if (source.connection?.saveData === true) return true;
	try {
		const battery = await source.getBattery?.();
		return battery !== undefined && !battery.charging && battery.level <= LOW_BATTERY;
	} catch {
		return false;
	}
}
