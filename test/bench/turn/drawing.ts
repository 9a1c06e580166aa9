// Quality against cost and against waiting, as one small SVG: what answers are worth over cents for a thousand turns,
// and over the median turn's milliseconds. A function of the bench's JSON alone, so that it can be drawn again from
// what is kept; readable in light and dark. Not here: the figures (quality.ts) and the curves (policy.ts).

import type { CurvePoint } from './policy.ts';
import type { TurnQuality } from './quality.ts';

export type Drawn = Pick<TurnQuality, 'policies' | 'areas' | 'curves' | 'questions'>;

type Axis = { label: string; from: number; to: number; step: number };
type Box = { x: number; y: number; width: number; height: number };
type Spot = { x: number; y: number };

const WIDTH = 860;
const PANEL = { top: 44, width: 345, height: 250 };
const LEFTS = [56, 486];
const LEGEND_TOP = PANEL.top + PANEL.height + 66;
const ROW = 20;
/** Of a letter of 12 pixels in a common typeface, on average; labels are kept apart by it. */
const LETTER = 6.5;
const RADIUS = 4;

/** The arms that were run, in the figures' names; policies worked out of them are curves. */
const ARMS = ['Fast', 'Auto, no edge', 'Auto', 'Accurate', 'All-edge'];
/** Its accuracy needs no budget above none and no threshold: a level line. */
const LEVEL = 'All-edge';
const CURVES: { policy: string; says: string; look: string }[] = [
	{ policy: 'Auto', says: 'Auto, its bound moving', look: 'auto' },
	{
		policy: 'Auto’s answers, by confidence alone',
		says: 'Auto’s answers, handed over by confidence alone',
		look: 'sorted'
	},
	{ policy: 'Confidence alone', says: 'the base’s answers, by confidence alone', look: 'sure' },
	{ policy: 'Lot', says: 'the base’s answers, by lot', look: 'lot' }
];

