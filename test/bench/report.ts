/** A measured figure with its aim, if it has one. */
export interface Figure {
  what: string;
  value: string;
  aim?: string;
}

export function printTable(title: string, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  const valueWidth = Math.max(...figures.map(({ value }) => value.length));
  process.stdout.write(`\n${title}\n`);
  for (const { what, value, aim } of figures) {
    process.stdout.write(
      `  ${what.padEnd(width)}  ${value.padStart(valueWidth)}${aim ? `  (aim: ${aim})` : ''}\n`,
    );
  }
}

/** The q-quantile (0–1) of some measurements, by nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}
