// Sizes as people read them, in decimal units as shops and browsers print them.

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

export function formatBytes(bytes: number): string {
	let unit = 0;
	let value = Math.max(0, bytes);
	for (; value >= 999.5 && unit < UNITS.length - 1; unit++) value /= 1000;
	const digits = unit === 0 || value >= 99.5 ? 0 : 1;
	return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
