/** Invented identifiers of companies and accounts, by country, with right keys, and how they are printed. */
import type { Random } from '../random.ts';
import {
  australianAbn,
  austrianVat,
  belgianVat,
  brazilianCnpj,
  britishVat,
  dutchVat,
  frenchVat,
  germanVat,
  ibanOf,
  irishVat,
  italianCin,
  italianVat,
  luxembourgVat,
  modulo97,
  portugueseVat,
  ribKey,
  spanishControl,
  spanishVat,
  swissUid,
  withLuhn,
} from './check-digits.ts';

/** What a company is registered under. All without spaces; absent where its country has none. */
export interface CompanyIds {
  siren?: string;
  siret?: string;
  /** A VAT number with its country's letters. */
  vat?: string;
  /** Another tax number, as printed (GST, ABN, EIN, Steuernummer …), with how it is called. */
  tax?: { label: string; number: string };
  /** A trade register's entry, as printed. */
  register?: string;
}

/** Invented numbers for a company of a country. */
export function companyIds(random: Random, country: string, city: string): CompanyIds {
  switch (country) {
    case 'FR': {
      const siren = withLuhn(random.digits(8));
      return {
        siren,
        siret: withLuhn(`${siren}000${random.int(1, 9)}`),
        vat: frenchVat(siren),
        register: random.pick([
          `RCS ${city} ${spaced(siren, 3)}`,
          `R.C.S. ${city} B ${spaced(siren, 3)}`,
          `${spaced(siren, 3)} RCS ${city.toUpperCase()}`,
          `RM ${random.int(1, 95)} ${siren}`,
        ]),
      };
    }
    case 'DE':
      return {
        vat: germanVat(random.digits(8)),
        tax: {
          label: random.pick(['Steuernummer', 'Steuer-Nr.', 'St.-Nr.', 'StNr.']),
          number: `${random.digits(2)}/${random.digits(3)}/${random.digits(5)}`,
        },
        register: `${random.pick(['Amtsgericht', 'AG', 'Registergericht'])} ${city} ${random.pick(['HRB', 'HRB', 'HRA'])} ${random.digits(random.int(4, 6))}`,
      };
    case 'AT':
      return {
        vat: austrianVat(random.digits(7, true)),
        register: `FN ${random.digits(6)}${random.pick(['a', 'b', 'd', 'f', 'k', 'w', 'x'])}`,
      };
    case 'CH': {
      let uid = swissUid(random.digits(8));
      while (uid === null) uid = swissUid(random.digits(8));
      return { vat: uid };
    }
    case 'BE':
      return { vat: belgianVat(`0${random.digits(7)}`), register: `RPM ${city}` };
    case 'LU':
      return { vat: luxembourgVat(random.digits(6)), register: `RCS Luxembourg B ${random.digits(6)}` };
    case 'NL': {
      let vat: string | null = null;
      while (vat === null) vat = dutchVat(random.digits(8), '01');
      return {
        vat,
        register: `${random.pick(['KvK', 'KVK-nummer', 'K.v.K. nr.', 'Handelsregister'])} ${random.digits(8)}`,
      };
    }
    case 'IT':
      return {
        vat: italianVat(random.digits(7, true), `0${random.digits(2)}`),
        register: `REA ${random.letters(2)}-${random.digits(6)}`,
      };
    case 'ES':
      return { vat: spanishVat(random.pick(['A', 'B', 'B', 'B']), random.digits(7, true)) };
    case 'PT':
      return { vat: portugueseVat(`5${random.digits(7, true)}`) };
    case 'GB':
      return {
        // Numbers from 949 on were never given out.
        vat: britishVat(`${random.int(1, 8)}${random.digits(6, true)}`),
        register: `${random.pick(['Company No.', 'Registered in England No.', 'Company Reg. No.', 'Co. Reg No'])} ${random.digits(8, true)}`,
      };
    case 'IE':
      return { vat: irishVat(random.digits(7)), register: `Company No. ${random.digits(6)}` };
    case 'US':
      return random.chance(0.4)
        ? {
            tax: {
              label: random.pick(['EIN', 'Tax ID', 'Federal Tax ID', 'FEIN']),
              number: `${random.digits(2)}-${random.digits(7)}`,
            },
          }
        : {};
    case 'CA':
      return {
        tax: {
          label: random.pick(['GST/HST No.', 'GST #', 'HST Registration No.']),
          number: `${random.digits(9)} RT0001`,
        },
      };
    case 'AU':
      return {
        tax: {
          label: 'ABN',
          number: australianAbn(random.digits(9, true)).replace(/^(..)(...)(...)(...)$/, '$1 $2 $3 $4'),
        },
      };
    case 'NZ':
      return {
        tax: {
          label: random.pick(['GST No.', 'GST Number', 'GST']),
          number: `${random.digits(2)}-${random.digits(3)}-${random.digits(3)}`,
        },
      };
    case 'MY':
      return {
        tax: {
          label: random.pick([
            'GST ID',
            'GST Reg No',
            'GST No',
            'GST ID No',
            'SST No',
            'SST ID',
            'Service Tax No',
          ]),
          number: random.chance(0.6)
            ? `00${random.digits(10)}`
            : `${random.letters(1)}${random.digits(2)}-${random.digits(4)}-${random.digits(8)}`,
        },
        register: `${random.digits(6)}-${random.letters(1)}`,
      };
    case 'SG':
      return {
        tax: {
          label: random.pick(['GST Reg No', 'GST Regn No.', 'UEN', 'Co. Reg. No.']),
          number: `${random.int(1975, 2022)}${random.digits(5)}${random.letters(1)}`,
        },
      };
    case 'HK':
      return { register: `BR No. ${random.digits(8)}` };
    case 'IN':
      return {
        tax: {
          label: random.pick(['GSTIN', 'GSTIN/UIN', 'GST No']),
          number: `${random.int(10, 36)}${random.letters(5)}${random.digits(4)}${random.letters(1)}1Z${random.int(1, 9)}`,
        },
        register: `PAN: ${random.letters(5)}${random.digits(4)}${random.letters(1)}`,
      };
    case 'ZA':
      return {
        tax: { label: random.pick(['VAT No.', 'VAT Reg No']), number: `4${random.digits(9)}` },
        register: `Reg No. ${random.int(1990, 2022)}/${random.digits(6)}/07`,
      };
    case 'MX':
      return {
        tax: {
          label: 'RFC',
          number: `${random.letters(3)}${random.digits(6)}${random.letters(2)}${random.int(0, 9)}`,
        },
      };
    case 'BR': {
      const cnpj = brazilianCnpj(`${random.digits(8)}0001`);
      return { tax: { label: 'CNPJ', number: cnpj.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5') } };
    }
    case 'MA':
      return {
        tax: { label: 'ICE', number: `00${random.digits(13)}` },
        register: `RC ${random.digits(5)} IF ${random.digits(8)}`,
      };
    default:
      return {};
  }
}

/** In groups from the left: `spaced('123456789', 3)` is `123 456 789`. */
function spaced(text: string, size: number, by = ' '): string {
  return text.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), `$1${by}`);
}

