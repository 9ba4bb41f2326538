/**
 * What each category of VAT asks for (UNTDID 5305): the rules BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF and
 * BR-AG, which say the same ten things of each category, with other answers.
 */
import type { Bilingual } from '../../text/language.ts';
import type { AllowanceCharge, EInvoice, VatBreakdown } from '../model.ts';
import { type Breach, type Rule, sum } from './rule.ts';

interface Category {
  /** In rule ids. */
  rules: string;
  code: string;
  name: Bilingual;
  /** What a rate of the category is. */
  rate: 'positive' | 'zero' | 'not-negative' | 'none';
  /** Which identifiers of the seller are enough; `none`: there must be none. */
  seller: 'any' | 'vat' | 'none';
  /** What the buyer must have. */
  buyer: 'nothing' | 'vat' | 'vat-or-legal' | 'none';
  /** Whether a reason must be given why there is no tax, or must not. */
  reason: 'asked' | 'forbidden';
}

const CATEGORIES: readonly Category[] = [
  {
    rules: 'S',
    code: 'S',
    name: { fr: 'taux normal', en: 'standard rated' },
    rate: 'positive',
    seller: 'any',
    buyer: 'nothing',
    reason: 'forbidden',
  },
  {
    rules: 'Z',
    code: 'Z',
    name: { fr: 'taux zéro', en: 'zero rated' },
    rate: 'zero',
    seller: 'any',
    buyer: 'nothing',
    reason: 'forbidden',
  },
  {
    rules: 'E',
    code: 'E',
    name: { fr: 'exonéré', en: 'exempt' },
    rate: 'zero',
    seller: 'any',
    buyer: 'nothing',
    reason: 'asked',
  },
  {
    rules: 'AE',
    code: 'AE',
    name: { fr: 'autoliquidation', en: 'reverse charge' },
    rate: 'zero',
    seller: 'any',
    buyer: 'vat-or-legal',
    reason: 'asked',
  },
  {
    rules: 'IC',
    code: 'K',
    name: { fr: 'livraison intracommunautaire', en: 'intra-community supply' },
    rate: 'zero',
    seller: 'vat',
    buyer: 'vat',
    reason: 'asked',
  },
  {
    rules: 'G',
    code: 'G',
    name: { fr: 'exportation', en: 'export outside the EU' },
    rate: 'zero',
    seller: 'vat',
    buyer: 'nothing',
    reason: 'asked',
  },
  {
    rules: 'O',
    code: 'O',
    name: { fr: 'hors champ de la TVA', en: 'not subject to VAT' },
    rate: 'none',
    seller: 'none',
    buyer: 'none',
    reason: 'asked',
  },
  {
    rules: 'AF',
    code: 'L',
    name: { fr: 'IGIC (Canaries)', en: 'IGIC (Canary Islands)' },
    rate: 'not-negative',
    seller: 'any',
    buyer: 'nothing',
    reason: 'forbidden',
  },
  {
    rules: 'AG',
    code: 'M',
    name: { fr: 'IPSI (Ceuta et Melilla)', en: 'IPSI (Ceuta and Melilla)' },
    rate: 'not-negative',
    seller: 'any',
    buyer: 'nothing',
    reason: 'forbidden',
  },
];

/** Categories that have a breakdown for each of their rates; the others have exactly one. */
const hasRates = (category: Category) => category.rate === 'positive' || category.rate === 'not-negative';

/** A whole unit of currency, as in the published rules, for what comes from rates and rounding by line. */
const TOLERANCE = 1;

const RATES: Record<Category['rate'], Bilingual> = {
  positive: { fr: 'doit être supérieur à zéro', en: 'must be above zero' },
  zero: { fr: 'doit être zéro', en: 'must be zero' },
  'not-negative': { fr: 'doit être zéro ou plus', en: 'must be zero or more' },
  none: { fr: 'ne peut être donné', en: 'may not be given' },
};

