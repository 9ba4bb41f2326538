/** Whether two printed names mean one company. */
import { foldedKey, foldedWords } from '../../text/fold.ts';
import type { PartyCandidate } from './parties.ts';

const LEGAL =
  /^(?:sarl|sas|sasu|sa|eurl|sci|snc|gmbh|ag|kg|ug|ohg|co|ltd|limited|llc|inc|corp|corporation|plc|bv|nv|b|v|spa|srl|sl)$/;

/** The same name but for case, accents, signs and the legal form: "Au bon moulin" and "AU BON MOULIN SARL". */
export function sameParty(a: PartyCandidate, b: PartyCandidate): boolean {
  return a === b || new PartyNames([a]).nameAnother(b);
}

/** The words of a name without its legal form. */
function bareName(party: PartyCandidate): string {
  return foldedWords(party.value.name)
    .filter((word) => !LEGAL.test(word))
    .join(' ');
}

/** The beginnings of a bare name that are names themselves: of two words or more, without the last. */
function beginnings(bare: string): string[] {
  const words = bare.split(' ');
  return words.slice(2).map((_, index) => words.slice(0, index + 2).join(' '));
}

/** The names of many parties, to be asked whether one of them is a given party: without comparing them one by one. */
export class PartyNames {
  private readonly members: ReadonlySet<PartyCandidate>;
  private readonly keys = new Map<string, number>();
  private readonly bare = new Map<string, number>();
  private readonly starts = new Set<string>();

  constructor(parties: readonly PartyCandidate[]) {
    this.members = new Set(parties);
    const count = (counts: Map<string, number>, name: string) =>
      counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const party of this.members) {
      count(this.keys, foldedKey(party.value.name));
      const bare = bareName(party);
      if (bare === '') continue;
      count(this.bare, bare);
      for (const start of beginnings(bare)) this.starts.add(start);
    }
  }

  /** Whether a party other than this mention of it bears its name. */
  nameAnother(party: PartyCandidate): boolean {
    const itself = this.members.has(party) ? 1 : 0;
    if ((this.keys.get(foldedKey(party.value.name)) ?? 0) > itself) return true;
    const bare = bareName(party);
    if (bare === '') return false;
    if ((this.bare.get(bare) ?? 0) > itself || this.starts.has(bare)) return true;
    return beginnings(bare).some((start) => this.bare.has(start));
  }
}
