/** Whether totals and lines add up, to the cent but for rounding that is allowed. */
import { roundToCents, sameAmount } from '../../money/amount.ts';
import type { Check } from '../result.ts';
import { checkOf } from './catalogue.ts';
import { type CheckContext, type CheckedRecord, numberOf, printed, textOf } from './checked-record.ts';
import { roundingCents } from './rounding.ts';

export function amountChecks(record: CheckedRecord, context: CheckContext): Check[] {
  return [
    ...totalChecks(record),
    ...dueChecks(record),
    ...signChecks(record),
    ...lineChecks(record, context),
    ...currencyChecks(record, context),
  ];
}

/** Net + tax = gross (EN 16931 BR-CO-15): exactly, but for a printed rounding and tax that was rounded by line. */
function totalChecks(record: CheckedRecord): Check[] {
  const [net, tax, gross] = [
    numberOf(record, 'montant_ht'),
    numberOf(record, 'montant_tva'),
    numberOf(record, 'montant_ttc'),
  ];
  if (net === null || tax === null || gross === null) return [];
  if (!['montant_ht', 'montant_tva', 'montant_ttc'].every((label) => printed(record, label as 'montant_ht')))
    return [];
  const sum = roundToCents(net + tax);
  const rounding = Math.abs(numberOf(record, 'arrondi') ?? 0);
  if (sameAmount(sum, gross) || (rounding !== 0 && sameAmount(Math.abs(gross - sum), rounding))) return [];
  const fields = ['montant_ht', 'montant_tva', 'montant_ttc'] as const;
  const parameters = { net, tax, gross };
  if (sameAmount(sum, gross, roundingCents(record)))
    return [checkOf('total_rounding', { fields, parameters })];
  // Tills print subtotals, service charges and tax of parts in ways of their own.
  const level = record.document_type === 'receipt' ? 'warning' : 'error';
  return [checkOf('total_mismatch', { fields, parameters, level })];
}

function dueChecks(record: CheckedRecord): Check[] {
  const due = numberOf(record, 'montant_du');
  const gross = numberOf(record, 'montant_ttc');
  if (due === null || gross === null || !printed(record, 'montant_du') || sameAmount(due, gross, 2))
    return [];
  const paid = numberOf(record, 'montant_acompte');
  const before = numberOf(record, 'solde_anterieur') ?? 0;
  const rounding = Math.abs(numberOf(record, 'arrondi') ?? 0);
  const explained = (rest: number) => Math.abs(rest - due) <= rounding + 0.0201;
  if (paid !== null && explained(gross - Math.abs(paid) + before)) {
    return [
      checkOf('due_after_payment', {
        fields: ['montant_du', 'montant_ttc', 'montant_acompte'],
        parameters: { due, gross, paid: Math.abs(paid) },
      }),
    ];
  }
  if (explained(gross + before)) return [];
  return [checkOf('due_differs', { fields: ['montant_du', 'montant_ttc'], parameters: { due, gross } })];
}

function signChecks(record: CheckedRecord): Check[] {
  const net = numberOf(record, 'montant_ht');
  const tax = numberOf(record, 'montant_tva');
  const gross = numberOf(record, 'montant_ttc');
  const checks: Check[] = [];
  const signs = new Set([net, tax, gross].flatMap((value) => (value ? [Math.sign(value)] : [])));
  if (record.document_type === 'credit_note' && signs.size > 1 && net !== null && gross !== null) {
    const fields = ['montant_ht', 'montant_tva', 'montant_ttc'] as const;
    checks.push(checkOf('mixed_signs', { fields, parameters: { net, tax: tax ?? 0, gross } }));
  }
  if (record.document_type === 'invoice' && gross !== null && gross < 0) {
    checks.push(checkOf('negative_invoice', { fields: ['montant_ttc'], parameters: { gross } }));
  }
  if (gross === 0 && printed(record, 'montant_ttc')) {
    checks.push(checkOf('zero_total', { fields: ['montant_ttc'] }));
  }
  return checks;
}

