/** What reading costs on AWS, from time measured here and prices as listed. */
import { quantile } from '../report.ts';

/** Lambda, arm64, eu-west-1, per GB-second and per request: https://aws.amazon.com/lambda/pricing (November 2026). */
const DOLLARS_PER_GIB_SECOND = 0.0000133334;
const DOLLARS_PER_REQUEST = 0.0000002;
/** Memory of the function that reads: functions/reading/read.ts. */
const READER_MEBIBYTES = 3008;
/** Textract, per page, first million of a month: https://aws.amazon.com/textract/pricing (November 2026). */
const TEXTRACT = { DetectDocumentText: 0.0015, AnalyzeExpense: 0.01 };

/** Dollars for 1,000 scanned pages, beside Textract's; `scannedMs` are whole pages, picture in to fields out. */
export function costReport(scannedMs: readonly number[]): string {
  if (scannedMs.length === 0)
    return 'cost: no scanned page was read now (a folder of --cache keeps those read before)';
  const mean = scannedMs.reduce((sum, ms) => sum + ms, 0) / scannedMs.length / 1000;
  const gibSeconds = (READER_MEBIBYTES / 1024) * mean;
  const dollars = 1000 * (gibSeconds * DOLLARS_PER_GIB_SECOND + DOLLARS_PER_REQUEST);
  const against = Object.entries(TEXTRACT)
    .map(
      ([name, price]) =>
        `${name} $${(1000 * price).toFixed(2)} (${((1000 * price) / dollars).toFixed(0)} times)`,
    )
    .join(', ');
  return [
    `scanned page, picture in to fields out: p50 ${(quantile(scannedMs, 0.5) / 1000).toFixed(2)} s, p95 ${(quantile(scannedMs, 0.95) / 1000).toFixed(2)} s, mean ${mean.toFixed(2)} s`,
    `1,000 scanned pages on Lambda arm64 at ${READER_MEBIBYTES} MiB: ${(1000 * gibSeconds).toFixed(0)} GiB-seconds, $${dollars.toFixed(3)}; Textract: ${against}`,
    'assumes that a Lambda of this memory (1.7 vCPU) is as fast as this machine; only AWS itself can tell',
  ].join('\n');
}