/** A rule of the whole invoice as breaches. */
export function broken(isBroken: boolean): Breach[] {
  return isBroken ? [{}] : [];
}

/** The lines whose amounts are part of the total. */
export function counted({ lines }: EInvoice): EInvoice['lines'] {
  return lines.filter((line) => line.counts);
}

/** The ten rules of a category. */
function rulesOf(category: Category): Rule[] {
  const { code, name } = category;
  const id = (number: number) => `BR-${category.rules}-${String(number).padStart(2, '0')}`;
  const said = (fr: string, en: string): Bilingual => ({
    fr: `${name.fr} (${code}) : ${fr}`,
    en: `${name.en} (${code}): ${en}`,
  });
  const linesOf = (invoice: EInvoice) => counted(invoice).filter((line) => line.category === code);
  const allowancesOf = (invoice: EInvoice) => invoice.allowances.filter((one) => one.category === code);
  const chargesOf = (invoice: EInvoice) => invoice.charges.filter((one) => one.category === code);
  const partsOf = (invoice: EInvoice) => invoice.vat.filter((part) => part.category === code);
  const users: ReadonlyArray<
    readonly [Bilingual, (invoice: EInvoice) => readonly { rate: AllowanceCharge['rate'] }[]]
  > = [
    [{ fr: 'une ligne', en: 'a line' }, linesOf],
    [{ fr: 'une remise', en: 'an allowance' }, allowancesOf],
    [{ fr: 'un frais', en: 'a charge' }, chargesOf],
  ];
  const [identifiersFr, identifiersEn] = identifiersAsked(category);
  return [
    {
      id: id(1),
      text: hasRates(category)
        ? said('la catégorie doit être ventilée (BG-23)', 'the category must be broken down (BG-23)')
        : said(
            'la catégorie doit avoir une ventilation et une seule (BG-23)',
            'the category must have one breakdown and no more (BG-23)',
          ),
      breaches: (invoice) => {
        const isUsed = users.some(([, of]) => of(invoice).length > 0);
        const parts = partsOf(invoice).length;
        return broken(hasRates(category) ? isUsed && parts === 0 : parts > 1 || (isUsed && parts === 0));
      },
    },
    ...users.map(([user, of], index) => ({
      id: id(2 + index),
      text: said(`avec ${user.fr}, ${identifiersFr}`, `with ${user.en}, ${identifiersEn}`),
      breaches: (invoice: EInvoice) => broken(of(invoice).length > 0 && !hasIdentifiers(invoice, category)),
    })),
    ...users.map(([user, of], index) => ({
      id: id(5 + index),
      text: said(
        `le taux d’${user.fr} ${RATES[category.rate].fr}`,
        `the rate of ${user.en} ${RATES[category.rate].en}`,
      ),
      breaches: (invoice: EInvoice) => broken(of(invoice).some(({ rate }) => !isRate(category, rate))),
    })),
    {
      id: id(8),
      from: 'basic',
      text: said(
        'la base (BT-116) doit être la somme des lignes, moins les remises, plus les frais de la catégorie',
        'the taxable amount (BT-116) must be the sum of the lines, less allowances, plus charges of the category',
      ),
      breaches: (invoice) =>
        partsOf(invoice).flatMap((part) => {
          if (!part.base) return [];
          const isOfPart = ({ rate }: { rate: AllowanceCharge['rate'] }) =>
            !hasRates(category) || rate?.value === part.rate?.value;
          const expected =
            sum(
              linesOf(invoice)
                .filter(isOfPart)
                .map((line) => line.net),
            ) -
            sum(
              allowancesOf(invoice)
                .filter(isOfPart)
                .map((one) => one.amount),
            ) +
            sum(
              chargesOf(invoice)
                .filter(isOfPart)
                .map((one) => one.amount),
            );
          const isNear = Math.abs(part.base.value - expected) < TOLERANCE;
          return isNear ? [] : [{ found: part.base.value, expected: Math.round(expected * 100) / 100 }];
        }),
    },
    {
      id: id(9),
      text: hasRates(category)
        ? said(
            'la TVA (BT-117) doit être la base multipliée par le taux',
            'the tax (BT-117) must be the taxable amount times the rate',
          )
        : said('la TVA (BT-117) doit être nulle', 'the tax (BT-117) must be zero'),
      breaches: (invoice) => partsOf(invoice).flatMap((part) => taxBreach(category, part)),
    },
    {
      id: id(10),
      text:
        category.reason === 'asked'
          ? said(
              'un motif (BT-120) ou son code (BT-121) doit être donné',
              'a reason (BT-120) or its code (BT-121) must be given',
            )
          : said(
              'aucun motif d’exonération (BT-120, BT-121) ne peut être donné',
              'no reason of exemption (BT-120, BT-121) may be given',
            ),
      breaches: (invoice) =>
        broken(
          partsOf(invoice).some(({ exemptionReason, exemptionCode }) => {
            const isGiven = exemptionReason !== null || exemptionCode !== null;
            return category.reason === 'asked' ? !isGiven : isGiven;
          }),
        ),
    },
  ];
}

