/** What was bought, in the ways that tills list it. */
import { value } from '../drawing/text.ts';
import { type MoneyFormat, printedNumber, printedQuantity } from '../formats/money-format.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import type { Words } from '../wordings/wordings.ts';
import type { ReceiptFacts } from './receipt-facts.ts';
import type { TillPaper } from './till-paper.ts';

function rateLetter(facts: ReceiptFacts, index: number, letters: readonly string[]): string {
  return letters[index % letters.length] ?? String(facts.rates[index]);
}

const LETTERS: readonly (readonly string[])[] = [
  ['A', 'B'],
  ['1', '2'],
  ['B', 'A'],
  ['SR', 'ZR'],
  ['S', 'Z'],
  ['T', 'X'],
  ['*', ''],
  ['C', 'D'],
];

/** Prints the items and notes them as true lines. */
export function itemRows(
  random: Random,
  paper: TillPaper,
  facts: ReceiptFacts,
  words: Words,
  money: MoneyFormat,
  truth: TruthKeeper,
): void {
  const form = random.weighted({ plain: 5, quantityFirst: 3, below: 3, columns: 3, code: 1.5 });
  const letters = random.chance(0.4) ? random.pick(LETTERS) : null;
  const amountOf = (minor: number, rate: number): string =>
    `${printedNumber(minor, money)}${letters ? ` ${rateLetter(facts, rate, letters)}` : ''}`;
  const currencyLine = random.chance(0.15);
  if (currencyLine) paper.columns(['', [value('devise', money.symbol)]], [0, 1]);
  const threeDecimals = facts.shop === 'fuel';
  if (form === 'columns') {
    const heads = [
      words.label('headDescription'),
      words.label('headQuantity'),
      words.label('headPrice'),
      words.label('headTotal'),
    ];
    paper.columns(
      heads.map((head) => head.slice(0, 11)),
      [0, 0.52, 0.76, 1],
    );
    if (random.chance(0.7)) paper.rule();
  }
  const times = random.pick([' x ', ' X ', ' x', 'x', ' * ', ' @ ']);
  for (const item of facts.items) {
    const group = Symbol('line');
    const name = [value('line', item.name, group)];
    const quantity = printedQuantity(
      item.quantity,
      money,
      item.quantity % 1 === 0 ? 0 : threeDecimals ? 2 : 3,
    );
    const price = printedNumber(item.price, money);
    const total = amountOf(item.total, item.rate);
    const several = item.quantity !== 1;
    if (form === 'plain') {
      if (several && random.chance(0.9)) {
        paper.columns([`${random.chance(0.5) ? '  ' : ''}${quantity}${times}${price}`], [1]);
      }
      paper.columns([name, total], [0, 1]);
    } else if (form === 'quantityFirst') paper.columns([[`${quantity} `, ...name], total], [0, 1]);
    else if (form === 'below') {
      paper.line(name);
      paper.columns([`${random.chance(0.5) ? '   ' : ''}${quantity}${times}${price}`, total], [0, 1]);
    } else if (form === 'code') {
      paper.line([`${item.code} `, ...name]);
      paper.columns(['', `${quantity}${times}${price}`, total], [0, 0.62, 1]);
    } else if (item.name.length > 16) {
      paper.line(name);
      paper.columns(['', quantity, price, total], [0, 0.52, 0.76, 1]);
    } else paper.columns([name, quantity, price, total], [0, 0.52, 0.76, 1]);
    const printed = form !== 'quantityFirst' && (several || form !== 'plain');
    truth.lines.push({
      description: item.name,
      quantity: form === 'plain' && !several ? null : item.quantity,
      unit_price: printed ? item.price / 100 : null,
      total: item.total / 100,
      vat_rate: null,
      group,
    });
  }
  if (random.chance(0.7)) paper.rule();
  if (random.chance(0.25)) {
    const count = facts.items.reduce((sum, item) => sum + (item.quantity % 1 === 0 ? item.quantity : 1), 0);
    paper.line(`${words.withColon(words.of('items'))} ${count}`);
  }
}
