/** Invented businesses and people, whole: name, address, numbers, accounts, ways to reach them. */
import type { Language } from '../document.ts';
import type { Random } from '../random.ts';
import { COUNTRIES, type Country } from './countries.ts';
import { bankAccount, type CompanyIds, companyIds } from './identifiers.ts';
import { businessName, personName } from './names.ts';

export interface Party {
  name: string;
  /** As printed, a line each; never empty. */
  address: string[];
  /** The country's line, when it is printed. */
  countryName: string | null;
  country: Country;
  /** A person to write to, who is not the party. */
  contact: string | null;
  ids: CompanyIds;
  accounts: { iban: string; bic: string; bank: string }[];
  phone: string;
  fax: string;
  email: string;
  web: string;
  town: string;
  person: boolean;
}

/** Fills `#` with digits. */
function filled(random: Random, pattern: string): string {
  return pattern.replace(/#/g, () => String(random.int(0, 9)));
}

function streetLine(random: Random, country: Country): string {
  const pattern = random.pick(country.streets).replace('*', random.pick(country.streetNames));
  // A run of # longer than one is a long house number; a single one is a small number.
  return pattern.replace(/#+/g, (run) =>
    run.length > 1
      ? random.digits(run.length)
      : String(random.chance(0.6) ? random.int(1, 99) : random.int(1, 320)),
  );
}

/** Postcode and town. English towns are kept with the postcode behind. */
function townOf(random: Random, country: Country): { zip: string; town: string } {
  const entry = random.pick(
    country.towns.join('|').includes(';') ? country.towns.join('|').split(';') : country.towns,
  );
  if (entry.includes('|')) {
    const [town = '', zip = ''] = entry.split('|');
    return { zip, town };
  }
  const match = /^((?:L-)?\d[\d-]*(?: [A-Z]{2})?) (.+)$/.exec(entry);
  return match ? { zip: match[1]!, town: match[2]! } : { zip: '', town: entry };
}

function townLines(random: Random, country: Country, zip: string, town: string): string[] {
  if (zip === '') return [town];
  switch (random.pick(country.townLine)) {
    case 'town zip':
      return [`${town} ${zip}`];
    case 'town, zip':
      return [`${town}, ${zip}`];
    case 'zip TOWN':
      return [`${zip} ${town.toUpperCase()}`];
    case 'CC-zip town':
      return [
        `${country.code === 'DE' || country.code === 'FR' || country.code === 'BE' || country.code === 'CH' || country.code === 'AT' ? `${country.code === 'DE' || country.code === 'FR' || country.code === 'BE' ? country.code[0] : country.code}-` : ''}${zip} ${town}`,
      ];
    case 'town / zip':
      return country.code === 'ES' ? [`${zip} ${town}`] : [town, zip];
    default:
      return [`${zip} ${town}`];
  }
}

const slug = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 22);

/** An invented party of a country. */
export function inventParty(
  random: Random,
  language: Language,
  code: string,
  options: { person?: boolean; shop?: boolean; freelancer?: boolean } = {},
): Party {
  const country = COUNTRIES[code]!;
  const person = options.person ?? false;
  const name =
    person || options.freelancer
      ? personName(random, language)
      : businessName(random, language, country, options.shop);
  const { zip, town } = townOf(random, country);
  const address = [streetLine(random, country)];
  if (country.extras.length > 0 && random.chance(0.3)) {
    if (random.chance(0.5)) address.unshift(random.pick(country.extras));
    else address.push(random.pick(country.extras));
  }
  address.push(...townLines(random, country, zip, town));
  const local = slug(name) || 'office';
  const ending = random.pick(['example', 'example', 'test', 'invalid', 'example.com', 'example.org']);
  const accounts: Party['accounts'] = [];
  for (let i = random.chance(0.18) ? 2 : 1; i > 0; i--) {
    const account = bankAccount(random, code);
    if (account) accounts.push({ ...account, bank: bankName(random, language) });
  }
  const townName = town
    .replace(/,? \(?[A-Z]{2}\)?$/, '')
    .replace(/,.*$/, '')
    .replace(/ - .*/, '');
  return {
    name,
    address,
    countryName: random.chance(0.3) ? (random.chance(0.3) ? country.name.toUpperCase() : country.name) : null,
    country,
    contact: random.chance(0.3) ? personName(random, language) : null,
    ids: person ? {} : companyIds(random, code, townName),
    accounts,
    phone: filled(random, random.pick(country.phones)),
    fax: filled(random, random.pick(country.phones)),
    email: `${random.pick(['info', 'contact', 'accounts', 'billing', 'office', 'compta', 'hello', 'buchhaltung'])}@${local}.${ending}`,
    web: `${random.pick(['www.', 'www.', 'https://', ''])}${local}.${ending}`,
    town: townName,
    person,
  };
}

const BANKS: Readonly<Record<Language, string>> = {
  fr: 'Banque du Littoral|Crédit Régional|Caisse des Artisans|Banque Fictive de l’Ouest',
  en: 'Harbour Bank|First Meadow Bank|Northgate Savings|Union of Traders Bank',
  de: 'Sparkasse Musterland|Volksbank Beispielstadt|Bank am Fluss|Handelsbank Nord',
  es: 'Banco del Olivo|Caja Ejemplo|Banca Ribera',
  it: 'Banca del Colle|Cassa Esempio|Credito Lacustre',
  nl: 'Voorbeeldbank|Polder Bank|Handelsbank Delta',
  pt: 'Banco Exemplo|Caixa da Serra|Banco Atlântida',
};

function bankName(random: Random, language: Language): string {
  return random.word(BANKS[language]);
}
