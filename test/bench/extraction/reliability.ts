/** Whether confidence means something: of the values given with 0.9, nine in ten should be right. */
import type { Verdict } from './verdicts.ts';

const BINS = 10;

/** Expected calibration error (Naeini et al., AAAI 2015): mean gap between confidence and share right, by bin. */
function expectedCalibrationError(verdicts: readonly Verdict[]): number {
  return binned(verdicts).reduce(
    (sum, bin) => sum + (bin.count / Math.max(1, verdicts.length)) * Math.abs(bin.confidence - bin.right),
    0,
  );
}

function binned(verdicts: readonly Verdict[]) {
  return Array.from({ length: BINS }, (_, index) => {
    const inside = verdicts.filter(
      ({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === index,
    );
    const count = inside.length;
    const mean = (of: (verdict: Verdict) => number) =>
      count === 0 ? 0 : inside.reduce((sum, verdict) => sum + of(verdict), 0) / count;
    return {
      from: index / BINS,
      count,
      confidence: mean((v) => v.confidence),
      right: mean((v) => Number(v.right)),
    };
  });
}

/** The reliability table, and what is accepted at the threshold, per field. */
export function reliabilityReport(verdicts: readonly Verdict[], threshold: number): string {
  const percent = (part: number, of: number) => (of === 0 ? '–' : `${((100 * part) / of).toFixed(1)} %`);
  const lines = [
    `expected calibration error ${expectedCalibrationError(verdicts).toFixed(3)} over ${verdicts.length} values`,
    '  confidence   values   mean   right',
    ...binned(verdicts)
      .filter(({ count }) => count > 0)
      .map(
        ({ from, count, confidence, right }) =>
          `  ${from.toFixed(1)}–${(from + 1 / BINS).toFixed(1)}     ${String(count).padStart(6)}  ${confidence.toFixed(3)}   ${right.toFixed(3)}`,
      ),
    `at ${threshold}: values accepted, share right among them (and of documents without review)`,
  ];
  const fields = [...new Set(verdicts.map(({ field }) => field))].sort();
  const row = (name: string, of: readonly Verdict[]) => {
    const sure = of.filter(({ confidence }) => confidence >= threshold);
    const unreviewed = of.filter(({ accepted }) => accepted);
    const right = (list: readonly Verdict[]) => list.filter((verdict) => verdict.right).length;
    return `  ${name.padEnd(16)} ${percent(sure.length, of.length).padStart(8)} ${percent(right(sure), sure.length).padStart(8)}   (${percent(unreviewed.length, of.length)}, ${percent(right(unreviewed), unreviewed.length)})`;
  };
  lines.push(
    row('all', verdicts),
    ...fields.map((field) =>
      row(
        field,
        verdicts.filter((verdict) => verdict.field === field),
      ),
    ),
  );
  return lines.join('\n');
}
