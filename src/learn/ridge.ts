// Ridge regression on sparse rows with several targets at once, by conjugate gradients on the normal
// equations (Hestenes and Stiefel 1952). Plain arithmetic in a fixed order: the same rows give the
// same bits. For rankings of yes/no outcomes it does as well as logistic regression and needs no step
// size. Not here: what a column means.

/** Rows in compressed form: row i has entries `starts[i]` to `starts[i + 1]`. */
export type SparseMatrix = {
	starts: Uint32Array;
	columns: Uint32Array;
	values: Float32Array;
	width: number;
};

export type RidgeFit = {
	/** One vector of `width` weights per target. */
	weights: Float64Array[];
	/** One per target. */
	bias: number[];
};

export type RidgeSettings = {
	/** Strength of the pull to zero, added to the diagonal of XᵀX. */
	penalty: number;
	iterations: number;
	/** Stops when the squared residual has fallen by this factor. */
	tolerance: number;
};

/** Fits `targets` (one value per row of the matrix, each) on the rows in `use`. */
export function fitRidge(
	matrix: SparseMatrix,
	use: ArrayLike<number>,
	targets: readonly Float64Array[],
	settings: RidgeSettings
): RidgeFit {
	const bias = targets.map((target) => {
		let total = 0;
		for (let k = 0; k < use.length; k++) total += target[use[k]!]!;
		return total / Math.max(1, use.length);
	});
	const weights = targets.map((target, t) => solve(matrix, use, target, bias[t]!, settings));
	return { weights, bias };
}

function solve(
	matrix: SparseMatrix,
	use: ArrayLike<number>,
	target: Float64Array,
	bias: number,
	{ penalty, iterations, tolerance }: RidgeSettings
): Float64Array {
	const { width } = matrix;
	const weights = new Float64Array(width);
	const residual = new Float64Array(width);
	for (let k = 0; k < use.length; k++) addRow(matrix, use[k]!, target[use[k]!]! - bias, residual);
	const direction = residual.slice();
	const image = new Float64Array(width);
	let squares = dot(residual, residual);
	const enough = squares * tolerance;
	for (let i = 0; i < iterations && squares > enough; i++) {
		for (let c = 0; c < width; c++) image[c] = penalty * direction[c]!;
		for (let k = 0; k < use.length; k++)
			addRow(matrix, use[k]!, rowDot(matrix, use[k]!, direction), image);
		const step = squares / dot(direction, image);
		for (let c = 0; c < width; c++) {
			weights[c]! += step * direction[c]!;
			residual[c]! -= step * image[c]!;
		}
		const next = dot(residual, residual);
		const turn = next / squares;
		for (let c = 0; c < width; c++) direction[c] = residual[c]! + turn * direction[c]!;
		squares = next;
	}
	return weights;
}

/** The scalar product of a row with `vector`. */
export function rowDot(matrix: SparseMatrix, row: number, vector: Float64Array): number {
	const { starts, columns, values } = matrix;
	let total = 0;
	for (let i = starts[row]!; i < starts[row + 1]!; i++) total += values[i]! * vector[columns[i]!]!;
	return total;
}

function addRow(matrix: SparseMatrix, row: number, factor: number, into: Float64Array): void {
	const { starts, columns, values } = matrix;
	for (let i = starts[row]!; i < starts[row + 1]!; i++) into[columns[i]!]! += factor * values[i]!;
}

function dot(a: Float64Array, b: Float64Array): number {
	let total = 0;
	for (let i = 0; i < a.length; i++) total += a[i]! * b[i]!;
	return total;
}
