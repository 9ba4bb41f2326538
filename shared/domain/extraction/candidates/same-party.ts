/** Whether two printed names mean one company. */
import { foldedKey, foldedWords } from '../../text/fold.ts';
import type { PartyCandidate } from './parties.ts';

const LEGAL =
  /^(?:sarl|sas|sasu|sa|eurl|sci|snc|gmbh|ag|kg|ug|ohg|co|ltd|limited|llc|inc|corp|corporation|plc|bv|nv|b|v|spa|srl|sl)$/;

/** The same name but for case, accents, signs and the legal form: "Au bon moulin" and "AU BON MOULIN SARL". */
export function sameParty(a: PartyCandidate, b: PartyCandidate): boolean {
  if (a === b || foldedKey(a.value.name) === foldedKey(b.value.name)) return true;
  const bare = (party: PartyCandidate) => {
    const words = foldedWords(party.value.name);
    return words.filter((word) => !LEGAL.test(word)).join(' ');
  };
  const one = bare(a);
  const two = bare(b);
  if (one === '' || two === '') return false;
  if (one === two) return true;
  const [short, long] = one.length < two.length ? [one, two] : [two, one];
  return short.includes(' ') && long.startsWith(`${short} `);
}
