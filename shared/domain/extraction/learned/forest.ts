/**
 * Boosted decision trees: what training makes and scoring asks. A tree's node is a question "is feature f at most
 * t?" or a leaf's value; the values of all trees add up to log-odds (Friedman, "Greedy function approximation: a
 * gradient boosting machine", 2001).
 */

/** The nodes of all trees, one after the other. */
export interface Forest {
  /** Log-odds before any tree. */
  bias: number;
  /** Index of the first node of each tree. */
  roots: number[];
  /** The feature asked for, or `LEAF`. */
  feature: number[];
  /** The threshold of a question, the log-odds of a leaf. Both are 32-bit floats. */
  value: number[];
  /** Of a question: the node where the answer is yes; the one after it is for no. From the tree's root. */
  yes: number[];
}

export const LEAF = 255;
/** One byte for the feature, one for the child, four for the value. */
const NODE_BYTES = 6;

/** The probability that a forest gives to a row of features, 0–1. */
export function probability(forest: Forest, row: Float32Array): number {
  return 1 / (1 + Math.exp(-logOdds(forest, row)));
}

/** The sum of all trees for a row of features. */
export function logOdds({ bias, roots, feature, value, yes }: Forest, row: Float32Array): number {
  let sum = bias;
  for (const root of roots) {
    let node = root;
    for (let asked = feature[node]!; asked !== LEAF; asked = feature[node]!)
      node = root + yes[node]! + (row[asked]! <= value[node]! ? 0 : 1);
    sum += value[node]!;
  }
  return sum;
}

/** A forest as text: base64 of the bias, the sizes of the trees (one byte each, after their count) and the nodes. */
export function packForest(forest: Forest): string {
  const { bias, roots, feature, value, yes } = forest;
  const start = 6 + roots.length;
  const bytes = new Uint8Array(start + NODE_BYTES * feature.length);
  const view = new DataView(bytes.buffer);
  view.setFloat32(0, bias);
  view.setUint16(4, roots.length);
  roots.forEach((root, i) => {
    bytes[6 + i] = (roots[i + 1] ?? feature.length) - root;
  });
  for (let node = 0; node < feature.length; node++) {
    const at = start + NODE_BYTES * node;
    bytes[at] = feature[node]!;
    bytes[at + 1] = yes[node]!;
    view.setFloat32(at + 2, value[node]!);
  }
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** The forest that `packForest` wrote. */
export function unpackForest(text: string): Forest {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const trees = view.getUint16(4);
  const forest: Forest = { bias: view.getFloat32(0), roots: [], feature: [], value: [], yes: [] };
  let node = 0;
  for (let tree = 0; tree < trees; tree++) {
    forest.roots.push(node);
    node += bytes[6 + tree]!;
  }
  for (let i = 0; i < node; i++) {
    const at = 6 + trees + NODE_BYTES * i;
    forest.feature.push(bytes[at]!);
    forest.yes.push(bytes[at + 1]!);
    forest.value.push(view.getFloat32(at + 2));
  }
  return forest;
}
