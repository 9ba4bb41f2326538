/** The business rules of EN 16931 held against an invoice, as far as its profile promises them. */
import { checkOf } from '../../extraction/checks/catalogue.ts';
import type { Check, FieldLabel } from '../../extraction/result.ts';
import type { Bilingual, Language } from '../../text/language.ts';
import { type EInvoice, PROFILES } from '../model.ts';
import { CATEGORY_RULES } from './category-rules.ts';
import { CODE_RULES } from './code-rules.ts';
import { DECIMAL_RULES } from './decimal-rules.ts';
import { DOCUMENT_RULES } from './document-rules.ts';
import { LINE_RULES } from './line-rules.ts';
import type { Breach, Rule } from './rule.ts';
import { SINGLE_CATEGORY_RULES } from './single-category-rules.ts';
import { SUM_RULES } from './sum-rules.ts';

/** Every rule, in the order in which they are reported. */
export const RULES: readonly Rule[] = [
  ...DOCUMENT_RULES,
  ...LINE_RULES,
  ...SUM_RULES,
  ...DECIMAL_RULES,
  ...CATEGORY_RULES,
  ...SINGLE_CATEGORY_RULES,
  ...CODE_RULES,
];

/** Lines that a check names before it only counts. */
const LINES_NAMED = 5;

/** The field that a rule speaks of first, so that a screen can mark it. */
const FIELDS: Readonly<Record<string, FieldLabel>> = {
  'BR-02': 'numero_facture',
  'BR-03': 'date_facture',
  'BR-05': 'devise',
  'BR-06': 'nom_fournisseur',
  'BR-07': 'nom_client',
  'BR-08': 'adresse_fournisseur',
  'BR-09': 'adresse_fournisseur',
  'BR-10': 'adresse_client',
  'BR-11': 'adresse_client',
  'BR-13': 'montant_ht',
  'BR-14': 'montant_ttc',
  'BR-15': 'montant_du',
  'BR-50': 'iban',
  'BR-61': 'iban',
  'BR-CO-11': 'montant_remise',
  'BR-CO-13': 'montant_ht',
  'BR-CO-14': 'montant_tva',
  'BR-CO-15': 'montant_ttc',
  'BR-CO-16': 'montant_du',
  'BR-CO-25': 'date_echeance',
  'BR-CL-04': 'devise',
};

function holdsFor(rule: Rule, { profile }: EInvoice): boolean {
  if (profile === 'zugferd-1') return rule.holdsForZugferd1 ?? false;
  return PROFILES.indexOf(profile) >= PROFILES.indexOf(rule.from ?? 'minimum');
}

/** One check for each rule that is broken, however often. */
export function brokenRules(invoice: EInvoice): Check[] {
  return RULES.filter((rule) => holdsFor(rule, invoice)).flatMap((rule) => {
    const breaches = rule.breaches(invoice);
    if (breaches.length === 0) return [];
    const field = FIELDS[rule.id];
    return [
      checkOf('en16931_rule', {
        rule: rule.id,
        parameters: { text: told(rule, breaches) },
        ...(rule.level && { level: rule.level }),
        ...(field && { fields: [field] }),
      }),
    ];
  });
}

function told(rule: Rule, breaches: readonly Breach[]): Bilingual {
  const text = (language: Language) => `${rule.text[language]}${details(breaches, language)}.`;
  return { fr: text('fr'), en: text('en') };
}

function details(breaches: readonly Breach[], language: Language): string {
  const lines = breaches.flatMap(({ line }) => line ?? []);
  if (lines.length > 0) {
    const named = lines.slice(0, LINES_NAMED).join(', ');
    const rest = lines.length > LINES_NAMED ? '…' : '';
    const one = language === 'fr' ? 'ligne' : 'line';
    return ` (${one}${lines.length > 1 ? 's' : ''} ${named}${rest})`;
  }
  const { found, expected } = breaches[0]!;
  if (found === undefined) return '';
  const value = (one: number | string) =>
    typeof one === 'number' ? printed(one, language) : one.slice(0, 40);
  if (expected === undefined) return language === 'fr' ? ` : ${value(found)}` : `: ${value(found)}`;
  return language === 'fr'
    ? ` : ${value(found)} au lieu de ${value(expected)}`
    : `: ${value(found)} instead of ${value(expected)}`;
}

function printed(amount: number, language: Language): string {
  const text = (Math.round(amount * 100) / 100).toFixed(2);
  return language === 'fr' ? text.replace('.', ',') : text;
}
