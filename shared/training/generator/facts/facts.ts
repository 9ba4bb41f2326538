/** What a business document says, before anyone decides how it looks: parties, dates, items and figures that agree. */
import type { DocumentType } from '../../../domain/extraction/result.ts';
import type { Language } from '../document.ts';
import { type Day, dayOf } from '../formats/date-format.ts';
import { COUNTRIES_OF } from '../parties/countries.ts';
import { inventParty, type Party } from '../parties/party.ts';
import { withWrongKeys } from '../parties/wrong-keys.ts';
import type { Random } from '../random.ts';
import { goods, goodsDetail, type Trade } from '../wordings/goods.ts';
import { documentNumber, orderNumber, otherNumber } from './numbering.ts';

/** Amounts are minor units (cents). */
export interface Item {
  description: string;
  detail: string | null;
  reference: string;
  quantity: number;
  unit: string | null;
  unitPrice: number;
  /** In percent off; 0 for none. */
  discount: number;
  rate: number;
  net: number;
  date: Day;
}

export interface VatRow {
  rate: number;
  base: number;
  tax: number;
}

export interface Facts {
  kind: DocumentType;
  language: Language;
  country: string;
  trade: Trade;
  seller: Party;
  buyer: Party;
  shipTo: Party | null;
  currency: string;
  number: string;
  issued: Day;
  due: Day | null;
  /** Days between the two, when they follow from terms. */
  termDays: number | null;
  customerOrder: string | null;
  customerNumber: string;
  deliveryNote: string;
  originalInvoice: string;
  delivered: Day;
  ordered: Day;
  items: Item[];
  /** Where the buyer's numbers stand. */
  buyerIds: 'block' | 'references' | 'none';
  /** The issuer's numbers have keys that fail. */
  wrongKeys: boolean;
  /** Prices and totals of the items have the tax in them. */
  grossLines: boolean;
  itemsTotal: number;
  discount: number;
  discountRate: number;
  shipping: number;
  eco: number;
  net: number;
  vat: VatRow[];
  tax: number;
  rounding: number;
  gross: number;
  deposit: number;
  previousBalance: number;
  previousPaid: number;
  dueAmount: number;
  /** No tax at all (small businesses, abroad). */
  taxFree: boolean;
  /** Settled already: nothing is due. */
  settled: boolean;
}

const round = Math.round;

/** A day between 2012 and 2027, recent ones more often. */
export function someDay(random: Random): Day {
  const year = 2027 - Math.floor(random.next() ** 1.6 * 15);
  return dayOf(year, 1, 1) + random.int(0, 364);
}

/** Swiss rates changed in 2024; old and new ones never stand together. */
export function swissRates(day: Day): number[] {
  return day >= dayOf(2024, 1, 1) ? [8.1, 2.6, 3.8] : [7.7, 2.5, 3.7];
}

function price(random: Random, trade: Trade): number {
  const [low, high] = (
    {
      services: [3000, 120_000],
      products: [150, 60_000],
      groceries: [39, 2500],
      meals: [150, 4500],
      utilities: [200, 30_000],
      hotel: [800, 25_000],
      software: [500, 90_000],
      pharmacy: [150, 4000],
    } satisfies Record<Trade, [number, number]>
  )[trade];
  const minor = Math.exp(random.between(Math.log(low), Math.log(high)));
  return random.chance(0.45)
    ? Math.max(100, round(minor / 100) * 100)
    : random.chance(0.4)
      ? Math.max(10, round(minor / 10) * 10 - 1)
      : round(minor);
}

