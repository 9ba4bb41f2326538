/**
 * The rates of VAT that a country's sellers may charge on a day, in percent, from 2014 on; zero is always possible
 * and not listed. Territories with rates of their own are part of their country, since a seller's VAT number does
 * not tell them apart. The European Commission's yearly "VAT rates applied in the Member States of the European
 * Union" and its database TEDB are behind every member state; the law of each change is named beside it.
 */

/** Before this day nothing is said of rates. */
export const VAT_RATES_FROM = '2014-01-01';

interface Country {
  /** The law that sets the rates. */
  source: string;
  /** In force from each day until the next one's: [first day, rates]. In order of the days. */
  periods: ReadonlyArray<readonly [from: string, rates: readonly number[]]>;
  /** Rates of its territories, flat rates of farmers and surcharges, whatever the day. */
  besides?: readonly number[];
}

const EVER = VAT_RATES_FROM;

export const VAT_RATES: Readonly<Record<string, Country>> = {
  AT: {
    source:
      'UStG 1994 § 10; 13 %: StRefG 2015/2016, BGBl. I 118/2015; 5 %: BGBl. I 60/2020; 4,9 % for staple food: from July 2026',
    periods: [
      [EVER, [20, 10, 12]],
      ['2016-01-01', [20, 13, 10]],
      ['2020-07-01', [20, 13, 10, 5]],
      ['2022-01-01', [20, 13, 10]],
      ['2026-07-01', [20, 13, 10, 4.9]],
    ],
    // Jungholz and Mittelberg.
    besides: [19],
  },
  BE: { source: 'Arrêté royal n° 20 du 20 juillet 1970', periods: [[EVER, [21, 12, 6]]] },
  BG: { source: 'ZDDS art. 66', periods: [[EVER, [20, 9]]] },
  CH: {
    source: 'LTVA art. 25; RO 2017 6305 (2018), RO 2022 863 (2024)',
    periods: [
      [EVER, [8, 3.8, 2.5]],
      ['2018-01-01', [7.7, 3.7, 2.5]],
      ['2024-01-01', [8.1, 3.8, 2.6]],
    ],
  },
  CY: {
    source: 'VAT Law 95(I)/2000; 3 %: law 42(I)/2023',
    periods: [
      [EVER, [19, 9, 5]],
      ['2023-07-01', [19, 9, 5, 3]],
    ],
  },
  CZ: {
    source: 'Zákon 235/2004 Sb. § 47; zákon 349/2023 Sb. (2024)',
    periods: [
      [EVER, [21, 15]],
      ['2015-01-01', [21, 15, 10]],
      ['2024-01-01', [21, 12]],
    ],
  },
  DE: {
    source: 'UStG § 12; 16 % und 5 %: § 28 Abs. 1 bis 3 (Zweites Corona-Steuerhilfegesetz)',
    periods: [
      [EVER, [19, 7]],
      ['2020-07-01', [16, 5]],
      ['2021-01-01', [19, 7]],
    ],
    // Farmers and foresters, § 24 UStG, as it changed over the years.
    besides: [5.5, 10.7, 9.5, 9, 8.4, 7.8],
  },
  DK: { source: 'Momsloven § 33', periods: [[EVER, [25]]] },
  EE: {
    source: 'Käibemaksuseadus § 15',
    periods: [
      [EVER, [20, 9]],
      ['2022-08-01', [20, 9, 5]],
      ['2024-01-01', [22, 9, 5]],
      ['2025-01-01', [22, 13, 9]],
      ['2025-07-01', [24, 13, 9]],
    ],
  },
  ES: {
    source: 'Ley 37/1992, art. 90, 91 y 161; 5 %, 2 %, 7,5 %: RDL 12/2021, 11/2022, 20/2022, 4/2024',
    periods: [
      [EVER, [21, 10, 4]],
      ['2021-06-26', [21, 10, 5, 4]],
      ['2024-10-01', [21, 10, 7.5, 5, 4, 2]],
      ['2025-01-01', [21, 10, 4]],
    ],
    // Surcharge of equivalence, and the Canary Islands' IGIC.
    besides: [5.2, 1.4, 1.75, 0.62, 0.5, 3, 5, 6.5, 7, 9.5, 13.5, 15, 20],
  },
  FI: {
    source: 'Arvonlisäverolaki 84–85 a §; 25,5 %: laki 441/2024; 13,5 %: from 2026',
    periods: [
      [EVER, [24, 14, 10]],
      ['2024-09-01', [25.5, 14, 10]],
      ['2026-01-01', [25.5, 13.5, 10]],
    ],
  },
  FR: {
    source: 'CGI, art. 278 à 281 nonies; DOM: art. 294 à 296; Corse: art. 297',
    periods: [[EVER, [20, 10, 5.5, 2.1]]],
    // Overseas 8.5 and 2.1 (1.75 and 1.05 for the press and live animals); Corsica 13, 10, 2.1 and 0.9.
    besides: [8.5, 1.75, 1.05, 13, 0.9],
  },
  GB: {
    source: 'Value Added Tax Act 1994, s. 2 and 29A; 12.5 %: Finance Act 2021, s. 92',
    periods: [
      [EVER, [20, 5]],
      ['2021-10-01', [20, 12.5, 5]],
      ['2022-04-01', [20, 5]],
    ],
  },
  GR: {
    source: 'N. 2859/2000 art. 21; N. 4334/2015; N. 4389/2016',
    periods: [
      [EVER, [23, 13, 6.5]],
      ['2015-07-20', [23, 13, 6]],
      ['2016-06-01', [24, 13, 6]],
    ],
    // Islands with rates lower by thirty percent.
    besides: [17, 16, 9, 5, 4],
  },
  HR: { source: 'Zakon o PDV-u, čl. 38', periods: [[EVER, [25, 13, 10, 5]]] },
  HU: { source: '2007. évi CXXVII. törvény, 82. §', periods: [[EVER, [27, 18, 5]]] },
  IE: {
    source: 'VAT Consolidation Act 2010, s. 46; 21 %: Financial Provisions (Covid-19) (No. 2) Act 2020',
    periods: [
      [EVER, [23, 13.5, 9, 4.8]],
      ['2020-09-01', [21, 13.5, 9, 4.8]],
      ['2021-03-01', [23, 13.5, 9, 4.8]],
    ],
    // Flat-rate addition of farmers over the years.
    besides: [5, 5.1, 5.2, 5.4, 5.5, 5.6],
  },
  IT: {
    source: 'DPR 633/1972 art. 16 e tabella A; 5 %: L. 208/2015',
    periods: [
      [EVER, [22, 10, 4]],
      ['2016-01-01', [22, 10, 5, 4]],
    ],
  },
  LT: {
    source: 'PVM įstatymas 19 str.; 12 % from 2026',
    periods: [
      [EVER, [21, 9, 5]],
      ['2026-01-01', [21, 12, 9, 5]],
    ],
  },
  LU: {
    source: 'Loi TVA, art. 39 à 40-1; 2015: loi du 19 décembre 2014; 2023: loi du 26 octobre 2022',
    periods: [
      [EVER, [15, 12, 6, 3]],
      ['2015-01-01', [17, 14, 8, 3]],
      ['2023-01-01', [16, 13, 7, 3]],
      ['2024-01-01', [17, 14, 8, 3]],
    ],
  },
  LV: {
    source: 'PVN likums 41.–42. pants',
    periods: [
      [EVER, [21, 12]],
      ['2018-01-01', [21, 12, 5]],
    ],
  },
  MT: {
    source: 'VAT Act, Cap. 406, eighth schedule; 12 %: 2024',
    periods: [
      [EVER, [18, 7, 5]],
      ['2024-01-01', [18, 12, 7, 5]],
    ],
  },
  NL: {
    source: 'Wet OB 1968, art. 9; 9 %: Belastingplan 2019',
    periods: [
      [EVER, [21, 6]],
      ['2019-01-01', [21, 9]],
    ],
  },
  NO: {
    source: 'Stortingets vedtak om merverdiavgift, each year',
    periods: [
      [EVER, [25, 15, 8]],
      ['2016-01-01', [25, 15, 10]],
      ['2018-01-01', [25, 15, 12]],
      ['2020-04-01', [25, 15, 12, 6]],
      ['2021-10-01', [25, 15, 12]],
    ],
    besides: [11.11, 11.1],
  },
  PL: { source: 'Ustawa o VAT, art. 41 i 146ef', periods: [[EVER, [23, 8, 5]]], besides: [7, 4, 3] },
  PT: {
    source: 'CIVA, art. 18; regions: DL 347/85',
    periods: [[EVER, [23, 13, 6]]],
    // Azores and Madeira over the years.
    besides: [22, 18, 16, 12, 10, 9, 5, 4],
  },
  RO: {
    source: 'Codul fiscal, art. 291; legea 141/2025',
    periods: [
      [EVER, [24, 9, 5]],
      ['2016-01-01', [20, 9, 5]],
      ['2017-01-01', [19, 9, 5]],
      ['2025-08-01', [21, 11, 9]],
    ],
  },
  SE: {
    source: 'Mervärdesskattelagen (1994:200) 7 kap. 1 §, (2023:200) 9 kap.',
    periods: [[EVER, [25, 12, 6]]],
  },
  SI: {
    source: 'ZDDV-1, 41. člen',
    periods: [
      [EVER, [22, 9.5]],
      ['2020-01-01', [22, 9.5, 5]],
    ],
  },
  SK: {
    source: 'Zákon 222/2004 Z. z. § 27; zákon 278/2024 Z. z. (2025)',
    periods: [
      [EVER, [20, 10]],
      ['2023-01-01', [20, 10, 5]],
      ['2025-01-01', [23, 19, 5]],
    ],
  },
};

/** Territories, farmers and surcharges aside, every rate above three percent that some country has or had. */
const SOMEWHERE = new Set(
  Object.values(VAT_RATES)
    .flatMap(({ periods }) => periods.flatMap(([, rates]) => rates))
    .filter((rate) => rate > 3),
);

/** Whether a percentage is some country's rate of VAT; the lowest ones are too common as discounts to count. */
export function isSomewhereInForce(rate: number): boolean {
  return SOMEWHERE.has(rate);
}

/**
 * The rates in force on a day ("2020-08-01") in a country (ISO 3166 letters), highest first.
 * @returns null for a country that is not in the table, and for days before `VAT_RATES_FROM`.
 */
export function ratesInForce(country: string, day: string): readonly number[] | null {
  const known = Object.hasOwn(VAT_RATES, country) ? VAT_RATES[country] : undefined;
  const period = known?.periods.findLast(([from]) => from <= day);
  if (!known || !period) return null;
  return [...new Set([...period[1], ...(known.besides ?? [])])].sort((a, b) => b - a);
}
