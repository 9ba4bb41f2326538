/** A candidate as numbers, by name. All rows of a kind have the same names in the same order. */
export type FeatureRow = Record<string, number>;

/** A row as a forest takes it. */
export function numbersOf(row: FeatureRow): Float32Array {
  return Float32Array.from(Object.values(row));
}
