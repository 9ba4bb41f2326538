/** Features of identifiers: whose they are. */
import { inColumn } from '../../candidates/columns.ts';
import type { PartyCandidate } from '../../candidates/parties.ts';
import { roleAt } from '../../scoring/roles.ts';
import type { IdentifierScore, PartyScore } from '../../scoring/scorer.ts';
import type { Sheet } from '../../sheet.ts';
import { documentFeatures, magnitude, placeFeatures, rowLines } from './place-features.ts';
import type { FeatureRow } from './row.ts';

/** One row for each of `rules`, the identifiers as the rules scored them, in their order. */
export function identifierFeatures(
  sheet: Sheet,
  rules: readonly IdentifierScore[],
  parties: readonly PartyScore[],
): FeatureRow[] {
  const whole = documentFeatures(sheet);
  const itemLines = rowLines(sheet);
  const seller = bestOf(parties, (party) => party.seller);
  const buyer = bestOf(parties, (party) => party.buyer);
  /** Kind and number to which one it is of its kind. */
  const orders = new Map<string, number>();
  const kinds = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const { kind, candidate } of rules) {
    const key = `${kind} ${candidate.value.id}`;
    if (!orders.has(key)) {
      const order = kinds.get(kind) ?? 0;
      orders.set(key, order);
      kinds.set(kind, order + 1);
    }
    counts.set(candidate.value.id, (counts.get(candidate.value.id) ?? 0) + 1);
  }
  return rules.map(({ candidate, kind, score, side }) => {
    const { id, keyIsRight, labelled } = candidate.value;
    const role = roleAt(candidate, sheet.layout, sheet.labels);
    const strength = (wanted: string) => (role?.role === wanted ? role.strength : 0);
    return {
      ...whole,
      ...placeFeatures(candidate, sheet, itemLines),
      vat: Number(kind === 'vat'),
      siret: Number(kind === 'siret'),
      siren: Number(kind === 'siren'),
      iban: Number(kind === 'iban'),
      keyRight: Number(keyIsRight === true),
      keyWrong: Number(keyIsRight === false),
      labelled: Number(labelled),
      buyerLabel: Number(sheet.labels.on(candidate.line).some((label) => label.concept === 'buyer_vat_id')),
      role_seller: strength('seller'),
      role_buyer: strength('buyer'),
      role_ship: strength('ship'),
      kinds: Math.min(9, kinds.get(kind) ?? 1),
      order: Math.min(9, orders.get(`${kind} ${id}`) ?? 0),
      repeats: Math.min(9, counts.get(id) ?? 1),
      belowSeller: seller ? linesBelow(candidate, seller, sheet) : FAR_BELOW,
      belowBuyer: buyer ? linesBelow(candidate, buyer, sheet) : FAR_BELOW,
      rule_score: score,
      rule_side: side,
    };
  });
}

function bestOf(
  parties: readonly PartyScore[],
  measure: (party: PartyScore) => number,
): PartyCandidate | null {
  let best: PartyScore | null = null;
  for (const party of parties) if (!best || measure(party) > measure(best)) best = party;
  return best?.candidate ?? null;
}

const FAR_BELOW = 10;

/** Steps from a party down to a value in its column; `FAR_BELOW` where it stands elsewhere. */
function linesBelow(value: IdentifierScore['candidate'], party: PartyCandidate, sheet: Sheet): number {
  const lines = value.line - party.line;
  if (value.page !== party.page || lines < 0 || lines > 29) return FAR_BELOW;
  return lines === 0 || inColumn(party, value, 2 * sheet.layout.lines[party.line]!.height)
    ? magnitude(lines)
    : FAR_BELOW;
}
