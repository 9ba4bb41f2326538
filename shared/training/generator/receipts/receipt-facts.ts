/** What a receipt says: a shop, what was bought, how it was paid. Amounts are minor units, prices as shown. */
import type { Language } from '../document.ts';
import { someDay, swissRates } from '../facts/facts.ts';
import type { Day } from '../formats/date-format.ts';
import { COUNTRIES_OF } from '../parties/countries.ts';
import { inventParty, type Party } from '../parties/party.ts';
import type { Random } from '../random.ts';
import { goods, type Trade } from '../wordings/goods.ts';

/** Where a receipt comes from. */
export type Shop =
  | 'supermarket'
  | 'hardware'
  | 'restaurant'
  | 'cafe'
  | 'fuel'
  | 'taxi'
  | 'parking'
  | 'pharmacy'
  | 'card slip'
  | 'hotel';

export interface ReceiptItem {
  name: string;
  quantity: number;
  /** Of one, as shown. */
  price: number;
  total: number;
  /** Index into the rates. */
  rate: number;
  code: string;
}

export interface ReceiptFacts {
  shop: Shop;
  language: Language;
  country: string;
  seller: Party;
  buyer: Party | null;
  currency: string;
  day: Day;
  items: ReceiptItem[];
  /** Prices have the tax in them. */
  grossPrices: boolean;
  rates: number[];
  /** By rate, from the items. */
  vat: { rate: number; base: number; tax: number }[];
  itemsTotal: number;
  discount: number;
  service: number;
  net: number;
  tax: number;
  /** Before rounding. */
  gross: number;
  rounding: number;
  /** To be paid, without tip. */
  total: number;
  tip: number;
  method: 'cash' | 'card';
  given: number;
}

const TRADES: Readonly<Record<Shop, Trade>> = {
  supermarket: 'groceries',
  hardware: 'products',
  restaurant: 'meals',
  cafe: 'meals',
  fuel: 'groceries',
  taxi: 'services',
  parking: 'services',
  pharmacy: 'pharmacy',
  'card slip': 'groceries',
  hotel: 'hotel',
};

const FUELS: Readonly<Record<Language, string>> = {
  fr: 'SP95-E10|GAZOLE|SP98|GO EXCELLIUM|SUPER E10',
  en: 'UNLEADED 95|DIESEL|RON 95|PREMIUM UNL|REGULAR|SUPER|RON97',
  de: 'Super E10|Diesel|Super 95|SUPER PLUS|AdBlue',
  es: 'GASOLINA 95|DIESEL E+|GASOLEO A|SIN PLOMO 95',
  it: 'BENZINA SELF|GASOLIO|SUPER SENZA PB|DIESEL+',
  nl: 'EURO 95|DIESEL|E10|SUPER 98',
  pt: 'GASOLINA 95|GASOLEO|DIESEL|SEM CHUMBO 95',
};
const RIDES: Readonly<Record<Language, string>> = {
  fr: 'Course taxi|Prise en charge|Supplément bagage|Course aéroport|Péage',
  en: 'Fare|Taxi fare|Airport surcharge|Toll|Booking fee|Extras',
  de: 'Fahrpreis|Personenbeförderung|Zuschlag|Anfahrt|Taxifahrt',
  es: 'Servicio de taxi|Carrera|Suplemento aeropuerto|Bajada de bandera',
  it: 'Corsa taxi|Supplemento bagagli|Servizio taxi',
  nl: 'Taxirit|Ritprijs|Toeslag',
  pt: 'Serviço táxi|Corrida|Suplemento bagagem',
};
const STAYS: Readonly<Record<Language, string>> = {
  fr: 'Stationnement|Parking 2h15|Ticket horaire|Forfait journée',
  en: 'Parking fee|Short stay|Day ticket|Car park 2h 15m',
  de: 'Parkgebühr|Parkschein|Tagesticket|Kurzparker',
  es: 'Aparcamiento|Estancia parking|Ticket rotación',
  it: 'Sosta|Parcheggio|Tariffa oraria',
  nl: 'Parkeren|Parkeerkosten|Dagkaart',
  pt: 'Estacionamento|Parque|Bilhete diário',
};

function shopItem(
  random: Random,
  shop: Shop,
  language: Language,
): { name: string; price: number; quantity: number } {
  switch (shop) {
    case 'fuel':
      return {
        name: random.word(FUELS[language]),
        price: random.int(125, 205),
        quantity: random.int(800, 6500) / 100,
      };
    case 'taxi':
      return { name: random.word(RIDES[language]), price: random.int(450, 6800), quantity: 1 };
    case 'parking':
      return { name: random.word(STAYS[language]), price: random.int(5, 120) * 20, quantity: 1 };
    default: {
      const trade = TRADES[shop];
      const [low, high] = {
        groceries: [39, 1900],
        products: [120, 9000],
        meals: [150, 3200],
        pharmacy: [180, 2900],
        hotel: [900, 19_000],
      }[trade as 'groceries'] ?? [100, 4000];
      const price = Math.round(Math.exp(random.between(Math.log(low!), Math.log(high!))));
      const nice = random.chance(0.5)
        ? Math.max(9, Math.round(price / 10) * 10 - 1)
        : random.chance(0.5)
          ? Math.max(5, Math.round(price / 5) * 5)
          : price;
      const weighed = shop === 'supermarket' && random.chance(0.08);
      return {
        name: goods(random, language, trade),
        price: nice,
        quantity: weighed
          ? random.int(120, 2400) / 1000
          : Number(random.weighted({ 1: 8, 2: 2.2, 3: 0.8, 4: 0.4, 6: 0.3 })),
      };
    }
  }
}

