const UNIT_MILLISECONDS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const MONTH_NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAY_NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** When something scheduled runs: every so often, or in the minutes that a test accepts. */
export type ScheduleTime = { everyMilliseconds: number } | { isDue: (minute: Date) => boolean };

/**
 * Reads EventBridge's `rate(5 minutes)` and `cron(min hour day month weekday year)` in UTC; lists, ranges and steps,
 * names of months and days. `undefined` for what it does not know (`at(…)`, `L`, `W`, `#`).
 */
export function readSchedule(expression: string): ScheduleTime | undefined {
  const rate = /^rate\(\s*(\d+)\s+(minute|hour|day)s?\s*\)$/.exec(expression);
  if (rate) return { everyMilliseconds: Number(rate[1]) * UNIT_MILLISECONDS[rate[2]!]! };
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== 6 || fields.some((field) => /[L#]|\dW/.test(field.replace(/JUL/g, ''))))
    return undefined;
  const [minutes, hours, days, months, weekdays, years] = fields as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    isDue: (minute) =>
      accepts(minutes, minute.getUTCMinutes()) &&
      accepts(hours, minute.getUTCHours()) &&
      accepts(days, minute.getUTCDate()) &&
      accepts(months, minute.getUTCMonth() + 1, MONTH_NAMES) &&
      // EventBridge counts Sunday as 1.
      accepts(weekdays, minute.getUTCDay() + 1, DAY_NAMES) &&
      accepts(years, minute.getUTCFullYear()),
  };
}

function accepts(field: string, value: number, names: readonly string[] = []): boolean {
  const number = (text: string) => (names.includes(text) ? names.indexOf(text) + 1 : Number(text));
  return field.split(',').some((part) => {
    const [range = '*', step] = part.split('/');
    const [from, to] =
      range === '*' || range === '?'
        ? [Number.NaN, Number.NaN]
        : (range.split('-').map(number) as [number, number?]);
    const first = Number.isNaN(from) ? 0 : from;
    const last =
      Number.isNaN(from) || (to === undefined && step !== undefined)
        ? Number.POSITIVE_INFINITY
        : (to ?? from);
    return value >= first && value <= last && (step === undefined || (value - first) % Number(step) === 0);
  });
}
