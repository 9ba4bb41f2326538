/** What each line must hold: BR-21 to BR-28, BR-41 to BR-44, BR-54, BR-64, BR-65, BR-CO-04, BR-CO-20. */
import { lineRule, type Rule } from './rule.ts';

export const LINE_RULES: readonly Rule[] = [
  lineRule(
    'BR-21',
    'chaque ligne doit avoir un identifiant (BT-126)',
    'each line must have an identifier (BT-126)',
    (line) => line.id === null,
  ),
  lineRule(
    'BR-22',
    'chaque ligne doit avoir une quantité (BT-129)',
    'each line must have a quantity (BT-129)',
    (line) => line.quantity === null,
  ),
  lineRule(
    'BR-23',
    'chaque quantité doit avoir une unité (BT-130)',
    'each quantity must have a unit (BT-130)',
    (line) => line.quantity !== null && line.unit === null,
  ),
  lineRule(
    'BR-24',
    'chaque ligne doit avoir un montant net (BT-131)',
    'each line must have a net amount (BT-131)',
    (line) => line.net === null,
  ),
  lineRule(
    'BR-25',
    'chaque ligne doit nommer l’article (BT-153)',
    'each line must name its item (BT-153)',
    (line) => line.name === null,
  ),
  lineRule(
    'BR-26',
    'chaque ligne doit avoir un prix net (BT-146)',
    'each line must have a net price (BT-146)',
    (line) => line.netPrice === null,
  ),
  lineRule(
    'BR-27',
    'le prix net (BT-146) ne peut être négatif',
    'the net price (BT-146) cannot be negative',
    (line) => (line.netPrice?.value ?? 0) < 0,
  ),
  lineRule(
    'BR-28',
    'le prix brut (BT-148) ne peut être négatif',
    'the gross price (BT-148) cannot be negative',
    (line) => (line.grossPrice?.value ?? 0) < 0,
  ),
  lineRule(
    'BR-41',
    'chaque remise de ligne (BG-27) doit avoir un montant (BT-136)',
    'each allowance of a line (BG-27) must have an amount (BT-136)',
    (line) => line.allowances.some((one) => one.amount === null),
  ),
  lineRule(
    'BR-42',
    'chaque remise de ligne doit avoir un motif (BT-139) ou son code (BT-140)',
    'each allowance of a line must have a reason (BT-139) or its code (BT-140)',
    (line) => line.allowances.some((one) => one.reason === null && one.reasonCode === null),
  ),
  lineRule(
    'BR-43',
    'chaque frais de ligne (BG-28) doit avoir un montant (BT-141)',
    'each charge of a line (BG-28) must have an amount (BT-141)',
    (line) => line.charges.some((one) => one.amount === null),
  ),
  lineRule(
    'BR-44',
    'chaque frais de ligne doit avoir un motif (BT-144) ou son code (BT-145)',
    'each charge of a line must have a reason (BT-144) or its code (BT-145)',
    (line) => line.charges.some((one) => one.reason === null && one.reasonCode === null),
  ),
  lineRule(
    'BR-54',
    'chaque attribut d’article (BG-32) doit avoir un nom et une valeur',
    'each attribute of an item (BG-32) must have a name and a value',
    (line) => line.attributes.some(({ name, value }) => name === null || value === null),
  ),
  lineRule(
    'BR-64',
    'l’identifiant standard d’un article (BT-157) doit nommer son schéma',
    'the standard identifier of an item (BT-157) must name its scheme',
    (line) => line.standardId !== null && line.standardId.scheme === null,
  ),
  lineRule(
    'BR-65',
    'le code de classement d’un article (BT-158) doit nommer son schéma',
    'the classification of an item (BT-158) must name its scheme',
    (line) => line.classifications.some(({ scheme }) => scheme === null),
  ),
  lineRule(
    'BR-CO-04',
    'chaque ligne doit avoir une catégorie de TVA (BT-151)',
    'each line must have a VAT category (BT-151)',
    (line) => line.category === null,
  ),
  lineRule(
    'BR-CO-20',
    'la période d’une ligne (BG-26) doit avoir un début ou une fin',
    'the period of a line (BG-26) must have a start or an end',
    ({ period }) => period !== null && period.start === null && period.end === null,
  ),
];