/** A SIREN or SIRET as printed: `123 456 789 00012`, `12345678900012`, `123.456.789.00012` … */
export function printedSiret(random: Random, digits: string): string {
  const separator = random.pick([' ', ' ', ' ', '', '', '.']);
  const head = spaced(digits.slice(0, 9), 3, separator);
  const tail = digits.slice(9);
  if (tail === '') return head;
  if (random.chance(0.15)) return `${digits.slice(0, 9)} ${tail}`;
  return `${head}${separator}${tail}`;
}

/** A VAT number as printed, and its letters left out where the country's businesses do so. */
export function printedVat(random: Random, vat: string): { printed: string; normalized: string } {
  const country = vat.slice(0, 2);
  const rest = vat.slice(2);
  const full = (printed: string) => ({ printed, normalized: vat });
  switch (country) {
    case 'FR':
      return full(
        random.pick([
          vat,
          vat,
          `FR ${rest}`,
          `FR ${rest.slice(0, 2)} ${rest.slice(2)}`,
          `FR ${rest.slice(0, 2)} ${spaced(rest.slice(2), 3)}`,
          `FR${rest.slice(0, 2)} ${rest.slice(2)}`,
        ]),
      );
    case 'DE':
      return full(random.pick([vat, vat, vat, `DE ${rest}`, `DE ${spaced(rest, 3)}`]));
    case 'BE':
      return full(
        random.pick([
          vat,
          `BE ${rest}`,
          `BE ${rest.slice(0, 4)}.${rest.slice(4, 7)}.${rest.slice(7)}`,
          `BE${rest.slice(0, 4)}.${rest.slice(4, 7)}.${rest.slice(7)}`,
          `BE ${rest.slice(0, 4)} ${rest.slice(4, 7)} ${rest.slice(7)}`,
        ]),
      );
    case 'CH': {
      const dotted = `CHE-${rest.slice(1, 4)}.${rest.slice(4, 7)}.${rest.slice(7)}`;
      return full(random.pick([dotted, dotted, `${dotted} MWST`, `${dotted} TVA`, vat]));
    }
    case 'GB':
      return full(
        random.pick([vat, `GB ${rest}`, `GB ${rest.slice(0, 3)} ${rest.slice(3, 7)} ${rest.slice(7)}`]),
      );
    case 'NL':
      return full(
        random.pick([
          vat,
          vat,
          `NL${rest.slice(0, 9)}.${rest.slice(9)}`,
          `NL ${spaced(rest.slice(0, 9), 3)} ${rest.slice(9)}`,
        ]),
      );
    case 'IT':
      return random.chance(0.5)
        ? { printed: rest, normalized: rest }
        : full(random.pick([vat, `IT ${rest}`]));
    case 'ES':
      return random.chance(0.75)
        ? { printed: random.pick([rest, rest, `${rest[0]}-${rest.slice(1)}`]), normalized: rest }
        : full(random.pick([vat, `ES-${rest}`]));
    case 'PT':
      return random.chance(0.5)
        ? { printed: random.pick([rest, spaced(rest, 3)]), normalized: rest }
        : full(random.pick([vat, `PT ${rest}`]));
    default:
      return full(random.chance(0.8) ? vat : `${country} ${rest}`);
  }
}

