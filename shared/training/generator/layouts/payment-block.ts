/** How and where to pay, and what stands below. */
import { Block } from '../drawing/block.ts';
import { joined, type Text, value } from '../drawing/text.ts';
import type { Facts } from '../facts/facts.ts';
import { isoDay } from '../formats/date-format.ts';
import { printedAmount } from '../formats/money-format.ts';
import { printedIban } from '../parties/identifiers.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import { type Pair, type PairForm, pairsBlock } from './pairs.ts';
import { legalLines, type PrintedIds } from './party-blocks.ts';
import { type Style, type as typed } from './style.ts';

/** Terms that count from the end of a month, or give a discount for haste. */
const END_OF_MONTH = /fin de mois|f\.\s?m|fine mese|end of month|f\.f\.|Skonto|2%/i;

/** The terms as printed; noted as true. */
function termsText(random: Random, style: Style, facts: Facts, truth: TruthKeeper): Text {
  const days = facts.termDays;
  const all = style.words;
  let wording = all.fresh('termsValues');
  // Terms that contradict the due date would be a lie.
  const lie = () =>
    (days === null || days === 0 ? wording.includes('#') : !wording.includes('#')) ||
    (facts.due !== null && END_OF_MONTH.test(wording));
  for (let i = 0; i < 24 && lie(); i++) wording = all.fresh('termsValues');
  const text = wording.replace('#', String(days ?? 30));
  truth.set('conditions_paiement', text);
  // Days from the date of the document give a due date that nobody printed.
  if (days !== null && wording.includes('#') && !END_OF_MONTH.test(wording)) {
    truth.set('date_echeance', isoDay(facts.issued + days));
    truth.implied.set('date_echeance', ['conditions_paiement', 'date_facture']);
  }
  return [value('conditions_paiement', random.chance(0.06) ? text.toUpperCase() : text)];
}

/** Pairs of the account: bank, IBAN, BIC, holder. The first account is the true one. */
function bankPairs(random: Random, style: Style, facts: Facts, truth: TruthKeeper): Pair[] {
  const { words } = style;
  const [account, second] = facts.seller.accounts;
  if (!account) {
    if (random.chance(0.5)) return [];
    return [
      {
        label: words.label('bank'),
        value: random.pick(['Harbour Bank', 'First Meadow Bank', 'Northgate Savings']),
      },
      {
        label: random.pick(['Account No.', 'A/C No', 'Account Number', 'Acc No']),
        value: random.pick([random.digits(8), random.digits(10), random.digits(12)]),
      },
      ...(random.chance(0.5)
        ? [
            {
              label: random.pick(['Sort Code', 'BSB', 'Routing No.', 'ABA', 'IFSC', 'Branch code']),
              value: random.pick([
                `${random.digits(2)}-${random.digits(2)}-${random.digits(2)}`,
                random.digits(9),
                random.digits(6),
              ]),
            },
          ]
        : []),
    ];
  }
  truth.set('iban', account.iban);
  const pairs: Pair[] = [];
  if (random.chance(0.4)) pairs.push({ label: words.label('bank'), value: account.bank });
  if (random.chance(0.25))
    pairs.push({ label: words.label('holder'), value: [value('nom_fournisseur', facts.seller.name)] });
  pairs.push({ label: words.label('iban'), value: [value('iban', printedIban(random, account.iban))] });
  if (random.chance(0.75)) {
    truth.set('bic', account.bic);
    pairs.push({ label: words.label('bic'), value: [value('bic', account.bic)] });
  }
  // A second account is as true as the first; which one is meant nobody can know, so only the first is noted.
  if (second && random.chance(0.5))
    pairs.push(
      { label: words.label('bank'), value: second.bank },
      { label: words.label('iban'), value: printedIban(random, second.iban) },
    );
  return random.chance(0.15) ? random.shuffled(pairs) : pairs;
}

