/**
 * Trains boosted trees for a yes-or-no question: Newton boosting of the log loss over binned features, leaf by leaf
 * (Friedman 2001; Chen and Guestrin, "XGBoost", 2016; Ke et al., "LightGBM", 2017). The same rows, settings and
 * seed give the same forest, bit for bit.
 */
import { type Forest, LEAF, logOdds } from '../domain/extraction/learned/forest.ts';
import { Random } from './generator/random.ts';

/** Rows of features with the answer to each. All rows are of one length, at most 255. */
export interface Questions {
  rows: Float32Array[];
  /** 1 for yes, 0 for no. */
  answers: number[];
}

export interface BoostingOptions {
  seed: number;
  /** Trees grown one after the other. */
  rounds: number;
  /** Leaves of a tree, at most 120. */
  leaves: number;
  /** The part of a tree's correction that is taken, 0–1. */
  rate: number;
  /** The part of the rows, and of the features, that each tree sees, 0–1. */
  rowShare: number;
  featureShare: number;
  /** The least weight of rows in a leaf: a row that is undecided weighs 0.25. */
  leafWeight: number;
  /** Pulls the values of leaves with few rows towards zero. */
  shrinkage: number;
}

export const BOOSTING_DEFAULTS: BoostingOptions = {
  seed: 1,
  rounds: 90,
  leaves: 10,
  rate: 0.12,
  rowShare: 0.5,
  featureShare: 0.4,
  leafWeight: 6,
  shrinkage: 4,
};

/** Values of a feature are told apart by so many thresholds. */
const BINS = 32;

/** Grows a forest. No rows, or all of one answer, give a forest without trees. */
export function trainForest(
  { rows, answers }: Questions,
  options: BoostingOptions = BOOSTING_DEFAULTS,
): Forest {
  const positive = answers.reduce((sum, answer) => sum + answer, 0);
  const forest: Forest = { bias: 0, roots: [], feature: [], value: [], yes: [] };
  const odds = (positive + 0.5) / (answers.length - positive + 0.5);
  forest.bias = Math.fround(Math.log(odds));
  if (positive === 0 || positive === answers.length) return forest;
  const random = new Random(options.seed);
  const binned = binRows(rows);
  const sums = new Float64Array(rows.length).fill(forest.bias);
  const gradient = new Float64Array(rows.length);
  const weight = new Float64Array(rows.length);
  for (let round = 0; round < options.rounds; round++) {
    for (let i = 0; i < rows.length; i++) {
      const p = 1 / (1 + Math.exp(-sums[i]!));
      gradient[i] = answers[i]! - p;
      weight[i] = Math.max(1e-9, p * (1 - p));
    }
    const seen: number[] = [];
    for (let i = 0; i < rows.length; i++) if (random.next() < options.rowShare) seen.push(i);
    const features = binned.thresholds
      .map((_, feature) => feature)
      .filter((feature) => random.next() < options.featureShare && binned.thresholds[feature]!.length > 0);
    if (!growTree(forest, binned, gradient, weight, Uint32Array.from(seen), features, options)) continue;
    const tree: Forest = { ...forest, bias: 0, roots: forest.roots.slice(-1) };
    for (let i = 0; i < rows.length; i++) sums[i]! += logOdds(tree, rows[i]!);
  }
  return forest;
}

interface Binned {
  /** By feature: ascending; a value's bin is the count of thresholds below it. */
  thresholds: number[][];
  /** By feature, then row. */
  bins: Uint8Array[];
}

function binRows(rows: readonly Float32Array[]): Binned {
  const width = rows[0]?.length ?? 0;
  const thresholds: number[][] = [];
  const bins: Uint8Array[] = [];
  for (let feature = 0; feature < width; feature++) {
    const cuts = cutsOf(Float32Array.from(rows, (row) => row[feature]!).sort());
    const column = new Uint8Array(rows.length);
    for (let i = 0; i < rows.length; i++) column[i] = binOf(cuts, rows[i]![feature]!);
    thresholds.push(cuts);
    bins.push(column);
  }
  return { thresholds, bins };
}

