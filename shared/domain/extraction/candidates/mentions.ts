/** Where else a document names a shop: in its web address, its legal name, its thanks and its offers. */
import { foldedKey, withinEdits } from '../../text/fold.ts';
import type { Layout, Segment, Token } from '../layout/layout.ts';
import { textOf } from '../layout/layout.ts';
import { hasLegalForm, withoutLegalForm } from './name-shapes.ts';
import { formsMended } from './name-tidy.ts';

export interface Mention {
  /** Letters and digits only, folded. */
  key: string;
  /** As printed. */
  text: string;
  line: number;
  segment: Segment;
  tokens: Token[];
  /** Whether nothing else stands in its segment. */
  alone: boolean;
  /** Whether it opens a name with a legal form, or is the name in a web address. */
  firm: boolean;
}

/** More words than a receipt has are not searched. */
const MAX_TOKENS = 900;
const LONGEST_RUN = 3;
const DOMAIN =
  /(?:@|www\s?\.\s?|https?:\/\/)([\p{L}\d-]{3,})\s?\.|^([\p{L}\d-]{3,})\.(?:com|de|fr|es|it|nl|pt|be|at|ch|eu|net|co)\b/iu;

/** The mentions of everything on a document that might be a name: runs of one to three words. */
export class Mentions {
  private readonly byKey = new Map<string, Mention[]>();

  constructor(layout: Layout) {
    let tokens = 0;
    for (const line of layout.lines) {
      tokens += line.tokens.length;
      if (tokens > MAX_TOKENS) return;
      for (const segment of line.segments) this.read(segment);
    }
  }

  /** Mentions of a name beside the words given: letters, case and spaces aside. */
  of(name: string, beside: readonly Token[]): Mention[] {
    return (this.byKey.get(foldedKey(name)) ?? []).filter((mention) => isApart(mention, beside));
  }

  /** Mentions beside the words given that differ by a letter, or two of eight; those of firms first. */
  near(name: string, beside: readonly Token[]): Mention[] {
    const key = foldedKey(name);
    if (key.length < 5) return [];
    const limit = key.length >= 8 ? 2 : 1;
    const found: Mention[] = [];
    for (const [other, mentions] of this.byKey) {
      if (other === key || other.length < 5 || /\d/.test(other) || !withinEdits(key, other, limit)) continue;
      found.push(...mentions.filter((mention) => isApart(mention, beside)));
    }
    return found.sort((a, b) => Number(b.firm) - Number(a.firm));
  }

  private read(segment: Segment): void {
    const firm = hasLegalForm(formsMended(segment.text));
    const bare = foldedKey(withoutLegalForm(segment.text));
    segment.tokens.forEach((token, start) => {
      const domain = DOMAIN.exec(token.text);
      const host = domain?.[1] ?? domain?.[2];
      if (host)
        this.add({ key: foldedKey(host), text: host, segment, tokens: [token], firm: true, alone: false });
      for (let length = 1; length <= LONGEST_RUN && start + length <= segment.tokens.length; length++) {
        const tokens = segment.tokens.slice(start, start + length);
        const text = textOf(tokens);
        const key = foldedKey(text);
        if (key.length < 2 || /^\d+$/.test(key)) continue;
        this.add({ key, text, segment, tokens, firm, alone: key === bare });
      }
    });
  }

  private add(mention: Omit<Mention, 'line'>): void {
    const whole = { ...mention, line: mention.segment.line };
    const known = this.byKey.get(mention.key);
    if (known) known.push(whole);
    else this.byKey.set(mention.key, [whole]);
  }
}

function isApart(mention: Mention, tokens: readonly Token[]): boolean {
  return !mention.tokens.some((token) => tokens.includes(token));
}
