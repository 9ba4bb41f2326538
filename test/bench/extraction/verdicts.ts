/** What the data's own scorer, or ours, says of predictions: figures per field, and whether each value is right. */
import { execFile } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { printedDates } from '../../../shared/domain/dates/printed-dates.ts';
import type { Extraction, FieldLabel } from '../../../shared/domain/extraction/result.ts';
import { type DataSet, filesIn } from './data-sets.ts';
import { missesOf } from './own-scorer.ts';

export interface Prediction {
  file: string;
  extraction?: Extraction;
  error?: string;
}

/** A value that was given for a field whose truth is known. */
export interface Verdict {
  set: string;
  file: string;
  /** The truth's name: `invoiceNumber`, `grandTotal` … */
  field: string;
  right: boolean;
  confidence: number;
  /** Whether the document was accepted without review. */
  accepted: boolean;
}

export interface Scored {
  /** The scorer's own print. */
  report: string;
  misses: string[];
  verdicts: Verdict[];
  /** Right, given and asked for, per field. */
  tally: Map<string, Tally>;
}

export interface Tally {
  right: number;
  given: number;
  asked: number;
}

/** Fields by the truth's name; the same pairs as the scorer compares. */
const LABELS: Record<string, FieldLabel> = {
  invoiceNumber: 'numero_facture',
  issueDate: 'date_facture',
  date: 'date_facture',
  dueDate: 'date_echeance',
  sellerName: 'nom_fournisseur',
  company: 'nom_fournisseur',
  address: 'adresse_fournisseur',
  sellerVatId: 'tva_fournisseur',
  sellerSiret: 'siret_fournisseur',
  buyerName: 'nom_client',
  buyerVatId: 'tva_client',
  currency: 'devise',
  taxBasisTotal: 'montant_ht',
  taxTotal: 'montant_tva',
  grandTotal: 'montant_ttc',
  total: 'montant_ttc',
  duePayable: 'montant_du',
  iban: 'iban',
};

export async function score(
  set: DataSet,
  rendering: string,
  predictions: readonly Prediction[],
  options: { visibleOnly: boolean },
): Promise<Scored> {
  const scorer = path.join(path.dirname(set.folder), 'score.mjs');
  const theirs = await access(scorer).then(
    () => true,
    () => false,
  );
  if (!theirs) {
    const misses = missesOf(set, rendering, predictions, options);
    const verdicts = verdictsOf(set, rendering, predictions, misses, options);
    return { report: reportOf(verdicts.tally), misses, ...verdicts };
  }
  const scratch = await mkdtemp(path.join(os.tmpdir(), 'bordereau-bench-'));
  try {
    const file = path.join(scratch, 'predictions.jsonl');
    const lines = predictions.map(({ file, extraction, error }) =>
      JSON.stringify({ file, error, ...extraction }),
    );
    await writeFile(file, lines.join('\n'));
    const args = [scorer, set.folder, file, '--misses'];
    if (options.visibleOnly) args.push('--visible');
    if (rendering !== 'file') args.push('--files', rendering);
    const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
    const printed = stdout.split('\n');
    const misses = printed.filter((line) => line.includes('\ttruth='));
    return {
      report: printed.filter((line) => line !== '' && !line.includes('\ttruth=')).join('\n'),
      misses,
      ...verdictsOf(set, rendering, predictions, misses, options),
    };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function verdictsOf(
  set: DataSet,
  rendering: string,
  predictions: readonly Prediction[],
  misses: readonly string[],
  { visibleOnly }: { visibleOnly: boolean },
): Pick<Scored, 'verdicts' | 'tally'> {
  const wrong = new Set(misses.map((line) => line.split('\t').slice(0, 2).join('\t')));
  const byFile = new Map(predictions.map((prediction) => [path.basename(prediction.file), prediction]));
  const verdicts: Verdict[] = [];
  const tally = new Map<string, Tally>();
  for (const entry of set.entries) {
    const file = path.basename(filesIn(entry, rendering)[0] ?? '');
    const prediction = byFile.get(file);
    if (!prediction) continue;
    for (const [field, truth] of Object.entries(entry.fields)) {
      const shown = !visibleOnly || !entry.visible || entry.visible.includes(field) || field === 'currency';
      const label = labelOf(field, truth);
      if (!label || truth == null || truth === '' || !shown) continue;
      const counts = tally.get(field) ?? { right: 0, given: 0, asked: 0 };
      tally.set(field, counts);
      counts.asked++;
      const given = prediction.extraction?.fields[label];
      if (!given) continue;
      counts.given++;
      const right = !wrong.has(`${file}\t${field}`);
      if (right) counts.right++;
      verdicts.push({
        set: set.name,
        file,
        field,
        right: right || isSameDay(truth, given.normalized),
        confidence: given.confidence,
        accepted: prediction.extraction?.needs_review === false,
      });
    }
  }
  return { verdicts, tally };
}

function reportOf(tally: ReadonlyMap<string, Tally>): string {
  return [...tally]
    .map(([field, { right, given, asked }]) =>
      [
        field.padEnd(16),
        `n=${String(asked).padStart(4)}`,
        `precision ${((100 * right) / (given || 1)).toFixed(1).padStart(5)}`,
        `recall ${((100 * right) / asked).toFixed(1).padStart(5)}`,
      ].join(' '),
    )
    .join('\n');
}

/** The scorer knows no month by its name and no year of two digits: such a truth is right all the same. */
function isSameDay(truth: unknown, given: string | number): boolean {
  const [date] = printedDates(String(truth));
  return date !== undefined && (date.dayFirst === given || date.monthFirst === given);
}

/** Our label of a truth's field; undefined for what is not scored. */
export function labelOf(field: string, truth: unknown): FieldLabel | undefined {
  if (field !== 'sellerLegalId') return LABELS[field];
  return String(truth).replace(/[^a-z0-9]/gi, '').length === 9 ? 'siren_fournisseur' : 'siret_fournisseur';
}

/** Micro-averaged F1 over the fields named, 0–1; over all when none is. */
export function microF1(tally: ReadonlyMap<string, Tally>, fields?: readonly string[]): number {
  const sum: Tally = { right: 0, given: 0, asked: 0 };
  for (const [field, { right, given, asked }] of tally) {
    if (fields && !fields.includes(field)) continue;
    sum.right += right;
    sum.given += given;
    sum.asked += asked;
  }
  return sum.given + sum.asked === 0 ? Number.NaN : (2 * sum.right) / (sum.given + sum.asked);
}