/** Thresholds between values of sorted ones, so that about as many lie between any two of them. */
function cutsOf(sorted: Float32Array): number[] {
  const cuts: number[] = [];
  const distinct = new Set(sorted);
  if (distinct.size <= BINS) {
    const values = [...distinct];
    for (let i = 1; i < values.length; i++) cuts.push(between(values[i - 1]!, values[i]!));
    return cuts;
  }
  for (let bin = 1; bin < BINS; bin++) {
    const at = Math.floor((bin * sorted.length) / BINS);
    const [low, high] = [sorted[at - 1]!, sorted[at]!];
    const cut = between(low, high);
    if (low !== high && cut !== cuts.at(-1)) cuts.push(cut);
    else if (low === high && (cuts.length === 0 || low > cuts.at(-1)!)) cuts.push(low);
  }
  return cuts;
}

/** A 32-bit float from `low` to below `high`. */
function between(low: number, high: number): number {
  const middle = Math.fround((low + high) / 2);
  return middle < high ? middle : low;
}

function binOf(cuts: readonly number[], value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Leaf {
  node: number;
  rows: Uint32Array;
  gradient: number;
  weight: number;
  /** The best question for its rows; null where none is worth it. */
  split: Split | null;
}

interface Split {
  feature: number;
  bin: number;
  gain: number;
}

/** Adds a tree to the forest. @returns whether it has any question. */
function growTree(
  forest: Forest,
  binned: Binned,
  gradient: Float64Array,
  weight: Float64Array,
  rows: Uint32Array,
  features: readonly number[],
  options: BoostingOptions,
): boolean {
  const root = forest.feature.length;
  const leafOf = (node: number, rows: Uint32Array): Leaf => {
    let g = 0;
    let w = 0;
    for (const row of rows) {
      g += gradient[row]!;
      w += weight[row]!;
    }
    const leaf: Leaf = { node, rows, gradient: g, weight: w, split: null };
    leaf.split = bestSplit(leaf, binned, gradient, weight, features, options);
    return leaf;
  };
  const add = () => {
    forest.feature.push(LEAF);
    forest.value.push(0);
    return forest.yes.push(0) - 1;
  };
  const leaves = [leafOf(add(), rows)];
  if (!leaves[0]!.split) {
    for (const list of [forest.feature, forest.value, forest.yes]) list.length = root;
    return false;
  }
  forest.roots.push(root);
  while (leaves.length < options.leaves) {
    let best = -1;
    leaves.forEach((leaf, i) => {
      if (leaf.split && (best < 0 || leaf.split.gain > leaves[best]!.split!.gain)) best = i;
    });
    if (best < 0) break;
    const { node, rows, split } = leaves[best]!;
    const { feature, bin } = split!;
    const column = binned.bins[feature]!;
    const yes = add();
    const no = add();
    forest.feature[node] = feature;
    forest.value[node] = binned.thresholds[feature]![bin]!;
    forest.yes[node] = yes - root;
    leaves[best] = leafOf(
      yes,
      rows.filter((row) => column[row]! <= bin),
    );
    leaves.push(
      leafOf(
        no,
        rows.filter((row) => column[row]! > bin),
      ),
    );
  }
  for (const leaf of leaves)
    forest.value[leaf.node] = Math.fround((options.rate * leaf.gradient) / (leaf.weight + options.shrinkage));
  return true;
}

const LEAST_GAIN = 1e-3;

function bestSplit(
  leaf: Leaf,
  { bins, thresholds }: Binned,
  gradient: Float64Array,
  weight: Float64Array,
  features: readonly number[],
  { leafWeight, shrinkage }: BoostingOptions,
): Split | null {
  if (leaf.weight < 2 * leafWeight) return null;
  const g = new Float64Array(BINS);
  const w = new Float64Array(BINS);
  const worth = (gradient: number, weight: number) => (gradient * gradient) / (weight + shrinkage);
  const whole = worth(leaf.gradient, leaf.weight);
  let best: Split | null = null;
  for (const feature of features) {
    const column = bins[feature]!;
    g.fill(0);
    w.fill(0);
    for (const row of leaf.rows) {
      const bin = column[row]!;
      g[bin]! += gradient[row]!;
      w[bin]! += weight[row]!;
    }
    let left = 0;
    let leftWeight = 0;
    for (let bin = 0; bin < thresholds[feature]!.length; bin++) {
      left += g[bin]!;
      leftWeight += w[bin]!;
      if (leftWeight < leafWeight) continue;
      if (leaf.weight - leftWeight < leafWeight) break;
      const gain = worth(left, leftWeight) + worth(leaf.gradient - left, leaf.weight - leftWeight) - whole;
      if (gain > LEAST_GAIN && gain > (best?.gain ?? 0)) best = { feature, bin, gain };
    }
  }
  return best;
}
