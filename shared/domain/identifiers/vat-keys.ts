/**
 * The check digits of VAT numbers, by country. Each rule takes what follows the country's letters, of the right
 * form (`vat-number.ts`), and says whether its key is right; null where numbers of that kind have none.
 *
 * Rules as the tax offices published them and VIES applies them ("VIES VAT number validation, algorithms",
 * European Commission, DG TAXUD); those for which another source counts name it.
 */
import { digitAt, iso7064Mod11_10, luhnSum, mod97, weightedSum } from './check-digits.ts';

type Rule = (rest: string) => boolean | null;

const last = (digits: string) => digitAt(digits, digits.length - 1);
/** 11 minus the sum modulo 11: the check digit of many; 10 and 11 are each country's to settle. */
const elevenLess = (digits: string, weights: readonly number[]) => 11 - (weightedSum(digits, weights) % 11);
const EIGHT_TO_TWO = [8, 7, 6, 5, 4, 3, 2];

/** The key of a French VAT number: (12 + 3 × (SIREN mod 97)) mod 97, two digits (CGI, art. 286 ter; BOI-TVA-DECLA-20-10-20). */
export function frenchVatKey(siren: string): string {
  return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0');
}

/** The characters of the newer French keys: digits and letters without I and O. */
const FRENCH_KEY = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * Keys with a letter: the two characters as a number x of a mixed base; right where SIREN + 1 + ⌊x ÷ 11⌋ and x
 * leave the same rest by 11 (rule of the DGFiP's numbering, as python-stdnum's fr.tva has it).
 */
function newFrenchKey(rest: string): boolean {
  const first = FRENCH_KEY.indexOf(rest[0]!);
  const second = FRENCH_KEY.indexOf(rest[1]!);
  const x = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(rest.slice(2)) + 1 + Math.floor(x / 11)) % 11 === x % 11;
}

/** Whether a number begins with year, month and day of a birth; some add to the month for sex or century. */
function isBirthday(digits: string, additions: readonly number[]): boolean {
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  return day >= 1 && day <= 31 && additions.some((more) => month > more && month <= more + 12);
}