function items(
  random: Random,
  language: Language,
  trade: Trade,
  rates: readonly number[],
  issued: Day,
  negative: boolean,
  unitWords: string[],
): Item[] {
  const count = random.weighted({ 1: 3, 2: 3, 3: 3, 4: 2, 5: 2, 7: 1.5, 10: 1, 14: 0.7, 22: 0.5, 38: 0.25 });
  const mixed = rates.length > 1 && random.chance(0.35);
  const main = rates[0]!;
  const decimals = trade === 'services' || trade === 'utilities' ? random.chance(0.4) : random.chance(0.08);
  const discounts = random.chance(0.12);
  const used = new Set<string>();
  return Array.from({ length: Number(count) }, () => {
    let description = goods(random, language, trade);
    for (let i = 0; used.has(description) && i < 4; i++)
      description = goods(random, language, random.pick([trade, trade, 'products', 'services'] as const));
    used.add(description);
    if (random.chance(0.12))
      description += ` - ${goodsDetail(random, language).replace('{date}', '')}`.trimEnd();
    const whole = random.weighted({
      1: 5,
      2: 3,
      3: 2,
      4: 1,
      5: 1,
      6: 1,
      10: 1.5,
      12: 0.7,
      20: 0.6,
      50: 0.4,
      100: 0.4,
      250: 0.2,
    });
    const quantity =
      (decimals && random.chance(0.6)
        ? random.pick([0.5, 1.5, 2.25, 7.5, 12.75, 3.5, 0.25])
        : Number(whole)) * (negative ? -1 : 1);
    const unitPrice =
      Number(whole) > 40 ? Math.max(5, round(price(random, trade) / 20)) : price(random, trade);
    const discount = discounts && random.chance(0.5) ? random.pick([5, 10, 15, 20, 25]) : 0;
    return {
      description,
      detail: random.chance(0.25) ? goodsDetail(random, language) : null,
      reference: random.chance(0.2) ? random.digits(13) : otherNumber(random, 2024, 5),
      quantity,
      unit: random.chance(0.8) ? random.pick(unitWords) : null,
      unitPrice,
      discount,
      rate: mixed ? random.pick(rates) : main,
      net: round((quantity * unitPrice * (100 - discount)) / 100),
      date: issued - random.int(0, 40),
    };
  });
}

/** Spreads a change of the net sum over the rates in proportion, to the cent. */
function breakdown(rows: Map<number, number>, change: number): VatRow[] {
  const total = [...rows.values()].reduce((sum, base) => sum + base, 0);
  const entries = [...rows].sort(([a], [b]) => b - a);
  let left = change;
  return entries.map(([rate, base], index) => {
    const part = index === entries.length - 1 || total === 0 ? left : round((change * base) / total);
    left -= part;
    return { rate, base: base + part, tax: round(((base + part) * round(rate * 1000)) / 100_000) };
  });
}

