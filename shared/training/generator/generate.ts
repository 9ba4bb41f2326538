/** Makes business documents with exact truth, from seeds. */
import type { DocumentType, FieldLabel } from '../../domain/extraction/result.ts';
import type {
  GeneratedDocument,
  GenerateOptions,
  Language,
  Medium,
  Occurrence,
  OtherAmount,
  TrueValue,
  Truth,
} from './document.ts';
import type { Canvas } from './drawing/block.ts';
import { inventFacts } from './facts/facts.ts';
import { composeBusiness } from './layouts/business.ts';
import { inventStyle } from './layouts/style.ts';
import { Random } from './random.ts';
import { readDrawing } from './read-pages.ts';
import { composeReceipt } from './receipts/receipt.ts';
import { inventReceipt, type Shop } from './receipts/receipt-facts.ts';
import { isField, TruthKeeper } from './truth-keeper.ts';
import { unitsOf } from './wordings/wordings.ts';

/**
 * The document of a seed: the same for the same seed and options. Options that are absent are drawn by chance,
 * with the shares of a company's post: mostly invoices, then receipts.
 */
export function generateDocument(seed: number, options: GenerateOptions = {}): GeneratedDocument {
  const random = new Random(seed);
  const kind = random.weighted<DocumentType>({
    invoice: 58,
    receipt: 24,
    credit_note: 6,
    quote: 4,
    order: 2.5,
    delivery_note: 2,
    statement: 1.5,
    other: 1.5,
  });
  const language = random.weighted<Language>({ fr: 30, en: 26, de: 18, es: 7, it: 7, nl: 6, pt: 6 });
  const medium = random.weighted<Medium>({ digital: 40, scanned: 30, faxed: 10, photographed: 20 });
  return compose(
    seed,
    new Random(seed ^ 0x5bd1e995),
    options.kind ?? kind,
    options.language ?? language,
    options.medium ?? medium,
  );
}

function compose(
  seed: number,
  random: Random,
  kind: DocumentType,
  language: Language,
  medium: Medium,
): GeneratedDocument {
  const truth = new TruthKeeper();
  const { canvas, country, family, wrongKeys } =
    kind === 'receipt' && random.chance(0.9)
      ? receipt(random, language, truth)
      : business(random, kind, language, truth);
  const drawing = { pages: canvas.pages };
  const read = readDrawing(drawing, medium, random);
  return {
    seed,
    kind,
    language,
    medium,
    country,
    family,
    wrongKeys,
    drawing,
    pages: read.pages,
    truth: truthOf(truth, canvas, read.occurrences),
  };
}

interface Composed {
  canvas: Canvas;
  country: string;
  family: string;
  wrongKeys: boolean;
}

function receipt(random: Random, language: Language, truth: TruthKeeper): Composed {
  const shop = random.weighted<Shop>({
    supermarket: 6,
    hardware: 4,
    restaurant: 5,
    cafe: 2,
    fuel: 2,
    taxi: 1.2,
    parking: 1,
    pharmacy: 1.5,
    'card slip': 1.2,
    hotel: 0.7,
  });
  const facts = inventReceipt(random, shop, language);
  return {
    canvas: composeReceipt(random, facts, truth),
    country: facts.country,
    family: shop,
    wrongKeys: false,
  };
}

function business(random: Random, kind: DocumentType, language: Language, truth: TruthKeeper): Composed {
  const facts = inventFacts(random, kind, language, unitsOf(language));
  const style = inventStyle(random, language, facts.seller.country, facts.currency);
  return {
    canvas: composeBusiness(random, style, facts, truth),
    country: facts.country,
    family: facts.trade,
    wrongKeys: facts.wrongKeys,
  };
}

function inOrder(shown: ReadonlyMap<number, Occurrence>): Occurrence[] {
  return [...shown.values()].sort((a, b) => a.page - b.page);
}

/** What the keeper noted and the drawing shows. */
function truthOf(
  keeper: TruthKeeper,
  canvas: Canvas,
  occurrences: ReturnType<typeof readDrawing>['occurrences'],
): Truth {
  const fields: Partial<Record<FieldLabel, TrueValue>> = {};
  const amounts: Partial<Record<OtherAmount, TrueValue>> = {};
  for (const [label, value] of keeper.values) {
    if (label === 'line') continue;
    if (!isField(label)) {
      const shown = occurrences.get(label);
      if (shown) amounts[label] = { ...value, occurrences: inOrder(shown) };
      continue;
    }
    const shown = [label, ...(keeper.stands.get(label) ?? [])].find((other) => occurrences.has(other));
    const implied = keeper.implied.get(label)?.every((other) => occurrences.has(other)) ?? false;
    if (shown) fields[label] = { ...value, occurrences: inOrder(occurrences.get(shown)!) };
    else if (implied) fields[label] = { ...value, occurrences: [] };
  }
  const lines = keeper.lines.map(({ group, ...line }) => {
    for (let page = 0; page < canvas.pages.length; page++) {
      const number = canvas.groupOn(page, group);
      const words = number === undefined ? undefined : occurrences.get('line')?.get(number)?.words;
      if (words) return { ...line, page: page + 1, words };
    }
    return { ...line, page: null, words: [] };
  });
  return { fields, amounts, lines, vat_breakdown: keeper.vatRows };
}
