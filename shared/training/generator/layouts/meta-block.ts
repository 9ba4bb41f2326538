/** Number, dates and references of a document, with those that only distract. */
import { Block, widthIn } from '../drawing/block.ts';
import { joined, type Text, value } from '../drawing/text.ts';
import type { Facts } from '../facts/facts.ts';
import { isoDay, timeOfDay } from '../formats/date-format.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import type { Concept } from '../wordings/concepts.ts';
import type { Pair } from './pairs.ts';
import { buyerIds } from './party-blocks.ts';
import { type Style, type as typed } from './style.ts';

const NUMBER_CONCEPT: Readonly<Record<Facts['kind'], Concept>> = {
  invoice: 'invoiceNumber',
  credit_note: 'creditNumber',
  receipt: 'receiptNumber',
  quote: 'quoteNumber',
  order: 'orderNumber',
  delivery_note: 'deliveryNumber',
  statement: 'statementNumber',
  other: 'project',
};
const TITLE_CONCEPT: Readonly<Record<Facts['kind'], Concept>> = {
  invoice: 'invoice',
  credit_note: 'creditNote',
  receipt: 'receipt',
  quote: 'quote',
  order: 'order',
  delivery_note: 'deliveryNote',
  statement: 'statement',
  other: 'other',
};

/** The document's number, marked. An order's own number is its order number. */
export function numberText(facts: Facts): Text {
  if (facts.kind === 'other') return facts.number;
  return [value(facts.kind === 'order' ? 'numero_commande' : 'numero_facture', facts.number)];
}

/** Notes number and dates as true. */
export function keepReferences(facts: Facts, truth: TruthKeeper): void {
  truth.set(facts.kind === 'order' ? 'numero_commande' : 'numero_facture', facts.number);
  truth.set('date_facture', isoDay(facts.issued));
  if (facts.due !== null) truth.set('date_echeance', isoDay(facts.due));
  if (facts.customerOrder !== null && facts.kind !== 'order')
    truth.set('numero_commande', facts.customerOrder);
}

export interface MetaPlan {
  /** What the title shows beside its word. */
  title: 'word' | 'number' | 'number and date';
  /** Number and date stand in a sentence before the table, not in the block. */
  sentence: boolean;
  /** The date stands with a town, as in letters: `Lyon, le 3 mai 2024`. */
  townDate: boolean;
}

/** The title: `FACTURE`, `Facture n° F-2024-17`, `Invoice INV-3 of 3 May 2024`. */
export function titleBlock(
  random: Random,
  style: Style,
  facts: Facts,
  plan: MetaPlan,
  width: number,
  align: 'left' | 'center' | 'right',
): Block {
  const { words } = style;
  const block = new Block(width);
  const word = words.of(TITLE_CONCEPT[facts.kind]);
  const upper = random.chance(0.4) ? word.toUpperCase() : word;
  const size = random.between(1.2, plan.title === 'word' ? 2.6 : 1.8);
  const look = typed(style, {
    size,
    bold: random.chance(0.75),
    color: random.chance(0.4) ? style.accent : style.ink,
  });
  const wide = plan.title === 'word' && random.chance(0.04);
  const text: (string | ReturnType<typeof value>)[] = [wide ? [...upper.toUpperCase()].join(' ') : upper];
  if (plan.title !== 'word')
    text.push(random.pick([' ', ' n° ', ' No. ', ' # ', ' : ', ' Nr. ', ' ']), ...joined(numberText(facts)));
  if (plan.title === 'number and date') {
    const of = {
      fr: 'du',
      en: random.pick(['of', 'dated', '-']),
      de: 'vom',
      es: 'de fecha',
      it: 'del',
      nl: 'd.d.',
      pt: 'de',
    }[facts.language];
    text.push(` ${of} `, value('date_facture', style.date(facts.issued)));
  }
  block.line(text, look, align, style.leading);
  if (random.chance(0.1))
    block.rule(
      0,
      block.height + 2,
      Math.min(width, widthIn(text, look) * 1.1),
      block.height + 2,
      1,
      style.accent,
    );
  return block;
}

/** `Lyon, le 3 mai 2024`, `Kiel, den 03.05.2024`. */
export function townDateText(random: Random, style: Style, facts: Facts): Text {
  const between = {
    fr: ', le ',
    en: ', ',
    de: random.pick([', den ', ', ']),
    es: ', ',
    it: ', ',
    nl: ', ',
    pt: ', ',
  }[facts.language];
  return [`${facts.seller.town}${between}`, value('date_facture', style.date(facts.issued))];
}

/** A sentence with number and date in it. */
export function sentenceText(style: Style, facts: Facts): Text {
  const parts = style.words.of('sentence').split(/(\{number\}|\{date\})/);
  return parts.flatMap((part) => {
    if (part === '{number}') return joined(numberText(facts));
    if (part === '{date}') return [value('date_facture', style.date(facts.issued))];
    return [part];
  });
}

