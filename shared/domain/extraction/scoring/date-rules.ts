/** Fit of dates as day of issue and as due day. */
import type { Candidate } from '../candidates/candidate.ts';
import { segmentAt } from '../candidates/columns.ts';
import type { DateValue } from '../candidates/dates.ts';
import { RIVALS } from '../keywords/concepts.ts';
import { type ByLine, byLine } from '../layout/by-line.ts';
import type { Sheet } from '../sheet.ts';
import { type EvidenceByConcept, evidenceFor, strengthOf } from './evidence.ts';
import { byScore, type Scored } from './scorer.ts';

/** A day until which a discount is given is not the due day. */
const EARLY = /skonto|escompte|discount/i;
const TIME_AFTER = /^\s*(?:,|-|\/|at|à|um)?\s*\(?\s*\d{1,2}\s?[:h.]\s?\d{2}/i;

export function scoreIssueDates(sheet: Sheet): Scored<Candidate<DateValue>>[] {
  const rivals = byLine(sheet.dates);
  const repeats = new Map<string, number>();
  for (const { value } of sheet.dates) repeats.set(value.day, (repeats.get(value.day) ?? 0) + 1);
  const rows = new Set(sheet.items.rows.map(({ line }) => line));
  const scored = sheet.dates.map((candidate, index) => {
    const evidence = evidenceOf(candidate, sheet, rivals);
    const issue = strengthOf(evidence, 'issue_date');
    const due = strengthOf(evidence, 'due_date');
    const other = strengthOf(evidence, 'other_date');
    const page = sheet.layout.pages[candidate.page]!;
    let score = issue > 0 ? 0.25 + 0.65 * issue : sheet.receipt ? 0.42 : 0.3;
    const against = Math.max(due, other);
    if (against > issue) score -= 0.5 * against;
    else score -= 0.12 * against;
    if (candidate.page === 0 && candidate.y0 < 0.4 * page.height) score += 0.06;
    if (candidate.page > 0) score -= 0.1;
    if (index === 0) score += 0.04;
    if (followedByTime(candidate, sheet)) score += sheet.receipt ? 0.12 : 0.02;
    if (onTitleLine(candidate, sheet)) score += 0.25;
    // A night, a ride, a delivery: the day of what was sold.
    if (rows.has(candidate.line)) score -= 0.12;
    return { candidate, score: score * plausibility(candidate.value) };
  });
  for (const entry of scored) {
    const count = repeats.get(entry.candidate.value.day) ?? 1;
    if (count > 1) entry.score += Math.min(0.1, 0.04 * (count - 1));
    entry.score = Math.min(1, Math.max(0, entry.score));
  }
  return byScore(scored);
}

export function scoreDueDates(sheet: Sheet): Scored<Candidate<DateValue>>[] {
  const rivals = byLine(sheet.dates);
  const scored = sheet.dates.map((candidate) => {
    const evidence = evidenceOf(candidate, sheet, rivals);
    const due = strengthOf(evidence, 'due_date');
    const against = Math.max(strengthOf(evidence, 'issue_date'), strengthOf(evidence, 'other_date'));
    const early = EARLY.test(sheet.layout.lines[candidate.line]!.text) ? 0.25 : 0;
    const score = due < 0.3 ? 0 : 0.15 + 0.8 * due - (against > due ? 0.5 * against : 0.1 * against) - early;
    return { candidate, score: Math.min(1, Math.max(0, score)) * plausibility(candidate.value) };
  });
  return byScore(scored.filter((entry) => entry.score > 0.2));
}

function evidenceOf(candidate: Candidate<DateValue>, sheet: Sheet, rivals: ByLine): EvidenceByConcept {
  return evidenceFor(candidate, RIVALS.date, sheet.layout, sheet.labels, rivals);
}

/** Tills print the hour behind the day. */
function followedByTime(candidate: Candidate<DateValue>, sheet: Sheet): boolean {
  const line = sheet.layout.lines[candidate.line]!;
  const last = line.tokens.indexOf(candidate.tokens.at(-1)!);
  const end = line.offsets[last]! + line.tokens[last]!.text.length;
  return TIME_AFTER.test(line.text.slice(end)) || /\d{1,2}:\d{2}/.test(line.text);
}

/** "Rechnung # RE-20140703/502 vom 03.07.2014": the day stands on the line that names the invoice. */
function onTitleLine(candidate: Candidate<DateValue>, sheet: Sheet): boolean {
  const line = sheet.layout.lines[candidate.line]!;
  return sheet.labels.on(candidate.line).some((label) => {
    if (label.concept !== 'invoice_number' || label.weight < 0.6 || label.x0 >= candidate.x0) return false;
    // In "Annule la facture FC-381 du 12 mars" another invoice is spoken of.
    return segmentAt(line, label.firstToken).tokens[0] === line.tokens[label.firstToken];
  });
}

function plausibility(value: DateValue): number {
  const year = Number(value.day.slice(0, 4));
  const range = year < 1995 || year > 2045 ? 0.3 : 1;
  return range * (0.75 + 0.25 * value.clarity);
}