function isRate({ rate: kind }: Category, rate: AllowanceCharge['rate']): boolean {
  if (kind === 'none') return rate === null;
  if (rate === null) return false;
  return kind === 'positive' ? rate.value > 0 : kind === 'zero' ? rate.value === 0 : rate.value >= 0;
}

function identifiersAsked({ seller, buyer }: Category): [fr: string, en: string] {
  if (seller === 'none') {
    return [
      'aucun numéro de TVA ne peut être donné (BT-31, BT-48, BT-63)',
      'no VAT identifier may be given (BT-31, BT-48, BT-63)',
    ];
  }
  const own =
    seller === 'any'
      ? [
          'un numéro fiscal du vendeur (BT-31, BT-32) ou de son représentant (BT-63)',
          'a tax identifier of the seller (BT-31, BT-32) or its representative (BT-63)',
        ]
      : [
          'le numéro de TVA du vendeur (BT-31) ou de son représentant (BT-63)',
          'the VAT identifier of the seller (BT-31) or its representative (BT-63)',
        ];
  const other =
    buyer === 'vat'
      ? [' et celui de l’acheteur (BT-48)', ' and the buyer’s (BT-48)']
      : buyer === 'vat-or-legal'
        ? [' et un numéro de l’acheteur (BT-48, BT-47)', ' and an identifier of the buyer (BT-48, BT-47)']
        : ['', ''];
  const asked = other[0] === '' ? ['est demandé', 'is asked for'] : ['sont demandés', 'are asked for'];
  return [`${own[0]}${other[0]} ${asked[0]}`, `${own[1]}${other[1]} ${asked[1]}`];
}

function hasIdentifiers(invoice: EInvoice, category: Category): boolean {
  const { seller, buyer, taxRepresentative } = invoice;
  const agent = taxRepresentative?.vatId ?? null;
  if (category.seller === 'none') return seller.vatId === null && buyer.vatId === null && agent === null;
  const hasOwn =
    seller.vatId !== null || agent !== null || (category.seller === 'any' && seller.taxId !== null);
  const hasBuyers =
    category.buyer === 'nothing' ||
    buyer.vatId !== null ||
    (category.buyer === 'vat-or-legal' && buyer.legalId !== null);
  return hasOwn && hasBuyers;
}

function taxBreach(category: Category, { base, tax, rate }: VatBreakdown): Breach[] {
  if (!tax) return [];
  if (!hasRates(category)) return tax.value === 0 ? [] : [{ found: tax.value, expected: 0 }];
  if (!base || !rate) return [];
  const expected = Math.round(base.value * rate.value) / 100;
  return Math.abs(tax.value - expected) < TOLERANCE ? [] : [{ found: tax.value, expected }];
}

/** The ten rules of each category. */
export const CATEGORY_RULES: readonly Rule[] = CATEGORIES.flatMap(rulesOf);
