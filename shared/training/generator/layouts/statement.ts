/** Statements of account: the invoices that are open, and what they come to. */
import { Block } from '../drawing/block.ts';
import { value } from '../drawing/text.ts';
import type { Facts } from '../facts/facts.ts';
import { documentNumber } from '../facts/numbering.ts';
import { printedAmount, printedNumber } from '../formats/money-format.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import { type Style, type as typed } from './style.ts';

/** The table of open invoices with their balance, which is what is due. */
export function statementTable(
  random: Random,
  style: Style,
  facts: Facts,
  truth: TruthKeeper,
  width: number,
): Block {
  const { words } = style;
  const block = new Block(width);
  const look = typed(style, { size: 0.95 });
  const balanceColumn = random.chance(0.6);
  const ends = balanceColumn ? [0, 0.2, 0.56, 0.78, 1] : [0, 0.25, 0.68, 1];
  const row = (cells: readonly string[], bold: boolean) => {
    const y = block.height + look.size * 1.05;
    cells.forEach((cell, index) => {
      if (index < 2) block.text(ends[index]! * width, y, cell, { ...look, bold });
      else block.text(ends[index]! * width, y, cell, { ...look, bold }, 'right');
    });
    block.height = y + look.size * random.between(0.5, 0.6);
  };
  row(
    [
      words.label('headDate'),
      words.label('invoiceNumber'),
      words.label('dueDate'),
      words.label('headTotal'),
      ...(balanceColumn ? [words.of('due')] : []),
    ].slice(0, ends.length),
    true,
  );
  block.rule(0, block.height, width, block.height, 0.7);
  let balance = 0;
  const count = random.int(2, 14);
  for (let i = 0; i < count; i++) {
    const day = facts.issued - (count - i) * random.int(4, 16);
    const paid = random.chance(0.25) && balance > 0;
    const amount = paid ? -random.int(1, balance) : random.int(1200, 240_000);
    balance += amount;
    row(
      [
        style.date(day),
        paid ? words.of('paid') : documentNumber(random, 2024, 3),
        style.date(day + 30),
        printedNumber(amount, style.money),
        ...(balanceColumn ? [printedNumber(balance, style.money)] : []),
      ],
      false,
    );
  }
  block.rule(0, block.height, width, block.height, 0.7);
  truth.amount('montant_du', balance, facts.currency);
  truth.set('devise', facts.currency);
  truth.implied.set('devise', ['montant_du']);
  const y = block.height + look.size * 1.6;
  block.text(0.62 * width, y, words.label('due'), { ...look, bold: true }, 'right');
  block.text(
    width,
    y,
    printedAmount(balance, style.money, { label: 'montant_du', withCurrency: true }),
    { ...look, bold: true },
    'right',
  );
  block.height = y + look.size * 0.6;
  if (random.chance(0.3)) {
    const parts = ['0-30', '31-60', '61-90', '> 90'];
    const cell = width / parts.length;
    const top = block.height + 8;
    parts.forEach((part, index) => {
      block.text(index * cell + 4, top + look.size, part, look);
      block.text(
        index * cell + 4,
        top + look.size * 2.3,
        index === 0
          ? [value('montant_du', printedNumber(balance, style.money))]
          : printedNumber(0, style.money),
        look,
      );
    });
    block.height = top + look.size * 3;
  }
  return block;
}