/** Lines of at least this confidence were confirmed by quantity × price. */
const SURE_LINE = 0.9;
/** The most lines that are told one by one. */
const MAX_LINE_CHECKS = 5;

/** Folded words for what may be taken off the sum of the lines without having been read. */
const DISCOUNT =
  /\b(?:remises?|rabais|ristourne|rabatt|nachlass|abzug|discount|rebate|desconto|descuento|sconto|korting|deduction|anzahlung|acompte)\b/;

/** Lines sum to the net, or, where prices are with tax, to the gross (EN 16931 BR-CO-10). */
function lineChecks(record: CheckedRecord, context: CheckContext): Check[] {
  const { lines } = record;
  const totals = lines.flatMap((line) => (line.total === null ? [] : [line.total]));
  const net = printed(record, 'montant_ht') ? numberOf(record, 'montant_ht') : null;
  const gross = numberOf(record, 'montant_ttc');
  const total = net ?? gross;
  const checks = context.linesFromTable === false ? [] : productChecks(record);
  if (totals.length === 0 || total === null) return checks;
  const sum = roundToCents(totals.reduce((all, one) => all + one, 0));
  if (agrees(sum, record) || agrees(roundToCents(sum + (context.amongLines ?? 0)), record)) return checks;
  const sure =
    record.document_type !== 'receipt' &&
    totals.length === lines.length &&
    lines.every((line) => line.confidence >= SURE_LINE) &&
    !DISCOUNT.test(context.text ?? '') &&
    ['montant_ht', 'montant_ttc'].every(
      (label) => (record.fields[label as 'montant_ht']?.confidence ?? 1) >= 0.8,
    );
  // A row that was not read leaves the sum too small; a sum too large cannot come from that.
  const fields = net !== null ? (['montant_ht', 'montant_ttc'] as const) : (['montant_ttc'] as const);
  // Lines without a table are a guess, and tell nothing about the document.
  if (context.linesFromTable === false) return checks;
  const code = sure && Math.abs(sum) > Math.abs(total) ? 'lines_mismatch' : 'lines_unsure';
  return [...checks, checkOf(code, { fields, parameters: { sum, total } })];
}

/** Whether the lines make a total, with or without what is added and taken off between them and it. */
function agrees(sum: number, record: CheckedRecord): boolean {
  const tolerance = roundingCents(record) / 100 + 0.0001;
  const of = (label: 'montant_remise' | 'frais_port' | 'eco_contribution' | 'arrondi') =>
    Math.abs(numberOf(record, label) ?? 0);
  const rests = [0, -of('montant_remise')].flatMap((discount) =>
    [0, of('frais_port')].flatMap((carriage) =>
      [0, of('eco_contribution')].map((contribution) => sum + discount + carriage + contribution),
    ),
  );
  const net = numberOf(record, 'montant_ht');
  const gross = numberOf(record, 'montant_ttc');
  return [net, gross].some(
    (total) =>
      total !== null &&
      rests.some((rest) => Math.abs(Math.abs(rest) - Math.abs(total)) <= tolerance + of('arrondi')),
  );
}

function productChecks(record: CheckedRecord): Check[] {
  const checks: Check[] = [];
  for (const [index, line] of record.lines.entries()) {
    const { quantity, unit_price: price, total, discount = 0, confidence } = line;
    if (quantity === null || price === null || total === null || confidence < 0.6) continue;
    const product = quantity * price - Math.abs(discount);
    if (Math.abs(Math.abs(product) - Math.abs(total)) <= 0.0201 + 0.002 * Math.abs(total)) continue;
    checks.push(checkOf('line_product', { parameters: { line: index + 1, quantity, price, total } }));
    if (checks.length === MAX_LINE_CHECKS) break;
  }
  return checks;
}

function currencyChecks(record: CheckedRecord, { homeCurrency = 'EUR' }: CheckContext): Check[] {
  const currency = textOf(record, 'devise');
  if (currency === null || currency === homeCurrency) return [];
  return [checkOf('foreign_currency', { fields: ['devise'], parameters: { currency, home: homeCurrency } })];
}
