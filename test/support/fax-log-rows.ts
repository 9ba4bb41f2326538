/**
 * Rows of a made-up fax server's log: the same for the same seed, each with what is true of it. The truth comes from how
 * a row was made, never from the rules under test.
 */
import { FAX_ERRORS, type FaxErrorCode, type FaxMode } from '../../shared/domain/fax-log/fax-record.ts';
import type { FaxSummary } from '../../shared/domain/fax-log/fax-report.ts';
import type { NumberPolicy } from '../../shared/domain/tenant/tenant-settings.ts';
import {
  ABROAD,
  AREAS,
  FIRST_NAMES,
  frenchDays,
  HEADINGS,
  LAST_NAMES,
  MOBILE_AREAS,
  minuteOfDay,
  NO_MODES,
  NO_NUMBERS,
  NO_PAGES,
  NO_TIMES,
  nationalDigits,
  RESELLERS,
  TWO,
  UNKNOWN_HEADINGS,
  VARIANT_HEADINGS,
  written,
} from './fax-log-cells.ts';
import { seededRandom } from './seeded-random.ts';

export type FaxLogEncoding = 'utf-8' | 'utf-8-bom' | 'latin1' | 'windows-1252' | 'utf-16le';

export interface FaxLogOptions {
  /** Records, wrong and damaged ones included; blank rows, titles and headings come on top. */
  rows: number;
  seed?: number;
  /** Share of rows that break a rule; 0.05. */
  wrongShare?: number;
  /** Share of rows that repeat the number, minute and pages of the row before; 0.01. All other numbers differ. */
  repeatShare?: number;
  /** Share of mobile numbers among the valid ones; 0.02. */
  mobileShare?: number;
  /** By which the truth is told; `french`. */
  policy?: NumberPolicy;
  /** The first day of the log, at midnight; 2024-01-15. */
  firstDay?: string;
  /** Days over which the rows spread, ever later; 90. */
  days?: number;
  /** `variant` heads the columns otherwise than documented, with two columns more that nobody knows. */
  headings?: 'documented' | 'variant' | 'none';
  /** `shuffled` needs headings. */
  order?: 'documented' | 'shuffled';
  /** Rows above the headings, a title each; without headings there are none. */
  titleRows?: number;
  /** How many of each, spread over the log. All but blank rows are for CSV, bad bytes for UTF-8. */
  oddities?: { shortRows?: number; wrongQuotes?: number; badBytes?: number; blankRows?: number };
  /** CSV only. */
  encoding?: FaxLogEncoding;
}

export interface FaxLogTruth {
  mode: FaxMode;
  /** Normalised, '' when invalid. */
  number: string;
  pages: number;
  billedPages: number | null;
  minute: number | null;
  errors: readonly FaxErrorCode[];
}

export interface FaxLogRow {
  /** As a spreadsheet numbers it. */
  row: number;
  /** In the order of the file's columns. */
  cells: string[];
  kind: 'title' | 'headings' | 'blank' | 'record';
  damage?: 'short' | 'quote' | 'byte';
  /** The cell in which a wrong quote or a bad byte is: the user's name. */
  damagedPlace?: number;
  /** Of records alone. */
  truth: FaxLogTruth | null;
}

/** The rows at which each oddity happens, by record from 0; two never meet. */
function oddRows({
  rows,
  oddities = {},
  encoding = 'utf-8',
}: FaxLogOptions): Map<number, 'short' | 'quote' | 'byte' | 'blank'> {
  const odd = new Map<number, 'short' | 'quote' | 'byte' | 'blank'>();
  const spread = (count: number, what: 'short' | 'quote' | 'byte' | 'blank') => {
    for (let i = 0; i < count && odd.size < rows - 1; i++) {
      let at = Math.max(1, Math.floor(((i + 0.5) * rows) / count));
      while (odd.has(at) || at >= rows) at = at >= rows - 1 ? 1 : at + 1;
      odd.set(at, what);
    }
  };
  spread(oddities.shortRows ?? 0, 'short');
  spread(oddities.wrongQuotes ?? 0, 'quote');
  if (encoding.startsWith('utf-8')) spread(oddities.badBytes ?? 0, 'byte');
  spread(oddities.blankRows ?? 0, 'blank');
  return odd;
}