/** Which language an English document abroad is not in: a German seller may write in English. */
export function inventFacts(
  random: Random,
  kind: DocumentType,
  language: Language,
  unitWords: string[],
): Facts {
  const country = random.weighted(COUNTRIES_OF[language]);
  const trade = random.weighted<Trade>({
    services: 4,
    products: 5,
    utilities: 1.5,
    hotel: 0.8,
    software: 1.5,
    groceries: 0.5,
    meals: 0.2,
  });
  const freelancer = trade === 'services' && random.chance(0.25);
  const wrongKeys = random.chance(0.05);
  const right = inventParty(random, language, country, { shop: random.chance(0.1), freelancer });
  const seller = wrongKeys ? withWrongKeys(random, right) : right;
  const abroad = random.chance(0.12);
  const buyerLanguage = abroad ? random.pick(['fr', 'en', 'de', 'es', 'it', 'nl', 'pt'] as const) : language;
  const buyerCountry = abroad ? random.weighted(COUNTRIES_OF[buyerLanguage]) : country;
  const buyer = inventParty(random, buyerLanguage, buyerCountry, {
    person: random.chance(trade === 'utilities' || trade === 'hotel' ? 0.6 : 0.15),
  });
  const issued = someDay(random);
  const date = new Date(issued * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  const negative = kind === 'credit_note' && random.chance(0.45);
  const taxFree = random.chance(0.06) || (abroad && random.chance(0.5)) || seller.country.rates[0] === 0;
  // One business charges one sales tax.
  const own =
    country === 'US' || country === 'CA' || country === 'MY'
      ? [random.pick(seller.country.rates)]
      : [...new Set([random.pick(seller.country.rates), ...seller.country.rates])];
  const rates = taxFree ? [0] : country === 'CH' ? swissRates(issued) : own;
  const list = items(random, language, trade, rates, issued, negative, unitWords);
  const itemsTotal = list.reduce((sum, item) => sum + item.net, 0);
  const positive = itemsTotal > 0;
  const discountRate = positive && random.chance(0.1) ? random.pick([2, 3, 5, 10, 15]) : 0;
  const discount = round((itemsTotal * discountRate) / 100);
  const shipping =
    positive && random.chance(0.14) ? random.pick([490, 590, 850, 990, 1200, 1500, 2500, 695]) : 0;
  const eco = positive && trade === 'products' && random.chance(0.08) ? random.int(5, 900) : 0;
  const bases = new Map<number, number>();
  for (const item of list) bases.set(item.rate, (bases.get(item.rate) ?? 0) + item.net);
  const grossLines = !taxFree && positive && random.chance(0.12);
  const vat = breakdown(bases, shipping + eco - discount).map((row) => {
    if (!grossLines) return row;
    const base = round(row.base / (1 + row.rate / 100));
    return { rate: row.rate, base, tax: row.base - base };
  });
  const net = vat.reduce((sum, row) => sum + row.base, 0);
  const tax = vat.reduce((sum, row) => sum + row.tax, 0);
  const rounding =
    (country === 'CH' || country === 'MY') && random.chance(0.5)
      ? round((net + tax) / 5) * 5 - (net + tax)
      : 0;
  const gross = net + tax + rounding;
  const settled = random.chance(0.08);
  const deposit =
    positive && !settled && random.chance(0.15) ? round((gross * random.pick([10, 20, 30, 50])) / 100) : 0;
  const previousBalance = trade === 'utilities' && random.chance(0.4) ? random.int(500, 20_000) : 0;
  const previousPaid = previousBalance > 0 && random.chance(0.7) ? previousBalance : 0;
  const termDays = random.chance(0.8)
    ? random.pick([0, 7, 8, 10, 14, 14, 15, 20, 21, 30, 30, 30, 30, 45, 45, 60, 90])
    : null;
  const withDue = kind === 'invoice' ? random.chance(0.72) : random.chance(0.25);
  return {
    kind,
    language,
    country,
    trade,
    seller,
    buyer,
    shipTo: random.chance(0.18)
      ? random.chance(0.5)
        ? { ...buyer, address: inventParty(random, buyerLanguage, buyerCountry).address }
        : inventParty(random, buyerLanguage, buyerCountry)
      : null,
    currency:
      abroad && random.chance(0.15)
        ? random.pick(['EUR', 'USD', 'GBP'])
        : random.chance(0.03)
          ? 'USD'
          : seller.country.currency,
    number: documentNumber(random, year, month),
    issued,
    due: withDue ? issued + (termDays ?? random.int(5, 60)) : null,
    termDays,
    customerOrder: random.chance(0.35) ? orderNumber(random, year, month) : null,
    customerNumber: otherNumber(random, year, month),
    deliveryNote: otherNumber(random, year, month),
    originalInvoice: documentNumber(random, year, month),
    delivered: issued - random.int(0, 20),
    ordered: issued - random.int(5, 60),
    items: list,
    buyerIds: buyer.person ? 'none' : random.weighted({ block: 4, references: 1.3, none: 5 }),
    wrongKeys,
    grossLines,
    itemsTotal,
    discount,
    discountRate,
    shipping,
    eco,
    net,
    vat,
    tax,
    rounding,
    gross,
    deposit,
    previousBalance,
    previousPaid,
    dueAmount: settled ? 0 : gross - deposit + previousBalance - previousPaid,
    taxFree,
    settled,
  };
}