/** Terms, method, due date, account and sentences, in the order they fall. */
export function paymentBlock(
  random: Random,
  style: Style,
  facts: Facts,
  truth: TruthKeeper,
  width: number,
  withBank: boolean,
): Block {
  const { words } = style;
  const block = new Block(width);
  const pairs: Pair[] = [];
  if (random.chance(facts.kind === 'invoice' ? 0.55 : 0.25))
    pairs.push({ label: words.label('terms'), value: termsText(random, style, facts, truth) });
  if (random.chance(0.3))
    pairs.push({ label: words.label('paymentMethod'), value: words.fresh('paymentMethods') });
  if (facts.due !== null && random.chance(0.3))
    pairs.push({ label: words.label('dueDate'), value: [value('date_echeance', style.date(facts.due))] });
  if (withBank) pairs.push(...bankPairs(random, style, facts, truth));
  if (pairs.length > 0) {
    const form = random.weighted<PairForm>({ inline: 5, columns: 3, stacked: 0.6, headings: 0.5 });
    if (random.chance(0.15))
      block.line(
        pairs.flatMap((pair, index) =>
          joined(
            index > 0 ? random.pick([' - ', '  ', ' ; ', ' | ']) : '',
            words.withColon(pair.label),
            ' ',
            pair.value,
          ),
        ),
        typed(style, { size: 0.95 }),
        'left',
        style.leading,
      );
    else block.place(pairsBlock(random, style, pairs, form, width), 0, block.height);
  }
  if (facts.due !== null && facts.kind === 'invoice' && random.chance(0.16)) {
    truth.amount('montant_du', facts.dueAmount, facts.currency);
    const due = facts.due;
    const parts = words.fresh('pleasePay').split(/(\{amount\}|\{due\})/);
    const sentence = parts.flatMap((part): (string | ReturnType<typeof value>)[] => {
      if (part === '{amount}')
        return joined(
          printedAmount(facts.dueAmount, style.money, { label: 'montant_du', withCurrency: true }),
        );
      if (part === '{due}') return [value('date_echeance', style.date(due))];
      return [part];
    });
    block.gap(style.size * 0.6);
    block.line(sentence, typed(style, { bold: random.chance(0.3) }), 'left', style.leading);
  }
  return block;
}

/** Notes, mentions and thanks. */
export function notesBlock(random: Random, style: Style, width: number): Block {
  const block = new Block(width);
  const look = typed(style, {
    size: random.pick([0.75, 0.8, 0.9, 1]),
    color: random.chance(0.3) ? '#777777' : style.ink,
  });
  if (random.chance(0.4)) block.line(style.words.fresh('notes'), look, 'left', style.leading);
  if (random.chance(0.4)) block.line(style.words.fresh('lateMention'), look, 'left', style.leading);
  if (random.chance(0.25)) block.line(style.words.fresh('lateMention'), look, 'left', style.leading);
  if (random.chance(0.35))
    block.line(style.words.fresh('thanks'), look, random.pick(['left', 'center'] as const), style.leading);
  return block;
}

/** The footer: the seller in small print, its numbers and accounts, page numbers. */
export function footerBlock(
  random: Random,
  style: Style,
  facts: Facts,
  truth: TruthKeeper,
  ids: PrintedIds,
  width: number,
  must: { seller: boolean; bank: boolean },
): Block {
  const block = new Block(width);
  const { seller } = facts;
  const look = typed(style, {
    size: random.between(0.62, 0.85),
    color: random.chance(0.5) ? '#555555' : style.ink,
  });
  const separator = random.pick([' - ', ' | ', ' · ', ', ', ' – ', '  ']);
  const group = Symbol('adresse_fournisseur');
  const name: Text = [value('nom_fournisseur', seller.name)];
  const address: Text = seller.address.flatMap((line, index) => [
    index > 0 ? random.pick([', ', ' ', ' - ']) : '',
    value('adresse_fournisseur', line.trim(), group),
  ]);
  if (random.chance(0.5)) {
    block.rule(0, 0, width, 0, 0.5, '#999999');
    block.gap(2);
  }
  const legal = legalLines(random, style, facts, ids);
  const bank = must.bank ? bankPairs(random, style, facts, truth) : [];
  if (random.chance(0.25)) {
    // Three columns, as German letters have them.
    const columns: Text[][] = [
      [name, ...seller.address.map((line): Text => [value('adresse_fournisseur', line.trim(), group)])],
      [`${style.words.of('phone')} ${seller.phone}`, seller.email, ...legal.slice(0, 2)],
      [...bank.map((pair) => joined(style.words.withColon(pair.label), ' ', pair.value)), ...legal.slice(2)],
    ].filter((column) => column.length > 0);
    const part = width / columns.length;
    const top = block.height;
    columns.forEach((lines, index) => {
      const inner = new Block(part - 8);
      for (const line of lines) inner.line(line, look, 'left', 1.2);
      block.place(inner, index * part, top);
      block.height = Math.max(block.height, top + inner.height);
    });
    return block;
  }
  const lines: Text[] = [];
  if (must.seller || random.chance(0.6))
    lines.push(
      joined(
        name,
        separator,
        address,
        ...(random.chance(0.5) ? [separator, `${style.words.of('phone')} ${seller.phone}`] : []),
      ),
    );
  if (legal.length > 0) lines.push(legal.flatMap((line, index) => joined(index > 0 ? separator : '', line)));
  if (bank.length > 0)
    lines.push(
      bank.flatMap((pair, index) =>
        joined(index > 0 ? separator : '', style.words.withColon(pair.label), ' ', pair.value),
      ),
    );
  const align = random.chance(0.75) ? 'center' : 'left';
  for (const line of lines) block.line(line, look, align, 1.25);
  return block;
}