/** A receipt of a kind of shop in a language. */
export function inventReceipt(random: Random, shop: Shop, language: Language): ReceiptFacts {
  const country = random.weighted(COUNTRIES_OF[language]);
  const seller = inventParty(
    random,
    language,
    ['DE', 'NL', 'FR'].includes(country) && language === 'en' ? 'GB' : country,
    { shop: true, freelancer: shop === 'taxi' && random.chance(0.4) },
  );
  const code = seller.country.code;
  const day = someDay(random);
  const all = code === 'CH' ? swissRates(day) : [...new Set(seller.country.rates)];
  // Where food and the rest are taxed apart, a receipt may show both.
  const rates =
    seller.country.grossPrices && all.length > 1 && random.chance(0.55) && code !== 'MY'
      ? random
          .shuffled(all)
          .slice(0, 2)
          .sort((a, b) => b - a)
      : [shop === 'restaurant' && code === 'FR' ? 10 : random.pick(all)];
  const grossPrices = seller.country.grossPrices && !(code === 'MY' && random.chance(0.3));
  const count =
    shop === 'supermarket'
      ? Math.ceil(random.next() ** 2 * 24)
      : shop === 'restaurant' || shop === 'pharmacy' || shop === 'hardware'
        ? random.int(1, 7)
        : shop === 'hotel'
          ? random.int(1, 4)
          : random.chance(0.8)
            ? 1
            : 2;
  const items = Array.from({ length: Math.max(1, count) }, (): ReceiptItem => {
    const { name, price, quantity } = shopItem(random, shop, language);
    return {
      name,
      quantity,
      price,
      total: Math.round(price * quantity),
      rate: random.int(0, rates.length - 1),
      code: random.digits(random.pick([4, 6, 13])),
    };
  });
  const itemsTotal = items.reduce((sum, item) => sum + item.total, 0);
  const discount = random.chance(0.1) ? Math.round(itemsTotal * random.pick([0.05, 0.1, 0.2])) : 0;
  const service =
    shop === 'restaurant' && (code === 'MY' || code === 'SG' || code === 'GB') && random.chance(0.4)
      ? Math.round(itemsTotal * 0.1)
      : 0;
  const sums = rates.map((_, index) =>
    items.filter((item) => item.rate === index).reduce((sum, item) => sum + item.total, 0),
  );
  sums[0]! += service - discount;
  if (sums[0]! < 0) {
    sums[0]! += discount;
    return inventReceipt(random, shop, language);
  }
  const vat = rates
    .map((rate, index) => {
      const sum = sums[index]!;
      const base = grossPrices ? Math.round(sum / (1 + rate / 100)) : sum;
      return { rate, base, tax: grossPrices ? sum - base : Math.round((sum * rate) / 100) };
    })
    .filter((row) => row.base !== 0);
  const net = vat.reduce((sum, row) => sum + row.base, 0);
  const tax = vat.reduce((sum, row) => sum + row.tax, 0);
  const gross = net + tax;
  const rounds = code === 'MY' || code === 'CH' || code === 'AU' || code === 'NZ' || code === 'SG';
  const method = random.chance(rounds ? 0.65 : 0.4) ? 'cash' : 'card';
  const rounding = rounds && (code !== 'AU' || method === 'cash') ? Math.round(gross / 5) * 5 - gross : 0;
  const total = gross + rounding;
  const tip =
    (code === 'US' || code === 'CA' || random.chance(0.1)) &&
    (shop === 'restaurant' || shop === 'taxi') &&
    random.chance(0.5)
      ? Math.round((total * random.pick([10, 15, 18, 20])) / 100)
      : 0;
  // People hand over the next round sum, or a note.
  const round = random.pick([100, 500, 500, 1000, 1000, 2000, 5000, 5000, 10_000]);
  const given = method === 'cash' && random.chance(0.75) ? Math.ceil(total / round) * round : total;
  return {
    shop,
    language,
    country: code,
    seller,
    buyer: random.chance(0.07) ? inventParty(random, language, code) : null,
    currency: seller.country.currency,
    day,
    items,
    grossPrices,
    rates,
    vat,
    itemsTotal,
    discount,
    service,
    net,
    tax,
    gross,
    rounding,
    total,
    tip,
    method,
    given,
  };
}
