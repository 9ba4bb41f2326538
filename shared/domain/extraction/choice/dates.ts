/** Day of issue and due day, chosen as a pair: a bill is not due before it is written. */
import { addDays, daysBetween, endOfMonth } from '../../dates/calendar.ts';
import type { DateValue } from '../candidates/dates.ts';
import type { Scores } from '../scoring/scorer.ts';
import { best, type Chosen } from './chosen.ts';

export interface ChosenDates {
  issue: Chosen<string> | null;
  due: Chosen<string> | null;
}

/** A longer time to pay than this is a misread date. */
const LONGEST_TERM_DAYS = 400;

export function chooseDates(scores: Scores, terms: string | null): ChosenDates {
  const issue = best<DateValue>(scores.issueDate, (value) => value.day, 0.28);
  const dueEntries = scores.dueDate.filter((entry) => {
    if (!issue) return true;
    const days = daysBetween(issue.value.day, entry.candidate.value.day);
    return days >= 0 && days <= LONGEST_TERM_DAYS;
  });
  // A due day before the issue is kept when nothing else is due: a check will tell the reviewer.
  const due = best<DateValue>(dueEntries.length > 0 ? dueEntries : scores.dueDate, (value) => value.day, 0.3);
  const chosen: ChosenDates = {
    issue: issue && toDay(issue),
    due: due && toDay(due),
  };
  if (chosen.issue && !chosen.due && terms !== null) {
    const day = dueFromTerms(chosen.issue.value, terms);
    if (day) chosen.due = { candidate: null, value: day, confidence: chosen.issue.confidence * 0.7 };
  }
  return chosen;
}

function toDay(chosen: Chosen<DateValue>): Chosen<string> {
  const { day, clarity, ambiguous } = chosen.value;
  const doubt = (ambiguous ? 0.93 : 1) * (0.8 + 0.2 * clarity);
  return { candidate: chosen.candidate as never, value: day, confidence: chosen.confidence * doubt };
}

/** The due day that payment terms give: "30 jours", "45 jours fin de mois", "14 Tage netto", "à réception". */
function dueFromTerms(issue: string, terms: string): string | null {
  const text = terms.toLowerCase();
  if (
    /r[ée]ception|imm[ée]diat|comptant|immediat|sofort|upon receipt|due on receipt|contado|rimessa diretta|a vista|à vista|alla consegna|per direct|pronto pagament/.test(
      text,
    )
  )
    return issue;
  // Only one period: "2 % à 10 jours, 30 jours net" is for a person to read.
  const periods = [
    ...text.matchAll(/(\d{1,3})\s*(?:jours?|j\b|days?|tagen?|tg\b|gg\b|dgn\b|dagen|d[ií]as|giorni)/g),
  ];
  if (periods.length !== 1) return null;
  const day = addDays(issue, Number(periods[0]![1]));
  return /fin (?:de|del) (?:mois|mes)|f\.?d\.?m|end of (?:the )?month|eom|monatsende|fine mese|f\.?m\.|fim do m[eê]s|einde (?:van de )?maand/.test(
    text,
  )
    ? endOfMonth(day)
    : day;
}
