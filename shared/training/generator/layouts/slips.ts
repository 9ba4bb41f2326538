/** Boxes that say the main things again: a summary on top, a slip to pay with at the foot. */
import { Block } from '../drawing/block.ts';
import { joined, value } from '../drawing/text.ts';
import type { Facts } from '../facts/facts.ts';
import { printedAmount } from '../formats/money-format.ts';
import { printedIban } from '../parties/identifiers.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import { numberText } from './meta-block.ts';
import { type Pair, type PairForm, pairsBlock } from './pairs.ts';
import { type Style, type as typed } from './style.ts';

/** What is due and when, in large letters beside the head, as bills of utilities have it. */
export function summaryBlock(
  random: Random,
  style: Style,
  facts: Facts,
  truth: TruthKeeper,
  width: number,
): Block {
  const { words } = style;
  truth.amount('montant_du', facts.dueAmount, facts.currency);
  const pairs: Pair[] = [
    {
      label: words.label('due'),
      value: printedAmount(facts.dueAmount, style.money, { label: 'montant_du', withCurrency: true }),
      strong: true,
    },
  ];
  if (facts.due !== null)
    pairs.push({ label: words.label('dueDate'), value: [value('date_echeance', style.date(facts.due))] });
  if (random.chance(0.5)) pairs.push({ label: words.label('invoiceNumber'), value: numberText(facts) });
  if (random.chance(0.6)) pairs.push({ label: words.label('customerNumber'), value: facts.customerNumber });
  const form = random.weighted<PairForm>({ spread: 4, stacked: 3, headings: 2, inline: 1 });
  const inner = pairsBlock(
    random,
    style,
    random.chance(0.7) ? pairs : random.shuffled(pairs),
    form,
    width - 12,
  );
  return inner.framed(6, random.chance(0.5) ? { fill: '#eceff3' } : { stroke: style.accent });
}

/** A slip below a line to cut along: payee, account, amount, reference, payer. */
export function paymentSlip(
  random: Random,
  style: Style,
  facts: Facts,
  truth: TruthKeeper,
  width: number,
): Block {
  const { words } = style;
  const block = new Block(width);
  block.rule(0, 2, width, 2, 0.6, '#333333', true);
  block.height = 10;
  const account = facts.seller.accounts[0];
  const left: Pair[] = [
    { label: words.label('holder'), value: [value('nom_fournisseur', facts.seller.name)] },
  ];
  if (account) {
    truth.set('iban', account.iban);
    left.push({ label: words.label('iban'), value: [value('iban', printedIban(random, account.iban))] });
  }
  truth.amount('montant_du', facts.dueAmount, facts.currency);
  const right: Pair[] = [
    {
      label: random.chance(0.5) ? words.label('due') : facts.currency,
      value: printedAmount(facts.dueAmount, style.money, { label: 'montant_du' }),
    },
    {
      label: words.label('paymentReference'),
      value: random.chance(0.6) ? numberText(facts) : facts.customerNumber,
    },
  ];
  if (facts.due !== null && random.chance(0.5))
    right.push({ label: words.label('dueDate'), value: [value('date_echeance', style.date(facts.due))] });
  if (random.chance(0.5))
    right.push({ label: words.label('billTo'), value: [value('nom_client', facts.buyer.name)] });
  const form = random.weighted<PairForm>({ stacked: 4, inline: 3, columns: 2 });
  const half = width / 2 - 10;
  const top = block.height;
  block.place(pairsBlock(random, style, left, form, half), 0, top);
  block.place(pairsBlock(random, style, random.shuffled(right), form, half), width / 2 + 10, top);
  return block;
}

/** Running text of letters and contracts, with amounts and dates that are nobody's total. */
export function letterBody(random: Random, style: Style, facts: Facts, width: number): Block {
  const block = new Block(width);
  const paragraphs = random.int(2, 6);
  for (let i = 0; i < paragraphs; i++) {
    const sentences = Array.from({ length: random.int(1, 4) }, () =>
      style.words.fresh(random.pick(['lateMention', 'notes', 'thanks'] as const)),
    );
    block.line(sentences.join(' '), typed(style), 'left', style.leading);
    if (random.chance(0.4))
      block.line(
        joined(
          `${style.date(facts.delivered)} : `,
          printedAmount(random.int(1000, 90_000), style.money, { withCurrency: false }),
        ),
        typed(style),
        'left',
        style.leading,
      );
    block.gap(style.size * 0.9);
  }
  return block;
}