const BANKS_AT = 'ABCDEFGHKLMNPRSTUVWZ';

/** An invented account of a country that has IBANs; null for others. */
export function bankAccount(random: Random, country: string): { iban: string; bic: string } | null {
  const letters = (count: number) => Array.from({ length: count }, () => random.pick([...BANKS_AT])).join('');
  const branch = random.pick(['', 'XXX', 'XXX', random.digits(3)]);
  const bank = letters(4);
  const bic = `${bank}${country}${random.pick(['PP', '2L', 'FF', 'MM', '22', 'BB', '2A', 'HH', 'DE'])}${branch}`;
  const digits = (count: number) => random.digits(count, true);
  const iban = ((): string | null => {
    switch (country) {
      case 'FR': {
        const [institution, office, account] = [random.digits(5), digits(5), digits(11)];
        return ibanOf('FR', `${institution}${office}${account}${ribKey(institution, office, account)}`);
      }
      case 'DE':
        return ibanOf('DE', `${random.digits(8)}${digits(10)}`);
      case 'AT':
        return ibanOf('AT', `${random.digits(5)}${digits(11)}`);
      case 'CH':
        return ibanOf('CH', `0${digits(4)}${digits(12)}`);
      case 'BE': {
        const account = digits(10);
        return ibanOf('BE', `${account}${String(modulo97(account) || 97).padStart(2, '0')}`);
      }
      case 'LU':
        return ibanOf('LU', `${digits(3)}${digits(13)}`);
      case 'NL':
        return ibanOf('NL', `${bank}0${digits(9)}`);
      case 'IT': {
        const [abi, cab, account] = [`0${digits(4)}`, digits(5), digits(12)];
        return ibanOf('IT', `${italianCin(abi, cab, account)}${abi}${cab}${account}`);
      }
      case 'ES': {
        const [entity, office, account] = [digits(4), digits(4), digits(10)];
        return ibanOf('ES', `${entity}${office}${spanishControl(entity, office, account)}${account}`);
      }
      case 'PT': {
        const nib = digits(19);
        return ibanOf('PT', `${nib}${String(98 - modulo97(`${nib}00`)).padStart(2, '0')}`);
      }
      case 'GB':
      case 'IE':
        return ibanOf(country, `${bank}${digits(6)}${digits(8)}`);
      default:
        return null;
    }
  })();
  return iban === null ? null : { iban, bic };
}

/** An IBAN as printed: in fours, at a stretch, or with dots. */
export function printedIban(random: Random, iban: string): string {
  return random.pick([spaced(iban, 4), spaced(iban, 4), spaced(iban, 4), iban, iban]);
}