function bulgarian(rest: string): boolean {
  if (rest.length === 9) {
    const first = weightedSum(rest, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
    const key = first === 10 ? (weightedSum(rest, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10 : first;
    return key === last(rest);
  }
  // A person's number (day of birth, months 21 and 41 for other centuries), a foreigner's, or another.
  const isPerson = isBirthday(rest, [0, 20, 40]);
  const other = elevenLess(rest, [4, 3, 2, 7, 6, 5, 4, 3, 2]);
  return (
    (isPerson && (weightedSum(rest, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === last(rest)) ||
    weightedSum(rest, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === last(rest) ||
    (other !== 10 && other % 11 === last(rest))
  );
}

/** Digits at odd places count by this table, those at even places as they are. */
const CYPRIOT = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

function cypriot(rest: string): boolean {
  if (rest.startsWith('12')) return false;
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += i % 2 === 0 ? CYPRIOT[digitAt(rest, i)]! : digitAt(rest, i);
  return String.fromCharCode(65 + (sum % 26)) === rest[8];
}

function czech(rest: string): boolean | null {
  if (rest.length === 8) {
    if (rest.startsWith('9')) return false;
    const key = elevenLess(rest, EIGHT_TO_TWO);
    return (key === 10 ? 0 : key === 11 ? 1 : key) === last(rest);
  }
  if (rest.length === 10) {
    // A birth number: divisible by eleven; for some of 1954 to 1985 ten stands as zero (zákon 133/2000 Sb., § 13).
    const key = Number(rest.slice(0, 9)) % 11;
    return isBirthday(rest, [0, 20, 50, 70]) && key % 10 === last(rest);
  }
  if (rest.startsWith('6')) {
    const key = 11 - (weightedSum(rest.slice(1), EIGHT_TO_TWO) % 11);
    return [8, 7, 6, 5, 4, 3, 2, 1, 0, 9, 8][key - 1] === last(rest);
  }
  // Birth numbers before 1954 have no key.
  return Number(rest.slice(0, 2)) <= 53 ? null : false;
}

const SPANISH_PERSON = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Orden EHA/451/2008 (companies), Real Decreto 1553/2005 (DNI), Orden INT/2058/2008 (NIE). */
function spanish(rest: string): boolean {
  if (/^[0-9KLMXYZ]\d{7}[A-Z]$/.test(rest)) {
    const number = rest
      .slice(0, 8)
      .replace(/^[KLMX]/, '0')
      .replace('Y', '1')
      .replace('Z', '2');
    return SPANISH_PERSON[Number(number) % 23] === rest[8];
  }
  if (!/^[A-HJNP-SU-W]\d{7}[0-9A-J]$/.test(rest)) return false;
  const key = (10 - (luhnSum(`${rest.slice(1, 8)}0`) % 10)) % 10;
  const letter = 'JABCDEFGHI'[key];
  if (/^[ABEH]/.test(rest)) return rest[8] === String(key);
  if (/^[NPQRSW]/.test(rest)) return rest[8] === letter;
  return rest[8] === String(key) || rest[8] === letter;
}

/** HMRC: modulus 97, and "9755", the same less 55, for numbers from 2009 on. */
function british(rest: string): boolean {
  if (rest.startsWith('GD')) return Number(rest.slice(2)) < 500;
  if (rest.startsWith('HA')) return Number(rest.slice(2)) >= 500;
  const number = Number(rest.slice(0, 7));
  if (number === 0) return false;
  const sum = weightedSum(rest, EIGHT_TO_TWO) + Number(rest.slice(7, 9));
  const inOldRange =
    number < 9_990_001 &&
    (number < 100_000 || number > 999_999) &&
    (number < 9_490_001 || number > 9_700_000);
  return (sum % 97 === 0 && inOldRange) || ((sum + 55) % 97 === 0 && number > 1_000_000);
}

/** Irish Revenue: two letters at the end since 2013, the second weighing nine; a sign in second place before. */
function irish(rest: string): boolean {
  const old = /^\d[A-Z+*]\d{5}[A-W]$/.test(rest);
  const number = old ? `0${rest.slice(2, 7)}${rest[0]}${rest[7]}` : rest;
  const second = number[8] === undefined || number[8] === 'W' ? 0 : number.charCodeAt(8) - 64;
  const key = (weightedSum(number, EIGHT_TO_TWO) + 9 * second) % 23;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[key] === number[7];
}

/** The office of the tenth digit: provinces 001 to 100, 120 and 121 abroad, 888 and 999 others (D.P.R. 784/1976). */
function italian(rest: string): boolean {
  const office = Number(rest.slice(7, 10));
  const known = (office >= 1 && office <= 201) || office === 888 || office === 999;
  return !rest.startsWith('0000000') && known && luhnSum(rest) % 10 === 0;
}

function lithuanian(rest: string): boolean {
  const [first, second] =
    rest.length === 9
      ? [
          [1, 2, 3, 4, 5, 6, 7, 8],
          [3, 4, 5, 6, 7, 8, 9, 1],
        ]
      : [
          [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2],
          [3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4],
        ];
  if (rest[rest.length - 2] !== '1') return false;
  const key = weightedSum(rest, first!) % 11;
  return (key === 10 ? (weightedSum(rest, second!) % 11) % 10 : key) === last(rest);
}

/** Persons' numbers (first digit below four) begin with a day of birth, or with 32 to 39 since 2017, and are not checked further. */
function latvian(rest: string): boolean | null {
  if (rest[0]! <= '3') {
    const plausible = /^3[2-9]/.test(rest) || (/^[0-3]\d[01]\d/.test(rest) && Number(rest.slice(0, 2)) <= 31);
    return plausible ? null : false;
  }
  return weightedSum(rest, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3;
}

/** Companies by eleven; sole traders since 2020 by 97 over the whole number (Belastingdienst, btw-id). */
function dutch(rest: string): boolean {
  const sum = weightedSum(rest, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return (sum !== 10 && sum === digitAt(rest, 8)) || mod97(`NL${rest}`) === 1;
}

export const VAT_KEYS: Readonly<Record<string, Rule>> = {
  AT: (rest) => {
    const digits = rest.slice(1);
    // Luhn's sum of the first seven with four added, doubling the second, fourth and sixth (BMF, UID-Nummer).
    return (luhnSum(digits.slice(0, 7)) + 4 + last(digits)) % 10 === 0;
  },
  BE: (rest) => {
    const digits = rest.padStart(10, '0');
    return digits[1] !== '0' || digits[0] === '1'
      ? 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8))
      : false;
  },
  BG: bulgarian,
  CH: (rest) => {
    const digits = rest.replace(/\D/g, '');
    const key = elevenLess(digits, [5, 4, 3, 2, 7, 6, 5, 4]) % 11;
    return key !== 10 && key === digitAt(digits, 8);
  },
  CY: cypriot,
  CZ: czech,
  DE: (rest) => iso7064Mod11_10(rest),
  DK: (rest) => rest[0] !== '0' && weightedSum(rest, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
  EE: (rest) => rest.startsWith('10') && weightedSum(rest, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
  EL: (rest) => (weightedSum(rest, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === last(rest),
  ES: spanish,
  FI: (rest) => {
    const key = elevenLess(rest, [7, 9, 10, 5, 8, 4, 2]) % 11;
    return key !== 10 && key === last(rest);
  },
  FR: (rest) => (/^\d{2}/.test(rest) ? rest.slice(0, 2) === frenchVatKey(rest.slice(2)) : newFrenchKey(rest)),
  GB: british,
  HR: (rest) => iso7064Mod11_10(rest),
  HU: (rest) => weightedSum(rest, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0,
  IE: irish,
  IT: italian,
  LT: lithuanian,
  LU: (rest) => Number(rest.slice(0, 6)) % 89 === Number(rest.slice(6)),
  LV: latvian,
  MT: (rest) => {
    const key = 37 - (weightedSum(rest, [3, 4, 6, 7, 8, 9]) % 37);
    return Number(rest) > 100_000 && key === Number(rest.slice(6));
  },
  NL: dutch,
  NO: (rest) => {
    const key = elevenLess(rest, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return key !== 10 && key === digitAt(rest, 8);
  },
  PL: (rest) => weightedSum(rest, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === last(rest),
  PT: (rest) => {
    const key = elevenLess(rest, [9, 8, 7, 6, 5, 4, 3, 2]);
    return rest[0] !== '0' && (key > 9 ? 0 : key) === last(rest);
  },
  RO: (rest) => {
    const digits = rest.padStart(10, '0');
    return ((weightedSum(digits, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 === last(digits);
  },
  SE: (rest) => luhnSum(rest.slice(0, 10)) % 10 === 0 && Number(rest.slice(10)) >= 1,
  SI: (rest) => {
    const key = elevenLess(rest, EIGHT_TO_TWO);
    return rest[0] !== '0' && key !== 11 && key % 10 === last(rest);
  },
  SK: (rest) => /^[1-9]\d[2-46-9]/.test(rest) && Number(rest) % 11 === 0,
  XI: british,
};
