/** Totals and the breakdown of taxes. */

import type { FieldLabel } from '../../../domain/extraction/result.ts';
import type { OtherAmount } from '../document.ts';
import { Block, widthIn } from '../drawing/block.ts';
import { joined, type Text, value } from '../drawing/text.ts';
import type { Facts } from '../facts/facts.ts';
import { printedAmount } from '../formats/money-format.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import type { Concept } from '../wordings/concepts.ts';
import type { Pair } from './pairs.ts';
import { percent, type Style, type as typed } from './style.ts';

/** Prints amounts and notes them as true. */
class Amounts {
  readonly #style: Style;
  readonly #truth: TruthKeeper;
  readonly #facts: Facts;

  constructor(style: Style, facts: Facts, truth: TruthKeeper) {
    this.#style = style;
    this.#facts = facts;
    this.#truth = truth;
  }

  of(label: FieldLabel | OtherAmount, minor: number, withCurrency?: boolean): Text {
    this.#truth.amount(label, minor, this.#facts.currency);
    return printedAmount(minor, this.#style.money, { label, withCurrency });
  }
}

/** The label of a tax with its rate where the wording wants it, or the rate is told beside it. */
function taxLabel(random: Random, style: Style, rate: number | null): Text {
  const wording = style.words.fresh('tax');
  if (rate === null) return style.words.label('tax');
  const printed = value('taux_tva', percent(rate, style));
  if (!wording.includes('{rate}')) {
    if (random.chance(0.5)) return style.words.label('tax');
    const [open, close] = random.pick([
      [' ', ''],
      [' (', ')'],
      [' @ ', ''],
    ] as const);
    return joined(style.words.label('tax'), open, printed, close);
  }
  const [before = '', after = ''] = wording.split('{rate}');
  return [
    style.words.cased(before || ' ').replace(/^ $/, ''),
    printed,
    style.words.habits.case === 'upper' ? after.toUpperCase() : after,
  ];
}

/** Rows of the totals, top to bottom. Also tells which of them are shown. */
export interface TotalsPlan {
  rows: { label: Text; value: Text; strong: boolean }[];
  /** Whether the breakdown should be printed beside. */
  breakdown: boolean;
}

/** Chooses which totals a document prints and notes them. */
export function planTotals(random: Random, style: Style, facts: Facts, truth: TruthKeeper): TotalsPlan {
  const amounts = new Amounts(style, facts, truth);
  const rows: TotalsPlan['rows'] = [];
  const label = (concept: Concept) => style.words.label(concept);
  const everywhere = style.money.everywhere;
  const totalCurrency = everywhere || random.chance(0.55);
  const add = (text: Text, amount: Text, strong = false) => rows.push({ label: text, value: amount, strong });
  const changed = facts.discount > 0 || facts.shipping > 0 || facts.eco > 0;
  if (changed) {
    if (random.chance(0.85)) add(label('subtotal'), amounts.of('subtotal', facts.itemsTotal));
    if (facts.discount > 0) {
      const wording = style.words.fresh('discount').replace('{rate}', percent(facts.discountRate, style));
      add(wording, amounts.of('montant_remise', random.chance(0.7) ? -facts.discount : facts.discount));
      truth.amount('montant_remise', facts.discount, facts.currency);
    }
    if (facts.shipping > 0) add(label('shipping'), amounts.of('frais_port', facts.shipping));
    if (facts.eco > 0) add(label('ecoContribution'), amounts.of('eco_contribution', facts.eco));
  }
  const withTax = !facts.taxFree;
  if (withTax) {
    if (random.chance(0.93)) add(label('net'), amounts.of('montant_ht', facts.net));
    // Taxes: each rate, or their sum, or both.
    const each = facts.vat.length > 1 ? random.chance(0.55) : random.chance(0.6);
    if (each)
      for (const row of facts.vat) {
        if (row.rate === 0 && random.chance(0.6)) continue;
        const single = facts.vat.length === 1;
        const amount = single ? amounts.of('montant_tva', row.tax) : printedAmount(row.tax, style.money);
        add(taxLabel(random, style, row.rate), amount);
      }
    if (!each || (facts.vat.length > 1 && random.chance(0.35)))
      add(label('tax'), amounts.of('montant_tva', facts.tax));
  } else if (random.chance(0.35)) add(label('net'), amounts.of('montant_ht', facts.net));
  if (facts.taxFree && random.chance(0.3)) add(label('tax'), amounts.of('montant_tva', 0));
  if (facts.rounding !== 0) add(label('rounding'), amounts.of('arrondi', facts.rounding));
  const more = facts.deposit > 0 || facts.previousBalance > 0 || facts.settled;
  const grossShown = more || random.chance(0.95);
  if (grossShown)
    add(label('gross'), amounts.of('montant_ttc', facts.gross, totalCurrency), !more && random.chance(0.7));
  if (facts.deposit > 0) {
    add(label('deposit'), amounts.of('montant_acompte', random.chance(0.5) ? -facts.deposit : facts.deposit));
    truth.amount('montant_acompte', facts.deposit, facts.currency);
  }
  if (facts.previousBalance > 0) {
    add(label('previousBalance'), amounts.of('solde_anterieur', facts.previousBalance));
    if (facts.previousPaid > 0) add(label('paid'), amounts.of('paid', -facts.previousPaid));
  }
  if (facts.settled) add(label('paid'), amounts.of('montant_acompte', facts.gross));
  const dueShown = more || !grossShown || random.chance(0.28);
  if (dueShown && facts.kind !== 'quote' && facts.kind !== 'order') {
    add(label('due'), amounts.of('montant_du', facts.dueAmount, totalCurrency), random.chance(0.75));
    // A document whose only total is what is due says its total with it.
    if (!grossShown) truth.amount('montant_ttc', facts.gross, facts.currency);
  } else if (!grossShown) add(label('gross'), amounts.of('montant_ttc', facts.gross, totalCurrency), true);
  truth.set('devise', facts.currency);
  return { rows, breakdown: withTax && random.chance(facts.vat.length > 1 ? 0.75 : 0.22) };
}

/** The totals as a block, right-aligned amounts, or a table with headings. */
export function totalsBlock(random: Random, style: Style, plan: TotalsPlan, width: number): Block {
  const form = random.weighted({ right: 9, headings: 1, inline: 1, boxed: 2 });
  if (form === 'headings' && plan.rows.length <= 6) {
    const pairs: Pair[] = plan.rows.map((row) => ({ label: '', value: row.value, strong: row.strong }));
    return headingTotals(random, style, plan, width, pairs.length);
  }
  if (form === 'inline') return inlineTotals(random, style, plan, width);
  const block = new Block(width);
  const gap = random.between(0.1, 0.6) * style.size;
  const ruled = random.chance(0.35);
  const big = random.between(1, 1.45);
  const colon = random.chance(0.45);
  const labelRight = random.chance(0.15);
  const amountWidth =
    Math.max(...plan.rows.map((row) => widthIn(row.value, typed(style, { bold: true, size: big })))) + 14;
  const highlight = random.chance(0.25) ? style.accent : null;
  for (const row of plan.rows) {
    const look = typed(style, { size: row.strong ? big : 1, bold: row.strong || style.boldLabels });
    const height = look.size * 1.2 + gap;
    const top = block.height;
    const filled = row.strong && highlight !== null;
    if (filled) block.box(-3, top, width + 6, height, { fill: highlight });
    const color = filled ? '#ffffff' : style.ink;
    const text = colon ? joined(row.label, style.words.habits.colon || ':') : row.label;
    const room = width - amountWidth;
    const need = widthIn(text, look);
    const fitted =
      need > room ? { ...look, stretch: (look.stretch ?? 1) * Math.max(0.55, room / need) } : look;
    const y = top + gap / 2 + look.size * 0.85;
    if (labelRight) block.text(room, y, text, { ...fitted, color }, 'right');
    else block.text(0, y, text, { ...fitted, color });
    block.text(width, y, row.value, { ...look, bold: row.strong || style.boldValues, color }, 'right');
    block.height = top + height;
    if (ruled || (row.strong && random.chance(0.3)))
      block.rule(0, block.height, width, block.height, 0.5, '#666666');
  }
  return form === 'boxed' ? block.framed(5, { stroke: '#555555' }) : block;
}

function inlineTotals(random: Random, style: Style, plan: TotalsPlan, width: number): Block {
  const block = new Block(width);
  const align = random.pick(['left', 'right', 'right'] as const);
  for (const row of plan.rows)
    block.line(
      joined(row.label, style.words.habits.colon || ':', ' ', row.value),
      typed(style, { bold: row.strong }),
      align,
      style.leading,
    );
  return block;
}

/** Labels in one row, amounts in the row below. */
function headingTotals(random: Random, style: Style, plan: TotalsPlan, width: number, count: number): Block {
  const block = new Block(width);
  const look = typed(style, { size: count > 4 ? 0.85 : 0.95 });
  const need = plan.rows.map(
    (row) =>
      Math.max(widthIn(row.label, { ...look, bold: true }), widthIn(row.value, { ...look, bold: true })) + 10,
  );
  const total = need.reduce((sum, part) => sum + part, 0);
  const scale = width / total;
  const height = look.size * 1.8;
  const boxed = random.chance(0.7);
  const filled = random.chance(0.4);
  if (filled) block.box(0, 0, width, height, { fill: '#e9e9e9' });
  const squeeze = { ...look, stretch: (look.stretch ?? 1) * Math.min(1, scale) };
  let x = 0;
  plan.rows.forEach((row, index) => {
    const cell = need[index]! * scale;
    block.text(x + cell / 2, height * 0.68, row.label, { ...squeeze, bold: style.boldLabels }, 'center');
    block.text(x + cell / 2, height * 1.68, row.value, { ...squeeze, bold: row.strong }, 'center');
    if (boxed) block.box(x, 0, cell, height * 2, { stroke: '#666666' });
    x += cell;
  });
  block.height = height * 2;
  return block;
}

/** The breakdown of taxes by rate as a small table; notes its rows. */
export function breakdownBlock(
  random: Random,
  style: Style,
  facts: Facts,
  truth: TruthKeeper,
  width: number,
): Block {
  const block = new Block(width);
  const look = typed(style, { size: random.pick([0.82, 0.9, 1]) });
  const order = random.pick([
    ['rate', 'base', 'tax'],
    ['rate', 'base', 'tax'],
    ['base', 'rate', 'tax'],
    ['rate', 'base', 'tax', 'gross'],
    ['base', 'rate', 'tax', 'gross'],
    ['code', 'rate', 'base', 'tax'],
    ['rate', 'tax', 'base'],
  ] as const);
  const headingOf = {
    rate: 'rate',
    base: 'base',
    tax: 'taxAmount',
    gross: 'headTotalGross',
    code: 'headPosition',
  } as const;
  const headings = order.map((kind) => (kind === 'code' ? 'Code' : style.words.label(headingOf[kind])));
  const sign = random.chance(0.7);
  const rows = facts.vat.map((row, index): Text[] => {
    truth.vatRows.push({ rate: row.rate, base: row.base / 100, tax: row.tax / 100 });
    return order.map((kind): Text => {
      if (kind === 'rate') {
        const text = percent(row.rate, style);
        return [value('taux_tva', sign ? text : text.replace(/\s*%/, ''))];
      }
      if (kind === 'code') return random.chance(0.5) ? String(index + 1) : 'ABCDE'[index]!;
      const single = facts.vat.length === 1;
      if (kind === 'base')
        return printedAmount(row.base, style.money, {
          label: single && truth.values.has('montant_ht') ? 'montant_ht' : undefined,
        });
      if (kind === 'tax')
        return printedAmount(row.tax, style.money, {
          label: single && truth.values.has('montant_tva') ? 'montant_tva' : undefined,
        });
      return printedAmount(row.base + row.tax, style.money, {
        label: single && facts.rounding === 0 && truth.values.has('montant_ttc') ? 'montant_ttc' : undefined,
      });
    });
  });
  if (facts.vat.length > 1 && random.chance(0.4)) {
    rows.push(
      order.map((kind): Text => {
        if (kind === 'base')
          return printedAmount(facts.net, style.money, {
            label: truth.values.has('montant_ht') ? 'montant_ht' : undefined,
          });
        if (kind === 'tax')
          return printedAmount(facts.tax, style.money, {
            label: truth.values.has('montant_tva') ? 'montant_tva' : undefined,
          });
        if (kind === 'gross')
          return printedAmount(facts.net + facts.tax, style.money, {
            label: facts.rounding === 0 && truth.values.has('montant_ttc') ? 'montant_ttc' : undefined,
          });
        return kind === order[0] ? 'Total' : '';
      }),
    );
  }
  const cell = width / order.length;
  const height = look.size * random.between(1.3, 1.8);
  const boxed = random.chance(0.45);
  const align = random.chance(0.75) ? 'right' : 'center';
  const put = (texts: readonly Text[], bold: boolean) => {
    const top = block.height;
    texts.forEach((text, index) => {
      const need = widthIn(text, { ...look, bold });
      const squeezed =
        need > cell - 4 ? { ...look, stretch: (look.stretch ?? 1) * ((cell - 4) / need) } : look;
      const at = align === 'right' ? (index + 1) * cell - 3 : (index + 0.5) * cell;
      block.text(at, top + height * 0.7, text, { ...squeezed, bold }, align);
      if (boxed) block.box(index * cell, top, cell, height, { stroke: '#888888' });
    });
    block.height = top + height;
  };
  put(headings, style.boldLabels);
  if (!boxed && random.chance(0.6)) block.rule(0, height, width, height, 0.5);
  for (const row of rows) put(row, false);
  return block;
}

/** Rates of a document as the truth says them: one number, or several joined by `;`, lowest first. */
export function noteRates(rates: readonly number[], truth: TruthKeeper): void {
  const each = [...new Set(rates)].sort((a, b) => a - b);
  truth.set(
    'taux_tva',
    each.length === 1 ? each[0]! : each.join(';'),
    each.map((rate) => `${rate} %`).join(' ; '),
  );
}