/** The pairs of the block of references, in some order, with distractors among them. */
export function metaPairs(
  random: Random,
  style: Style,
  facts: Facts,
  plan: MetaPlan,
  truth: TruthKeeper,
): Pair[] {
  const { words, date } = style;
  const pairs: Pair[] = [];
  const sure: Pair[] = [];
  const label = (concept: Concept) => words.label(concept);
  const inTitle = plan.title !== 'word';
  if (!plan.sentence && (!inTitle || random.chance(0.3)))
    sure.push({
      label: label(NUMBER_CONCEPT[facts.kind]),
      value: numberText(facts),
      strong: random.chance(0.15),
    });
  if (!plan.sentence && !plan.townDate && (plan.title !== 'number and date' || random.chance(0.2))) {
    const time = random.chance(0.04) ? ` ${timeOfDay(random, facts.language)}` : '';
    sure.push({ label: label('issueDate'), value: [value('date_facture', date(facts.issued)), time] });
  }
  if (facts.due !== null && random.chance(0.75))
    pairs.push({
      label: label('dueDate'),
      value: [value('date_echeance', date(facts.due))],
      strong: random.chance(0.1),
    });
  if (facts.customerOrder !== null && facts.kind !== 'order')
    pairs.push({ label: label('customerOrder'), value: [value('numero_commande', facts.customerOrder)] });
  if (random.chance(0.45)) pairs.push({ label: label('customerNumber'), value: facts.customerNumber });
  if (facts.buyerIds === 'references') {
    const { vat, siret } = buyerIds(random, facts.buyer, truth);
    if (vat) pairs.push({ label: label('buyerVat'), value: vat });
    if (siret && random.chance(0.3)) pairs.push({ label: 'SIRET client', value: siret });
  }
  if (random.chance(0.15)) pairs.push({ label: label('deliveryNoteNumber'), value: facts.deliveryNote });
  if (random.chance(0.22)) pairs.push({ label: label('deliveryDate'), value: date(facts.delivered) });
  if (random.chance(0.1)) pairs.push({ label: label('orderDate'), value: date(facts.ordered) });
  if (random.chance(facts.trade === 'utilities' ? 0.6 : 0.1)) {
    const joint = { fr: ' au ', en: ' to ', de: ' bis ', es: ' al ', it: ' al ', nl: ' t/m ', pt: ' a ' }[
      facts.language
    ];
    pairs.push({
      label: label('period'),
      value: `${date(facts.issued - 32)}${random.pick([joint, ' - '])}${date(facts.issued - 2)}`,
    });
  }
  if (random.chance(0.06))
    pairs.push({
      label: label('printDate'),
      value: `${date(facts.issued + random.int(0, 3))} ${timeOfDay(random, facts.language)}`,
    });
  if (facts.kind === 'quote' && random.chance(0.7))
    pairs.push({ label: label('validUntil'), value: date(facts.issued + 30) });
  if (facts.kind === 'credit_note' && random.chance(0.65))
    pairs.push({ label: label('originalInvoice'), value: facts.originalInvoice });
  if (random.chance(0.15))
    pairs.push({
      label: label('project'),
      value: random.pick([
        `${random.letters(2)} ${random.digits(4)}`,
        facts.items[0]!.description,
        `${facts.buyer.town} ${random.int(1, 40)}`,
      ]),
    });
  if (random.chance(0.15))
    pairs.push({
      label: label('salesperson'),
      value: random.pick([facts.seller.contact ?? 'M. Martin', `${random.letters(2)}`]),
    });
  if (random.chance(0.08))
    pairs.push({
      label: label('paymentReference'),
      value: random.pick([
        `+++${random.digits(3)}/${random.digits(4)}/${random.digits(5)}+++`,
        `RF${random.digits(18)}`,
        random.digits(12),
      ]),
    });
  if (random.chance(0.08))
    pairs.push({
      label:
        words
          .cased(words.of('currencyNote'))
          .replace(/[^ ]*(?:EUR|€|USD|GBP|CHF)[^ ]*/g, '')
          .trim() || 'Currency',
      value: [value('devise', facts.currency)],
    });
  if (random.chance(0.12))
    pairs.push({
      label:
        words
          .label('page')
          .replace(/[{}nm/]|\bsur\b|\bof\b|\bvon\b|\bdi\b|\bde\b|\bvan\b/g, '')
          .trim() || 'Page',
      value: random.pick(['1/1', '1', '1 / 1']),
    });
  const mixed = random.chance(0.3)
    ? random.shuffled([...sure, ...pairs])
    : [...(random.chance(0.75) ? sure : [...sure].reverse()), ...random.shuffled(pairs)];
  return mixed.filter((pair) => pair.label !== '');
}
