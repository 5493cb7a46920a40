/**
 * Finds the weights that give each cell its area, and the sites that put it round its label point.
 *
 * Weights: damped Newton (as for semi-discrete optimal transport); the matrix is the graph of
 * neighbours with border length over distance, solved by conjugate gradients. Sites: each is moved
 * by what its cell's centroid lacks to its label point, and the weights are found again.
 */
import { clip, measure, Region, type Clipped } from './clip.ts';
import type { Point } from './plane.ts';
import { neighbourLists, powerDiagram } from './power.ts';

type State = {
	sites: Point[];
	near: number[][];
	weights: Float64Array;
	clipped: Clipped;
	area: Float64Array;
	centroid: Point[];
	error: number;
};

export type Fit = { sites: Point[]; weights: Float64Array; clipped: Clipped };

/** Targets are areas in km²; they are scaled to fill the region. */
export function fitCells(region: Region, labels: Point[], targets: number[], rounds = 0): Fit {
	const whole = measure(
		clip({ corners: [], edges: [] }, region, [labels[0]!], [0]),
		region.rings,
		1
	).area[0]!;
	const scale = whole / targets.reduce((a, b) => a + b, 0);
	const wanted = targets.map((t) => t * scale);

	let state = evaluate(region, wanted, labels, neighbourLists(labels), new Float64Array(labels.length));
	state = newton(region, wanted, state);
	let off = offset(state, labels, wanted);
	let step = 0.5;
	for (let k = 0; k < rounds && step > 0.05; k++) {
		const next = moved(region, wanted, state, labels, step);
		const nextOff = next ? offset(next, labels, wanted) : Infinity;
		if (next && nextOff < off) {
			state = next;
			off = nextOff;
		} else step /= 2;
	}
	return { sites: state.sites, weights: state.weights, clipped: state.clipped };
}

/** Mean distance from label to centroid, in cell widths. */
function offset(state: State, labels: Point[], wanted: number[]): number {
	let sum = 0;
	labels.forEach((p, i) => {
		const [x, y] = state.centroid[i]!;
		sum += Math.min(2, Math.hypot(x - p[0], y - p[1]) / Math.sqrt(wanted[i]!));
	});
	return sum / labels.length;
}

function moved(region: Region, wanted: number[], s: State, labels: Point[], step: number): State | null {
	const sites = s.sites.map(([x, y], i): Point => {
		const [cx, cy] = s.centroid[i]!;
		const dx = labels[i]![0] - cx;
		const dy = labels[i]![1] - cy;
		const most = (0.5 * Math.sqrt(wanted[i]!)) / (Math.hypot(dx, dy) || 1);
		const f = step * Math.min(1, most);
		return [x + f * dx, y + f * dy];
	});
	const start = evaluate(region, wanted, sites, neighbourLists(sites), s.weights);
	const plain = start.area.every((a) => a > 0)
		? start
		: evaluate(region, wanted, sites, start.near, new Float64Array(sites.length));
	if (!plain.area.every((a) => a > 0)) return null;
	return newton(region, wanted, plain);
}

function evaluate(
	region: Region,
	wanted: number[],
	sites: Point[],
	near: number[][],
	weights: Float64Array
): State {
	const clipped = clip(powerDiagram(sites, weights, near), region, sites, weights);
	const { area, centroid } = measure(clipped, region.rings, sites.length);
	let error = 0;
	wanted.forEach((t, i) => (error += (area[i]! - t) ** 2));
	return { sites, near, weights, clipped, area, centroid, error };
}

function newton(region: Region, wanted: number[], from: State, most = 30): State {
	let state = from;
	const floor = 0.5 * Math.min(...state.area, ...wanted);
	for (let k = 0; k < most; k++) {
		const worst = Math.max(...wanted.map((t, i) => Math.abs(state.area[i]! / t - 1)));
		if (worst < 0.002) break;
		const delta = solve(state, wanted);
		let better: State | null = null;
		for (let f = 1; f > 0.002 && !better; f /= 2) {
			const weights = state.weights.map((w, i) => w + f * delta[i]!);
			const next = evaluate(region, wanted, state.sites, state.near, weights);
			if (next.area.every((a) => a > floor) && next.error < state.error * (1 - 0.2 * f)) better = next;
		}
		if (!better) break;
		state = better;
	}
	return state;
}

/** Change of weights that mends the areas to first order. */
function solve(state: State, wanted: number[]): Float64Array {
	const n = wanted.length;
	const { clipped, sites } = state;
	const links = clipped.inner.map(({ left, right, from, to }) => {
		const [p, q] = [clipped.nodes[from]!, clipped.nodes[to]!];
		const [a, b] = [sites[left]!, sites[right]!];
		const length = Math.hypot(p[0] - q[0], p[1] - q[1]);
		return { left, right, c: length / (2 * Math.hypot(a[0] - b[0], a[1] - b[1])) };
	});
	const diagonal = new Float64Array(n).fill(1e-9);
	for (const { left, right, c } of links) {
		diagonal[left]! += c;
		diagonal[right]! += c;
	}
	const apply = (v: Float64Array) => {
		const out = v.map((x) => 1e-9 * x);
		for (const { left, right, c } of links) {
			const d = c * (v[left]! - v[right]!);
			out[left]! += d;
			out[right]! -= d;
		}
		return out;
	};
	const dot = (a: Float64Array, b: Float64Array) => a.reduce((s, x, i) => s + x * b[i]!, 0);
	const x = new Float64Array(n);
	const r = Float64Array.from(wanted, (t, i) => t - state.area[i]!);
	let z = r.map((v, i) => v / diagonal[i]!);
	const p = z.slice();
	let rz = dot(r, z);
	const enough = rz * 1e-14;
	for (let k = 0; k < 2000 && rz > enough; k++) {
		const ap = apply(p);
		const alpha = rz / dot(p, ap);
		for (let i = 0; i < n; i++) {
			x[i]! += alpha * p[i]!;
			r[i]! -= alpha * ap[i]!;
		}
		z = r.map((v, i) => v / diagonal[i]!);
		const next = dot(r, z);
		for (let i = 0; i < n; i++) p[i] = z[i]! + (next / rz) * p[i]!;
		rz = next;
	}
	return x;
}