/** For each column of the file the place of its cell in the documented order; -1 and -2 for columns nobody knows. */
function columnsOf({ headings, order, seed = 1 }: FaxLogOptions): number[] {
  const columns = HEADINGS.map((_, place) => place);
  if (headings === 'variant') columns.push(-1, -2);
  if (order !== 'shuffled') return columns;
  const random = seededRandom(seed + 77);
  for (let i = columns.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [columns[i], columns[j]] = [columns[j]!, columns[i]!];
  }
  return columns;
}

const UTF8_ONLY = /[’œŒ]/g;

/** Every row of the file in its order. Without headings the first record is sound, so that the columns can be told. */
export function* faxLogRows(options: FaxLogOptions): Generator<FaxLogRow> {
  const { rows, seed = 1, headings = 'documented', titleRows = 0, days = 90, encoding } = options;
  const { wrongShare = 0.05, repeatShare = 0.01, mobileShare = 0.02, policy = 'french' } = options;
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const columns = columnsOf(options);
  const isDocumented = columns.length === HEADINGS.length && columns.every((from, place) => from === place);
  const place = (cells: string[], unknown: readonly string[]) =>
    isDocumented ? cells : columns.map((from) => (from < 0 ? unknown[-1 - from]! : cells[from]!));
  const inEncoding = (text: string) =>
    encoding === 'latin1'
      ? text.replace(UTF8_ONLY, (character) => (character === '’' ? "'" : character === 'œ' ? 'oe' : 'OE'))
      : text;
  const users = Array.from({ length: FIRST_NAMES.length * LAST_NAMES.length }, (_, i) => ({
    name: inEncoding(
      `${LAST_NAMES[i % LAST_NAMES.length]} ${FIRST_NAMES[Math.floor(i / LAST_NAMES.length)]}`,
    ),
    email: `utilisateur${i}@fax.example`,
    number: `33${nationalDigits(AREAS, 9_000_000 + i)}`,
    reseller: inEncoding(RESELLERS[(i * 7) % RESELLERS.length]!),
  }));
  const firstDay = Math.floor(Date.parse(`${options.firstDay ?? '2024-01-15'}T00:00:00Z`) / 86_400_000);
  const dayText = frenchDays();
  const odd = oddRows(options);

  let row = 0;
  for (let i = 0; i < titleRows && headings !== 'none'; i++) {
    row += 1;
    yield { row, cells: ['Journal du serveur de fax', '', ''], kind: 'title', truth: null };
  }
  if (headings !== 'none') {
    row += 1;
    const names = headings === 'variant' ? VARIANT_HEADINGS : HEADINGS;
    yield {
      row,
      cells: place(names.map(inEncoding), UNKNOWN_HEADINGS.map(inEncoding)),
      kind: 'headings',
      truth: null,
    };
  }

  let before: {
    number: { cell: string; digits: string };
    minute: number | null;
    time: string;
    pages: number;
  } | null = null;
  for (let record = 0; record < rows; record++) {
    const oddity = odd.get(record);
    if (oddity === 'blank') {
      row += 1;
      yield { row, cells: [''], kind: 'blank', truth: null };
    }
    row += 1;
    const isWrong = random() < wrongShare && !(headings === 'none' && record === 0);
    const wrongness = isWrong ? random() : 1;
    const wrongMode = wrongness < 0.25 || (wrongness >= 0.9 && wrongness < 1);
    const wrongNumber = (wrongness >= 0.25 && wrongness < 0.65) || (wrongness >= 0.9 && wrongness < 1);
    const wrongPages = (wrongness >= 0.65 && wrongness < 0.9) || (wrongness >= 0.98 && wrongness < 1);
    const isRepeat = before !== null && !isWrong && random() < repeatShare;

    const mode: FaxMode = wrongMode ? 'OTHER' : random() < 0.55 ? 'SF' : 'RF';
    const modeChance = random();
    const modeCell = wrongMode
      ? pick(NO_MODES)
      : modeChance < 0.97
        ? mode
        : modeChance < 0.98
          ? ` ${mode} `
          : modeChance < 0.99
            ? mode.toLowerCase()
            : `${mode[0]}${mode[1]!.toLowerCase()}`;

    let number = { cell: '', digits: '' };
    if (isRepeat && before !== null) number = before.number;
    else if (wrongNumber) {
      const abroad = random() < 0.2 ? pick(ABROAD) : null;
      number =
        abroad === null ? { cell: pick(NO_NUMBERS), digits: '' } : { cell: abroad[0], digits: abroad[1] };
      if (policy !== 'international') number.digits = '';
    } else {
      const isMobile = random() < mobileShare;
      const national = nationalDigits(isMobile ? MOBILE_AREAS : AREAS, record);
      number = {
        cell: written(national, random()),
        digits: isMobile && policy === 'french_no_mobile' ? '' : `33${national}`,
      };
    }

    const through = (record * days) / rows;
    const day = firstDay + Math.floor(through);
    const ofDay = minuteOfDay(through % 1);
    let minute: number | null = day * 1440 + ofDay;
    let time = `${dayText(day)} ${TWO[Math.floor(ofDay / 60)]}:${TWO[ofDay % 60]}`;
    if (random() < 0.002) {
      minute = null;
      time = pick(NO_TIMES);
    }
    let pages = wrongPages ? 0 : 1 + Math.floor(random() ** 3 * 12);
    if (isRepeat && before !== null) ({ minute, time, pages } = before);
    const pagesChance = random();
    const pagesCell = wrongPages ? pick(NO_PAGES) : pagesChance < 0.99 ? String(pages) : ` ${pages} `;
    const billedChance = random();
    const billedPages: number | null = billedChance < 0.96 ? pages : billedChance < 0.99 ? pages + 1 : null;
    before = isWrong || number.digits === '' ? null : { number, minute, time, pages };

    const user = pick(users);
    const lineBreak = random() < 0.001;
    const seconds = pages * 31 + Math.floor(random() * 30);
    let cells = place(
      [
        // A Fax ID repeats now and then: it is no key.
        `FX${1_000_000 + record - (record % 500 === 1 ? 1 : 0)}`,
        lineBreak ? user.name.replace(' ', '\n') : user.name,
        user.reseller,
        modeCell,
        user.email,
        time,
        user.number,
        number.cell,
        number.digits !== '' && !number.digits.startsWith('33') ? 'Oui' : 'Non',
        random() < 0.1 ? 'Oui' : 'Non',
        pagesCell,
        `${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}`,
        billedPages === null ? '' : String(billedPages),
        mode === 'RF' ? 'Réception' : 'Forfait',
      ],
      ['CC 12', ''],
    );

    let truth: FaxLogTruth = {
      mode,
      number: number.digits,
      pages,
      billedPages,
      minute,
      errors: FAX_ERRORS.filter(
        (code) =>
          (code === 'invalid_mode' && wrongMode) ||
          (code === 'invalid_number' && number.digits === '') ||
          (code === 'invalid_pages' && wrongPages),
      ),
    };
    if (oddity === 'short') {
      cells = cells.slice(0, 3);
      truth = shortTruth(truth, columns.slice(0, 3));
    } else if (oddity === 'byte') truth = { ...truth, errors: ['bad_encoding'] };
    else if (oddity === 'quote')
      truth = {
        mode: 'OTHER',
        number: '',
        pages: 0,
        billedPages: null,
        minute: null,
        errors: ['wrong_quote'],
      };
    const damage =
      oddity === undefined || oddity === 'blank' ? {} : { damage: oddity, damagedPlace: columns.indexOf(1) };
    yield { row, cells, kind: 'record', truth, ...damage };
  }
}

