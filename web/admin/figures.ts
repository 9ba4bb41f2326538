/** Figures as readers of either language expect them. */
import type { Language } from './words.ts';

/** British forms, so that hours run to 24 as in French. */
const LOCALES: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };
const UNKNOWN = '–';

type Figure = number | null | undefined;

/** Figures as text; a dash where nothing is known. */
export interface Figures {
  count(value: Figure): string;
  /** @param value 0 to 100. */
  percent(value: Figure, decimals?: number): string;
  milliseconds(value: Figure): string;
  bytes(value: Figure): string;
  /** The two largest units. */
  duration(seconds: Figure): string;
  time(date: Date): string;
  dateAndTime(date: Date): string;
}

const DURATION_UNITS: Readonly<Record<Language, readonly [string, number][]>> = {
  fr: [
    ['j', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ],
  en: [
    ['d', 86_400],
    ['h', 3600],
    ['min', 60],
    ['s', 1],
  ],
};
const BYTE_UNITS: Readonly<Record<Language, readonly string[]>> = {
  fr: ['o', 'ko', 'Mo', 'Go', 'To'],
  en: ['B', 'kB', 'MB', 'GB', 'TB'],
};

/** Figures as that language writes them. */
export function figuresIn(language: Language): Figures {
  const locale = LOCALES[language];
  const number = (value: number, decimals: number) =>
    value.toLocaleString(locale, { maximumFractionDigits: decimals });
  const known = (value: Figure, show: (value: number) => string) =>
    value === null || value === undefined || Number.isNaN(value) ? UNKNOWN : show(value);
  return {
    count: (value) => known(value, (known) => number(known, 0)),
    percent: (value, decimals = 1) =>
      known(value, (known) =>
        (known / 100).toLocaleString(locale, { style: 'percent', maximumFractionDigits: decimals }),
      ),
    milliseconds: (value) => known(value, (known) => `${number(known, known < 10 ? 1 : 0)} ms`),
    bytes: (value) =>
      known(value, (bytes) => {
        let shown = bytes;
        let unit = 0;
        while (shown >= 999.5 && unit < 4) {
          shown /= 1000;
          unit++;
        }
        return `${number(shown, unit === 0 || shown >= 99.5 ? 0 : 1)} ${BYTE_UNITS[language][unit]}`;
      }),
    duration: (value) =>
      known(value, (seconds) => {
        let rest = Math.floor(seconds);
        const parts: string[] = [];
        for (const [unit, size] of DURATION_UNITS[language]) {
          const count = Math.floor(rest / size);
          rest -= count * size;
          if (count > 0 || parts.length > 0) parts.push(`${count} ${unit}`);
          if (parts.length === 2) break;
        }
        return parts.length > 0 ? parts.join(' ') : '0 s';
      }),
    time: (date) => date.toLocaleTimeString(locale),
    dateAndTime: (date) => date.toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' }),
  };
}
