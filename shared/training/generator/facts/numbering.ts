/** Forms of document numbers and other references. */
import type { Random } from '../random.ts';

/** A pattern of document numbers: `Y` year, `y` two digits of it, `M` month, `#` digit, `A` letter. */
const INVOICE = [
  '####',
  '#####',
  '######',
  '#######',
  '########',
  '##########',
  'FY####',
  'F-Y-####',
  'FAC-Y-####',
  'FAyM####',
  'Y-####',
  'Y-###',
  'Y/####',
  'Y####',
  'INV-####',
  'INV-Y-###',
  'INV######',
  'INV/Y/#####',
  'RE-Y-####',
  'RE######',
  'R-#####',
  'RY-#####',
  'F######',
  'FA####',
  'FC-####',
  'yM###',
  'yM-###',
  'A/###',
  'A/Y-###',
  '###/Y',
  '##/Y',
  '####/y',
  'A######',
  'AA######',
  'AA-#####',
  'VF####',
  'SI-#####',
  'SINV-####',
  'CS######',
  '######-##',
  'AA#####/##',
  'FT Y/####',
  'FT A/###',
  'FR Y/#',
  'V/###',
  '#',
  '##',
  '###',
  '##-###-##',
  'A#######',
  'YM-##',
  'Y.####',
  '##########-#',
  'A-Y-M-##',
  'INV#####-##',
  'y-####',
  'y/####',
  'AAA-####-##',
  '#########',
  'FyA####',
  '####-####',
  'RGY/####',
  'RG######',
  'FV##-####',
  'F#/####',
  'A##-####-#',
];

const ORDERS = [
  'PO-#####',
  'PO######',
  'BC-Y-###',
  '##########',
  'CMD#####',
  '4500######',
  'ORD-####',
  'SO#####',
  'B-#####',
  '#####',
  'Y-####',
  'A#####',
  'BE######',
  'CF####',
  '########',
  'AB-####-##',
];
const OTHERS = [
  '#####',
  '######',
  'C####',
  'CL-####',
  'K-#####',
  '1####',
  'D######',
  '411###',
  'CUST-###',
  'A####',
  '########',
  'AA####',
  'LS-#####',
  'BL#####',
  '##-####',
];

function filled(random: Random, pattern: string, year: number, month: number): string {
  // A run of more than two digits may begin with zeros, as running numbers do.
  return pattern.replace(/#+|[YyMA]/g, (part) => {
    if (part === 'Y') return String(year);
    if (part === 'y') return String(year % 100).padStart(2, '0');
    if (part === 'M') return String(month).padStart(2, '0');
    if (part === 'A') return random.letters(1);
    if (part.length > 2 && random.chance(0.6)) {
      const significant = random.int(1, part.length);
      return random.digits(significant).padStart(part.length, '0');
    }
    return random.digits(part.length);
  });
}

/** Letters that are words, not places: `INV`, `FT` keep theirs. */
function protectedFill(random: Random, pattern: string, year: number, month: number): string {
  const prefix =
    /^(?:FAC|FA|FC|FT|FR|FV|INV|SINV|SI|RE|RG|VF|CS|PO|BC|CMD|ORD|SO|BE|CF|CL|CUST|LS|BL)(?=[^a-zA-Z]|[yY])/.exec(
      pattern,
    )?.[0] ?? '';
  return prefix + filled(random, pattern.slice(prefix.length), year, month);
}

/** A number of an invoice or another document of its own. */
export function documentNumber(random: Random, year: number, month: number): string {
  const number = protectedFill(random, random.pick(INVOICE), year, month);
  return random.chance(0.04) ? number.toLowerCase() : number;
}

/** A number of an order. */
export function orderNumber(random: Random, year: number, month: number): string {
  return protectedFill(random, random.pick(ORDERS), year, month);
}

/** A number of a customer, a delivery note or another reference. */
export function otherNumber(random: Random, year: number, month: number): string {
  return protectedFill(random, random.pick(OTHERS), year, month);
}

/** A number as tills print it. */
export function tillNumber(random: Random): string {
  return filled(
    random,
    random.pick([
      '####',
      '######',
      '#####',
      '########',
      '##########',
      '####-####',
      'A####',
      '### #### ####',
      '##/####',
      'A######',
      'AA#######',
      '#####/###/A####',
      'A##########',
      '########-###',
      'AA######-####',
      'OR#############',
    ]),
    2020,
    1,
  );
}
