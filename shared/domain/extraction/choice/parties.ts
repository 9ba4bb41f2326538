/** Seller and buyer, chosen together: they are not the same, and neither is where goods are delivered. */
import type { Candidate } from '../candidates/candidate.ts';
import type { PartyCandidate } from '../candidates/parties.ts';
import { addressBelow } from '../candidates/receipt-address.ts';
import { sameParty } from '../candidates/same-party.ts';
import type { PartyScore, Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import { type Chosen, confidenceOf } from './chosen.ts';
import { tradeName } from './trade-name.ts';

export interface ChosenParty {
  name: Chosen<string>;
  address: Chosen<string> | null;
  place: PartyCandidate;
}

export interface ChosenParties {
  seller: ChosenParty | null;
  buyer: ChosenParty | null;
}

const SELLER_THRESHOLD = 0.24;
const BUYER_THRESHOLD = 0.38;
/** Fit of the one other address of an invoice: whoever is not the seller there is the buyer. */
const OTHER_THRESHOLD = 0.16;
const PAIRS = 8;

export function chooseParties(sheet: Sheet, scores: Scores): ChosenParties {
  const sellers = [...scores.parties].sort((a, b) => b.seller - a.seller).slice(0, PAIRS);
  const buyers = [...scores.parties].sort((a, b) => b.buyer - a.buyer).slice(0, PAIRS);
  let best: { seller: PartyScore | null; buyer: PartyScore | null; score: number } = {
    seller: null,
    buyer: null,
    score: 0,
  };
  for (const seller of [null, ...sellers]) {
    for (const buyer of [null, ...buyers]) {
      if (seller && buyer && sameParty(seller.candidate, buyer.candidate)) continue;
      const score =
        (seller && seller.seller >= SELLER_THRESHOLD ? seller.seller : 0) +
        (buyer && buyer.buyer >= BUYER_THRESHOLD ? buyer.buyer - 0.2 : 0) -
        // Who would sell the better is not the one who buys.
        (seller && buyer ? 0.5 * Math.max(0, buyer.seller - seller.seller) : 0);
      if (score > best.score) best = { seller, buyer, score };
    }
  }
  const { seller } = best;
  const buyer = best.buyer ?? theOther(sheet, seller, buyers);
  return {
    seller: seller && seller.seller >= SELLER_THRESHOLD ? settle(seller, 'seller', sheet, scores) : null,
    buyer: buyer && buyer.buyer >= OTHER_THRESHOLD ? settle(buyer, 'buyer', sheet, scores) : null,
  };
}

/** The best of the other parties that an address or a label singles out on the first page. */
function theOther(sheet: Sheet, seller: PartyScore | null, buyers: readonly PartyScore[]): PartyScore | null {
  if (!seller || sheet.receipt || seller.seller < SELLER_THRESHOLD) return null;
  const page = sheet.layout.pages[0]!;
  const able = buyers.filter(
    ({ candidate, buyer }) =>
      buyer >= OTHER_THRESHOLD &&
      (candidate.value.shape === 'block' || candidate.value.shape === 'labelled') &&
      candidate.value.label?.concept !== 'ship' &&
      candidate.value.label?.concept !== 'seller' &&
      candidate.page === 0 &&
      candidate.y0 < 0.5 * page.height &&
      !sameParty(candidate, seller.candidate),
  );
  return able[0] ?? null;
}

function settle(winner: PartyScore, role: 'seller' | 'buyer', sheet: Sheet, scores: Scores): ChosenParty {
  const { candidate } = winner;
  const repeats: PartyScore[] = [];
  let rival = 0;
  for (const party of scores.parties) {
    if (!sameParty(party.candidate, candidate)) rival = Math.max(rival, party[role]);
    else if (party.candidate !== candidate) repeats.push(party);
  }
  const margin = winner[role] - rival;
  const confidence = confidenceOf(winner[role], margin, candidate.reading, repeats.length > 0 ? 0.5 : 0);
  const address = addressFor(
    candidate,
    role,
    repeats.map((party) => party.candidate),
    sheet,
  );
  const trade = role === 'seller' && sheet.receipt ? tradeName(candidate, sheet) : null;
  const named = trade ?? (candidate as unknown as Candidate<string>);
  return {
    name: { candidate: named, value: trade?.value ?? candidate.value.name, confidence },
    address: address && {
      candidate: address,
      value: address.value,
      confidence: Math.min(0.95, confidence) * (0.4 + 0.55 * address.reading),
    },
    place: candidate,
  };
}

/** The address printed with the name, or with the same name elsewhere, or right below it. */
function addressFor(
  candidate: PartyCandidate,
  role: 'seller' | 'buyer',
  repeats: readonly PartyCandidate[],
  sheet: Sheet,
): Candidate<string> | null {
  if (sheet.receipt && role === 'seller') {
    return addressBelow(sheet.layout, sheet.labels, candidate) ?? candidate.value.address;
  }
  if (candidate.value.address) return candidate.value.address;
  const repeated = repeats.find((party) => party.value.address !== null);
  return repeated?.value.address ?? addressBelow(sheet.layout, sheet.labels, candidate);
}
