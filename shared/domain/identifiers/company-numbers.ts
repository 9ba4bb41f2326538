/** French company numbers. SIREN: 9 digits; SIRET: the SIREN and 5 digits of establishment (INSEE, décret 73-314). */
import { luhnSum } from './check-digits.ts';

export { luhnSum };

/** SIREN of La Poste, whose establishments need not follow Luhn. */
const LA_POSTE = '356000000';

/** Whether nine digits are a SIREN with a right key. */
export function isSiren(digits: string): boolean {
  return /^\d{9}$/.test(digits) && !/^0+$/.test(digits) && luhnSum(digits) % 10 === 0;
}

/** Whether fourteen digits are a SIRET with a right key. La Poste's add up to a multiple of five instead. */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits) || /^0+$/.test(digits)) return false;
  if (luhnSum(digits) % 10 === 0 && isSiren(digits.slice(0, 9))) return true;
  if (!digits.startsWith(LA_POSTE)) return false;
  const sum = [...digits].reduce((total, digit) => total + Number(digit), 0);
  return sum % 5 === 0;
}