/** What a row still says of which only some columns are left. */
function shortTruth(truth: FaxLogTruth, left: readonly number[]): FaxLogTruth {
  return {
    mode: left.includes(3) ? truth.mode : 'OTHER',
    minute: left.includes(5) ? truth.minute : null,
    number: left.includes(7) ? truth.number : '',
    pages: left.includes(10) ? truth.pages : 0,
    billedPages: left.includes(12) ? truth.billedPages : null,
    errors: ['row_too_short'],
  };
}

/** The summary that an import of these rows must come to. */
export function expectedFaxSummary(options: FaxLogOptions): FaxSummary {
  const summary: FaxSummary = {
    totalEntries: 0,
    validEntries: 0,
    errorEntries: 0,
    pages: 0,
    byMode: { SF: { entries: 0, pages: 0 }, RF: { entries: 0, pages: 0 }, OTHER: { entries: 0, pages: 0 } },
    errors: Object.fromEntries(FAX_ERRORS.map((code) => [code, 0])) as Record<FaxErrorCode, number>,
  };
  for (const { truth } of faxLogRows(options)) {
    if (truth === null) continue;
    summary.totalEntries += 1;
    if (truth.errors.length === 0) summary.validEntries += 1;
    else summary.errorEntries += 1;
    summary.pages += truth.pages;
    summary.byMode[truth.mode].entries += 1;
    summary.byMode[truth.mode].pages += truth.pages;
    for (const code of truth.errors) summary.errors[code] += 1;
  }
  return summary;
}