/** Throws where a figure it draws is missing. */
export function drawTurnQuality(figures: Drawn): string {
	const arms = ARMS.map((name) => policyOf(figures, name));
	const curves = CURVES.map((one) => ({ ...one, points: curveOf(figures, one.policy) }));
	const all = curves.flatMap(({ points }) => points);
	const worst = Math.min(
		...all.map(({ accuracy }) => accuracy),
		...arms.map(({ accuracy }) => accuracy)
	);
	const most = (
		curve: (point: CurvePoint) => number,
		arm: (one: (typeof arms)[number]) => number
	) => Math.max(...all.map(curve), ...arms.map(arm));
	const right: Axis = { label: 'right answers, %', from: tens(worst), to: 100, step: 10 };
	const panels = [
		{
			across: axis(
				'US cents per 1,000 turns',
				most(
					(point) => point.centsPer1000,
					(one) => one.centsPer1000
				)
			),
			ofPoint: (point: CurvePoint) => point.centsPer1000,
			ofArm: (one: (typeof arms)[number]) => one.centsPer1000
		},
		{
			across: axis(
				'ms a turn takes, median',
				most(
					(point) => point.medianMs,
					(one) => one.ms.p50
				)
			),
			ofPoint: (point: CurvePoint) => point.medianMs,
			ofArm: (one: (typeof arms)[number]) => one.ms.p50
		}
	].map(({ across, ofPoint, ofArm }, i) => {
		const box: Box = { x: LEFTS[i]!, y: PANEL.top, width: PANEL.width, height: PANEL.height };
		const at = (x: number, accuracy: number): Spot => ({
			x: box.x + (x / across.to) * box.width,
			y: box.y + ((right.to - 100 * accuracy) / (right.to - right.from)) * box.height
		});
		const level = at(0, policyOf(figures, LEVEL).accuracy).y;
		return [
			frame(box, across, right),
			line('level', [
				{ x: box.x, y: level },
				{ x: box.x + box.width, y: level }
			]),
			...curves.map(({ look, points }) =>
				line(
					look,
					points.map((point) => at(ofPoint(point), point.accuracy))
				)
			),
			...spots(
				box,
				arms.map((one) => ({ name: one.policy, ...at(ofArm(one), one.accuracy) }))
			)
		].join('\n');
	});
	const legend = [
		...curves.map(({ policy, says, look }) => ({
			look,
			says: `${says}: ${areaOf(figures, policy)}`
		})),
		{ look: 'level', says: `all-edge, at any budget: ${areaOf(figures, LEVEL)}` }
	];
	const rows = Math.ceil(legend.length / 2);
	const height = LEGEND_TOP + rows * ROW + 12;
	const asked = Object.values(figures.questions).reduce((sum, count) => sum + count, 0);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">
<title id="title">Right answers of ${asked} questions over their cost, and over the time a turn takes</title>
<style>${STYLE}</style>
<rect class="paper" width="${WIDTH}" height="${height}"/>
<text x="${LEFTS[0]}" y="22" class="strong">What answers are worth, over cost and over waiting</text>
${panels.join('\n')}
<text x="${LEFTS[0]}" y="${LEGEND_TOP - 12}" class="quiet">Points: arms as run. Lines: worked out from their turns. Numbers: area over cost, mean % right over all budgets.</text>
${legend
	.map(({ look, says }, i) => {
		const x = LEFTS[i < rows ? 0 : 1]!;
		const y = LEGEND_TOP + (i % rows) * ROW + 8;
		return `${line(look, [
			{ x, y },
			{ x: x + 30, y }
		])}\n<text x="${x + 38}" y="${y + 4}">${escaped(says)}</text>`;
	})
	.join('\n')}
</svg>
`;
}

/** It brings its own paper: pages that show it are light or dark without asking the system. */
const STYLE = `
text { font: 12px system-ui, sans-serif; fill: #1f2328; }
.strong { font-weight: 600; font-size: 14px; }
.quiet { fill: #59636e; }
.paper { fill: #ffffff; }
.grid { stroke: #d8dee4; stroke-width: 1px; }
.label { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; stroke-linejoin: round; }
.arm { fill: #1f2328; stroke: #ffffff; stroke-width: 1.5px; }
path { fill: none; stroke-width: 2px; stroke-linejoin: round; }
.auto, .sorted { stroke: #0b5cc0; }
.sorted { stroke-dasharray: 6 3; }
.sure { stroke: #b04a00; }
.lot { stroke: #6e7781; stroke-dasharray: 2 3; }
.level { stroke: #1a7f37; stroke-dasharray: 10 3 2 3; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.quiet { fill: #9aa4af; }
.paper { fill: #0d1117; }
.grid { stroke: #2b323b; }
.label { stroke: #0d1117; }
.arm { fill: #e6edf3; stroke: #0d1117; }
.auto, .sorted { stroke: #6cb0ff; }
.sure { stroke: #f5a353; }
.lot { stroke: #9aa4af; }
.level { stroke: #5fd08a; }
}
`;

function policyOf({ policies }: Drawn, name: string): Drawn['policies'][number] {
	const found = policies.find(({ policy }) => policy === name);
	if (!found) throw new Error(`There are no figures of “${name}”. Run the bench again.`);
	return found;
}

function curveOf({ curves }: Drawn, name: string): readonly CurvePoint[] {
	const found = curves.find(({ policy }) => policy === name);
	if (!found) throw new Error(`There is no curve of “${name}”. Run the bench again.`);
	return found.points;
}

function areaOf({ areas }: Drawn, name: string): string {
	const found = areas.find(({ policy }) => policy === name);
	if (!found) throw new Error(`There is no area of “${name}”. Run the bench again.`);
	return (100 * found.area).toFixed(1);
}

/** The ten under it, in percent: a point on the frame's edge is hard to see. */
const tens = (accuracy: number): number => Math.max(0, Math.ceil(10 * accuracy - 1) * 10);

/** From 0 to a round number over `most`, in at most six steps of 1, 2 or 5 and a power of ten. */
function axis(label: string, most: number): Axis {
	const rough = Math.max(most, 1e-6) / 6;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= rough)!;
	return { label, from: 0, to: Math.ceil(most / step - 1e-9) * step, step };
}

function frame(box: Box, across: Axis, up: Axis): string {
	const bottom = box.y + box.height;
	const parts: string[] = [];
	for (const value of ticks(up)) {
		const y = px(bottom - ((value - up.from) / (up.to - up.from)) * box.height);
		parts.push(
			`<path class="grid" d="M${box.x} ${y}H${box.x + box.width}"/>`,
			`<text class="quiet" x="${box.x - 8}" y="${px(Number(y) + 4)}" text-anchor="end">${value}</text>`
		);
	}
	for (const value of ticks(across)) {
		const x = px(box.x + (value / across.to) * box.width);
		parts.push(
			`<path class="grid" d="M${x} ${bottom}v5"/>`,
			`<text class="quiet" x="${x}" y="${bottom + 18}" text-anchor="middle">${value}</text>`
		);
	}
	const middle = box.y + box.height / 2;
	return [
		...parts,
		`<text x="${box.x + box.width / 2}" y="${bottom + 36}" text-anchor="middle">${across.label}</text>`,
		`<text x="${box.x - 38}" y="${middle}" text-anchor="middle" transform="rotate(-90 ${box.x - 38} ${middle})">${up.label}</text>`
	].join('\n');
}

function ticks({ from, to, step }: Axis): number[] {
	const count = Math.round((to - from) / step);
	return Array.from({ length: count + 1 }, (_, i) => Number((from + i * step).toPrecision(6)));
}

const line = (look: string, points: readonly Spot[]): string =>
	`<path class="${look}" d="${points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')}"/>`;

/** The arms, each with its name where it covers no other's point or name. */
function spots(box: Box, arms: readonly (Spot & { name: string })[]): string[] {
	const taken: Box[] = arms.map(({ x, y }) => ({
		x: x - RADIUS,
		y: y - RADIUS,
		width: 2 * RADIUS,
		height: 2 * RADIUS
	}));
	const names = arms.map(({ name, x, y }) => {
		const width = name.length * LETTER;
		const places = [0, 16, -16, 32, -32, 48, -48].flatMap((down) => [
			{ x: x + RADIUS + 4, y: y + down - 8, width, height: 15 },
			{ x: x - RADIUS - 4 - width, y: y + down - 8, width, height: 15 }
		]);
		const place =
			places.find((one) => isWithin(one, box) && !taken.some((other) => meet(one, other))) ??
			places[0]!;
		taken.push(place);
		return `<text class="label" x="${px(place.x)}" y="${px(place.y + 12)}">${escaped(name)}</text>`;
	});
	const points = arms.map(
		({ name, x, y }) =>
			`<circle class="arm" cx="${px(x)}" cy="${px(y)}" r="${RADIUS}"><title>${escaped(name)}</title></circle>`
	);
	return [...points, ...names];
}

const isWithin = (one: Box, box: Box): boolean =>
	one.x >= box.x &&
	one.x + one.width <= box.x + box.width &&
	one.y >= box.y &&
	one.y + one.height <= box.y + box.height;

const meet = (one: Box, other: Box): boolean =>
	one.x < other.x + other.width &&
	other.x < one.x + one.width &&
	one.y < other.y + other.height &&
	other.y < one.y + one.height;

const px = (value: number): string => String(Number(value.toFixed(1)));

const escaped = (words: string): string =>
	words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
