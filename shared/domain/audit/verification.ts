/**
 * Walks a chain, entry by entry, and says what is wrong with the first one that is.
 *
 * Found: an entry changed, removed, inserted, moved, or cut off the end. Not found: a chain that somebody wrote anew
 * from some entry on, head included. Against that, each append logs the head's place and hash, and whoever kept one of
 * these (an anchor) can ask whether it still holds.
 *
 * Retention removes entries from the beginning, when DynamoDB gets to it: within days, and not in order. So the walk
 * begins at the first entry there is, a gap that ends before an entry whose predecessor has expired is no finding, and
 * the first link after a gap is taken as it is.
 */
import { type ChainedEntry, type ChainHead, GENESIS_HASH, hashOf } from './chain.ts';

export const FINDINGS = ['changed', 'removed', 'inserted', 'moved', 'cut_off', 'anchor_differs'] as const;

/** The first thing wrong. */
export interface Finding {
  kind: (typeof FINDINGS)[number];
  /** The first entry concerned. */
  seq: number;
  /** For operators, in English: what was expected and what is there. */
  problem: string;
}

/** `gone`: retention removed the entry, so that nothing can be said of the anchor. */
export interface AnchorCheck {
  seq: number;
  state: 'holds' | 'differs' | 'gone';
}

/** An entry as it lies in the store: the place it was found at, and what is there. */
export interface StoredEntry {
  /** Undefined for a place that no entry has. */
  place: number | undefined;
  /** Undefined for what is no whole entry. */
  entry: ChainedEntry | undefined;
}

export interface ChainWalk {
  /** Looks at the next entry in the order of places; a finding ends the walk. */
  next(stored: StoredEntry): Finding | undefined;
  /** After the last entry, or undefined for a head that is not there. */
  end(head: ChainHead | undefined): Finding | undefined;
  /** The last entry found right. */
  readonly reached: { seq: number; hash: string };
  readonly checked: number;
  readonly gone: number;
}

/**
 * @param after the place that a former walk reached; the beginning when absent.
 */
export function chainWalk(tenant: string, now: Date, after?: { seq: number; hash: string }): ChainWalk {
  const nowSeconds = Math.floor(now.getTime() / 1000);
  let reached = after ?? { seq: 0, hash: GENESIS_HASH };
  let last: ChainedEntry | undefined;
  let checked = 0;
  let gone = 0;

  function next({ place, entry }: StoredEntry): Finding | undefined {
    const expected = reached.seq + 1;
    if (place === undefined) {
      return { kind: 'inserted', seq: expected, problem: 'an item lies where no entry can be' };
    }
    if (!entry) {
      return { kind: 'changed', seq: place, problem: `entry ${place} is not what an entry is made of` };
    }
    if (entry.hash !== hashOf(entry)) {
      return { kind: 'changed', seq: place, problem: `entry ${place} does not have the hash of its content` };
    }
    if (entry.seq !== place || entry.tenant !== tenant) {
      const problem = `in place ${place} lies entry ${entry.seq} of ${entry.tenant}`;
      return { kind: 'moved', seq: place, problem };
    }
    if (place !== expected) {
      // Entries expire in their order, so the one just before having expired means that all missing ones have.
      if (entry.previous_expires_at > nowSeconds) return removed(expected, place - 1);
      gone += place - expected;
    } else if (entry.previous_hash !== reached.hash) {
      const problem = `entry ${place} follows another entry than the ${expected - 1} that is there`;
      return { kind: 'changed', seq: Math.max(1, expected - 1), problem };
    }
    reached = { seq: entry.seq, hash: entry.hash };
    last = entry;
    checked++;
    return undefined;
  }

  function end(head: ChainHead | undefined): Finding | undefined {
    if (!head) {
      if (reached.seq === 0) return undefined;
      return {
        kind: 'removed',
        seq: reached.seq,
        problem: 'the head is missing, which says where the log ends',
      };
    }
    if (head.seq > reached.seq) {
      // None expires before the one in front of it.
      if (head.expires_at <= nowSeconds && head.expires_at >= (last?.expires_at ?? 0)) {
        gone += head.seq - reached.seq;
        return undefined;
      }
      const problem = `the log ends with ${reached.seq}, and its head says ${head.seq}`;
      return { kind: 'cut_off', seq: reached.seq + 1, problem };
    }
    if (head.seq < reached.seq) {
      const problem = `the log goes on to ${reached.seq}, and its head says ${head.seq}`;
      return { kind: 'inserted', seq: head.seq + 1, problem };
    }
    if (head.hash !== reached.hash || (last && last.expires_at !== head.expires_at)) {
      const problem = `entry ${head.seq} is not the one that the head names`;
      return { kind: 'changed', seq: head.seq, problem };
    }
    return undefined;
  }

  return {
    next,
    end,
    get reached() {
      return reached;
    },
    get checked() {
      return checked;
    },
    get gone() {
      return gone;
    },
  };
}

function removed(from: number, to: number): Finding {
  const which = from === to ? `entry ${from} is` : `entries ${from} to ${to} are`;
  return { kind: 'removed', seq: from, problem: `${which} missing before their time` };
}
