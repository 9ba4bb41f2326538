/**
 * What does not add up. Codes are stable; one French sentence each for the person who reviews. An error needs a
 * person; a warning is worth a look; info explains.
 */
import { daysBetween } from '../../dates/calendar.ts';
import { sirenOfVatNumber } from '../../identifiers/vat-number.ts';
import { sameAmount } from '../../money/amount.ts';
import type { Totals } from '../choice/amounts.ts';
import type { ChosenDates } from '../choice/dates.ts';
import type { ChosenIdentifier, ChosenIdentifiers } from '../choice/identifiers.ts';
import type { ChosenRates } from '../choice/rates.ts';
import type { Check, DocumentType, Extraction, FieldLabel, Line } from '../result.ts';

export interface Findings {
  type: DocumentType;
  totals: Totals;
  rates: ChosenRates | null;
  dates: ChosenDates;
  identifiers: ChosenIdentifiers;
  lines: readonly Line[];
  fields: Extraction['fields'];
}

const FRENCH: Partial<Record<FieldLabel, string>> = {
  numero_facture: 'Le numéro de facture',
  date_facture: 'La date de facture',
  montant_ttc: 'Le montant TTC',
  nom_fournisseur: 'Le nom du fournisseur',
};

/** The fields without which a document of a type is no record. */
export function requiredFields(type: DocumentType): FieldLabel[] {
  const fields: FieldLabel[] = ['numero_facture', 'date_facture', 'montant_ttc', 'nom_fournisseur'];
  return type === 'receipt' ? fields.slice(1) : fields;
}

export function runChecks(findings: Findings): Check[] {
  return [
    ...missing(findings),
    ...amountChecks(findings),
    ...rateChecks(findings),
    ...dateChecks(findings),
    ...identifierChecks(findings.identifiers),
  ];
}

function missing({ type, fields }: Findings): Check[] {
  return requiredFields(type)
    .filter((label) => fields[label] === undefined)
    .map((label) => ({
      code: 'missing_required',
      level: 'error',
      message: `${FRENCH[label] ?? label} n’a pas été trouvé${label === 'date_facture' ? 'e' : ''}.`,
    }));
}

const print = (amount: number) => amount.toFixed(2).replace('.', ',');

function amountChecks({ totals, lines }: Findings): Check[] {
  const { net, tax, gross, due, paid } = totals;
  const checks: Check[] = [];
  if (
    net?.candidate &&
    tax?.candidate &&
    gross?.candidate &&
    !sameAmount(net.value + tax.value, gross.value, 2)
  ) {
    checks.push({
      code: 'total_mismatch',
      level: 'error',
      message: `Le total HT (${print(net.value)}) et la TVA (${print(tax.value)}) ne donnent pas le total TTC (${print(gross.value)}).`,
    });
  }
  if (due?.candidate && gross && !sameAmount(due.value, gross.value, 2)) {
    const explained = paid !== null && sameAmount(gross.value - paid, due.value, 2);
    checks.push({
      code: 'due_differs',
      level: 'info',
      message: explained
        ? `Le montant dû (${print(due.value)}) est le total TTC moins le montant déjà réglé (${print(paid)}).`
        : `Le montant dû (${print(due.value)}) n’est pas le total TTC (${print(gross.value)}).`,
    });
  }
  const sums = lines.flatMap((line) => (line.total === null ? [] : [line.total]));
  if (sums.length > 0 && (net || gross)) {
    const sum = sums.reduce((total, value) => total + value, 0);
    const agrees = [net, gross].some(
      (total) => total && sameAmount(sum, total.value, Math.max(2, sums.length)),
    );
    if (!agrees) {
      checks.push({
        code: 'lines_mismatch',
        level: 'warning',
        message: `La somme des lignes (${print(sum)}) ne correspond ni au total HT ni au total TTC.`,
      });
    }
  }
  return checks;
}

function rateChecks({ rates, totals: { net, tax } }: Findings): Check[] {
  if (!rates || rates.ruledOut.length === 0 || !net || !tax) return [];
  const percent = (values: readonly number[]) =>
    values.map((rate) => `${String(rate).replace('.', ',')} %`).join(', ');
  const read = `Le taux de TVA lu (${percent(rates.ruledOut)}) ne donne pas la TVA (${print(tax.value)}) du total HT (${print(net.value)})`;
  const kept = rates.agrees ? ` ; le taux retenu (${percent(rates.value)}) s’accorde avec les montants` : '';
  return [{ code: 'rate_mismatch', level: 'warning', message: `${read}${kept}.` }];
}

/** Older or later than this, measured between the dates of the document, is a misread year. */
const FIRST_YEAR = 2000;

function dateChecks({ dates }: Findings): Check[] {
  const { issue, due } = dates;
  const checks: Check[] = [];
  if (issue && due?.candidate && due.value < issue.value) {
    checks.push({
      code: 'due_before_issue',
      level: 'error',
      message: `L’échéance (${due.value}) précède la date de facture (${issue.value}).`,
    });
  }
  const implausible =
    (issue && (Number(issue.value.slice(0, 4)) < FIRST_YEAR || Number(issue.value.slice(0, 4)) > 2099)) ||
    (issue && due && daysBetween(issue.value, due.value) > 400);
  if (implausible) {
    checks.push({
      code: 'date_implausible',
      level: 'warning',
      message: 'Une des dates est invraisemblable : à vérifier.',
    });
  }
  return checks;
}

function identifierChecks(ids: ChosenIdentifiers): Check[] {
  const checks: Check[] = [];
  const key = (chosen: ChosenIdentifier | null, code: string, what: string) => {
    if (chosen?.candidate && chosen.keyIsRight === false) {
      checks.push({ code, level: 'error', message: `La clé ${what} (${chosen.value}) est fausse.` });
    }
  };
  key(ids.siret, 'siret_key', 'du SIRET du fournisseur');
  key(ids.siren, 'siren_key', 'du SIREN du fournisseur');
  key(ids.vat, 'vat_key', 'du numéro de TVA du fournisseur');
  key(ids.buyerSiret, 'siret_key', 'du SIRET du client');
  key(ids.buyerVat, 'vat_key', 'du numéro de TVA du client');
  key(ids.iban, 'iban_key', 'de l’IBAN');
  const carried = ids.vat ? sirenOfVatNumber(ids.vat.value) : null;
  const siren = ids.siren?.candidate ? ids.siren.value : (ids.siret?.value.slice(0, 9) ?? null);
  if (carried !== null && siren !== null && carried !== siren) {
    checks.push({
      code: 'vat_siren_mismatch',
      level: 'warning',
      message: `Le numéro de TVA du fournisseur ne porte pas son SIREN (${siren}).`,
    });
  }
  return checks;
}
