/** How many decimals an amount may have: two (BR-DEC). Prices and quantities are free. */
import type { AllowanceCharge, Decimal, EInvoice } from '../model.ts';
import type { Breach, Rule } from './rule.ts';

type Amounts = (invoice: EInvoice) => (Decimal | null)[];

const amounts = (of: readonly AllowanceCharge[]) => of.map((one) => one.amount);
const bases = (of: readonly AllowanceCharge[]) => of.map((one) => one.base);

/** Rule, business term, the amounts that bear it. */
const TERMS: ReadonlyArray<readonly [id: string, term: string, amounts: Amounts]> = [
  ['BR-DEC-01', 'BT-92', (invoice) => amounts(invoice.allowances)],
  ['BR-DEC-02', 'BT-93', (invoice) => bases(invoice.allowances)],
  ['BR-DEC-05', 'BT-99', (invoice) => amounts(invoice.charges)],
  ['BR-DEC-06', 'BT-100', (invoice) => bases(invoice.charges)],
  ['BR-DEC-09', 'BT-106', ({ totals }) => [totals.lines]],
  ['BR-DEC-10', 'BT-107', ({ totals }) => [totals.allowances]],
  ['BR-DEC-11', 'BT-108', ({ totals }) => [totals.charges]],
  ['BR-DEC-12', 'BT-109', ({ totals }) => [totals.net]],
  ['BR-DEC-13', 'BT-110', ({ totals }) => [totals.tax]],
  ['BR-DEC-14', 'BT-112', ({ totals }) => [totals.gross]],
  ['BR-DEC-15', 'BT-111', ({ totals }) => [totals.taxInAccountingCurrency]],
  ['BR-DEC-16', 'BT-113', ({ totals }) => [totals.prepaid]],
  ['BR-DEC-17', 'BT-114', ({ totals }) => [totals.rounding]],
  ['BR-DEC-18', 'BT-115', ({ totals }) => [totals.due]],
  ['BR-DEC-19', 'BT-116', ({ vat }) => vat.map((part) => part.base)],
  ['BR-DEC-20', 'BT-117', ({ vat }) => vat.map((part) => part.tax)],
  ['BR-DEC-23', 'BT-131', ({ lines }) => lines.map((line) => line.net)],
  ['BR-DEC-24', 'BT-136', ({ lines }) => lines.flatMap((line) => amounts(line.allowances))],
  ['BR-DEC-25', 'BT-137', ({ lines }) => lines.flatMap((line) => bases(line.allowances))],
  ['BR-DEC-27', 'BT-141', ({ lines }) => lines.flatMap((line) => amounts(line.charges))],
  ['BR-DEC-28', 'BT-142', ({ lines }) => lines.flatMap((line) => bases(line.charges))],
];

export const DECIMAL_RULES: readonly Rule[] = TERMS.map(([id, term, of]) => ({
  id,
  text: {
    fr: `un montant ${term} a deux décimales au plus`,
    en: `an amount ${term} has two decimals at most`,
  },
  breaches: (invoice): Breach[] => (of(invoice).some((amount) => (amount?.decimals ?? 0) > 2) ? [{}] : []),
}));
