/** Whole business documents: invoices, credit notes, quotes, orders, bills, composed from parts at random. */
import { type Align, Block, Canvas, stacked } from '../drawing/block.ts';
import type { Facts } from '../facts/facts.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import { headerPattern, sheetOf } from './header-plan.ts';
import { carryBlock, itemsTable } from './items-table.ts';
import {
  keepReferences,
  type MetaPlan,
  metaPairs,
  sentenceText,
  titleBlock,
  townDateText,
} from './meta-block.ts';
import { type PairForm, pairsBlock } from './pairs.ts';
import { buyerBlock, sellerBlock, sellerIds, shipToBlock } from './party-blocks.ts';
import { footerBlock, notesBlock, paymentBlock } from './payment-block.ts';
import { letterBody, paymentSlip, summaryBlock } from './slips.ts';
import { statementTable } from './statement.ts';
import { type Style, type as typed } from './style.ts';
import { breakdownBlock, noteRates, planTotals, totalsBlock } from './totals-block.ts';

/** Composes a business document; what it truly says goes into `truth`. */
export function composeBusiness(random: Random, style: Style, facts: Facts, truth: TruthKeeper): Canvas {
  const sheet = sheetOf(random, facts.seller.country.letter);
  const canvas = new Canvas(sheet.width, sheet.height);
  const width = sheet.width - sheet.left - sheet.right;
  keepReferences(facts, truth);
  truth.set('nom_fournisseur', facts.seller.name);
  truth.set('adresse_fournisseur', facts.seller.address.map((line) => line.trim()).join(', '));
  const ids = sellerIds(random, facts.seller, truth);
  const plan: MetaPlan = {
    title: random.weighted({ word: 6, number: 2.5, 'number and date': 1 }),
    sentence: random.chance(0.07),
    townDate: random.chance(facts.language === 'fr' || facts.language === 'de' ? 0.06 : 0.025),
  };

  // Header.
  const sellerInFooterOnly = random.chance(0.07);
  const window = random.chance(0.3);
  const parts: Record<string, (room: number, column: number, columns: number) => Block> = {
    S: (room, column, columns) => {
      const align: Align =
        columns === 1
          ? random.weighted({ left: 4, center: 3, right: 1 })
          : column === columns - 1 && columns > 1
            ? random.weighted({ left: 5, right: 3, center: 0.5 })
            : random.weighted({ left: 9, center: 1 });
      if (sellerInFooterOnly) {
        const logo = new Block(room);
        logo.shape({
          kind: 'logo',
          x: 0,
          y: 0,
          width: 70,
          height: 34,
          color: style.accent,
          form: random.int(0, 5),
        });
        logo.height = 38;
        return logo;
      }
      return sellerBlock(random, style, facts, ids, room, align);
    },
    T: (room, column, columns) => {
      const align: 'left' | 'center' | 'right' =
        columns === 1
          ? random.weighted({ left: 4, center: 3, right: 1 })
          : column > 0
            ? random.weighted({ left: 3, right: 3 })
            : 'left';
      const title = titleBlock(random, style, facts, plan, room, align);
      if (!plan.townDate) return title;
      const date = new Block(room);
      date.line(
        townDateText(random, style, facts),
        typed(style),
        random.chance(0.5) ? 'right' : align,
        style.leading,
      );
      return stacked(random.chance(0.6) ? [date, title] : [title, date], style.size);
    },
    M: (room, column, columns) => {
      const pairs = metaPairs(random, style, facts, plan, truth);
      if (pairs.length === 0) return new Block(room);
      const form: PairForm =
        columns === 1
          ? random.weighted({ headings: 4, inline: 3, columns: 2, grid: 2 })
          : random.weighted({ inline: 4, columns: 5, spread: 2, stacked: 1.5, headings: room > 230 ? 1 : 0 });
      const block = pairsBlock(
        random,
        style,
        pairs,
        form,
        room,
        column > 0 && columns > 1 && form === 'inline' && random.chance(0.3) ? 'right' : 'left',
      );
      return random.chance(0.12)
        ? block.framed(4, random.chance(0.5) ? { stroke: '#888888' } : { fill: '#f3f3f3' })
        : block;
    },
    B: (room) => {
      const block = buyerBlock(random, style, facts, truth, Math.min(room, 260), window);
      return random.chance(0.15)
        ? block.framed(5, random.chance(0.6) ? { stroke: '#777777' } : { fill: '#f3f3f3' })
        : block;
    },
    D: (room) => (facts.shipTo ? shipToBlock(random, style, facts, Math.min(room, 240)) : new Block(room)),
    '-': (room) => new Block(room),
  };
  let y = sheet.top;
  const drawn = new Set<string>();
  for (const row of headerPattern(random)) {
    const cells = row.split('|');
    const split = cells.length === 2 ? random.between(0.42, 0.64) : 1 / cells.length;
    const gap = 14;
    const starts =
      cells.length === 1
        ? [0]
        : cells.length === 2
          ? [0, split * width]
          : cells.map((_, index) => (index * width) / cells.length);
    const heights = cells.map((cell, index) => {
      const from = starts[index]!;
      const to = index === cells.length - 1 ? width : starts[index + 1]! - gap;
      const blocks = [...cell]
        .filter((part) => part === '-' || !drawn.has(part))
        .map((part) => {
          drawn.add(part);
          return parts[part]!(to - from, index, cells.length);
        });
      const block = stacked(blocks, random.between(4, 14));
      canvas.place(block, sheet.left + from, y);
      return block.height;
    });
    y += Math.max(0, ...heights) + random.between(6, window ? 34 : 24);
  }

  // Body.
  const body = new Block(width);
  if (plan.sentence)
    body.line(
      sentenceText(style, facts),
      typed(style, { bold: random.chance(0.5), size: random.pick([1, 1.1, 1.3]) }),
      'left',
      style.leading,
    );
  if (random.chance(0.12)) body.line(style.words.fresh('notes'), typed(style), 'left', style.leading);
  if (body.height > 0) {
    canvas.place(body, sheet.left, y);
    y += body.height + 8;
  }
  const dues = facts.kind === 'invoice' && !facts.settled;
  if (dues && random.chance(facts.trade === 'utilities' ? 0.55 : 0.06)) {
    const summary = summaryBlock(
      random,
      style,
      facts,
      truth,
      random.chance(0.5) ? width : random.between(200, 280),
    );
    canvas.place(summary, random.chance(0.6) ? sheet.left : sheet.left + width - summary.width, y);
    y += summary.height + 8;
  }
  const bank =
    facts.kind === 'invoice'
      ? random.weighted({ body: 5, footer: 3, none: 3 })
      : random.weighted({ body: 1, footer: 2, none: 5 });
  const footer = footerBlock(random, style, facts, truth, ids, width, {
    seller: sellerInFooterOnly,
    bank: bank === 'footer',
  });
  const footerShown = sellerInFooterOnly || bank === 'footer' || random.chance(0.65);
  const footerTop = sheet.height - sheet.bottom - (footerShown ? footer.height : 0) - 12;
  const carry = random.chance(0.5);
  const special = facts.kind === 'statement' || (facts.kind === 'other' && random.chance(0.8));
  if (special) {
    const block =
      facts.kind === 'statement'
        ? statementTable(random, style, facts, truth, width)
        : letterBody(random, style, facts, width);
    canvas.place(block, sheet.left, y);
    y += block.height;
  } else if (!facts.taxFree)
    noteRates(
      facts.vat.map((row) => row.rate),
      truth,
    );
  const tableParts = special
    ? []
    : itemsTable(random, style, facts, truth, width, [
        Math.max(80, footerTop - y - 24),
        footerTop - sheet.top - 60,
      ]);
  const repeat = random.weighted({ nothing: 3, number: 3, seller: 2 });
  tableParts.forEach((part, index) => {
    if (index > 0) {
      if (carry)
        canvas.place(carryBlock(style, facts, tableParts[index - 1]!.carried, width), sheet.left, y + 2);
      canvas.addPage();
      y = sheet.top;
      if (repeat !== 'nothing') {
        const head = new Block(width);
        if (repeat === 'seller')
          head.line(facts.seller.name, typed(style, { bold: true }), 'left', style.leading);
        head.line(
          sentenceText(style, facts),
          typed(style),
          random.pick(['left', 'right'] as const),
          style.leading,
        );
        canvas.place(head, sheet.left, y);
        y += head.height + 8;
      }
      if (carry) {
        canvas.place(carryBlock(style, facts, tableParts[index - 1]!.carried, width), sheet.left, y);
        y += style.size * 2;
      }
    }
    canvas.place(part.block, sheet.left, y);
    y += part.block.height;
  });

  // Totals, breakdown, payment, notes.
  const newPageFor = (height: number) => {
    if (y + height <= footerTop) return;
    canvas.addPage();
    y = sheet.top;
  };
  if (facts.kind !== 'delivery_note' && !special) {
    const totals = planTotals(random, style, facts, truth);
    const place = random.weighted({ right: 8, left: 1.2, full: 1.2 });
    const totalsWidth =
      place === 'full'
        ? width
        : Math.min(width * 0.62, random.between(185, 265) * Math.max(1, style.size / 9.5));
    const block = totalsBlock(random, style, totals, totalsWidth);
    const beside = place !== 'full' && random.chance(0.55);
    const rest = width - totalsWidth - 16;
    const breakdown = totals.breakdown
      ? breakdownBlock(
          random,
          style,
          facts,
          truth,
          beside ? Math.min(rest, 260) : Math.min(width, random.between(220, 400)),
        )
      : null;
    y += random.between(4, 18);
    // Some sheets keep their totals at the foot, however short the table is.
    if (random.chance(0.15)) y = Math.max(y, footerTop - random.between(1.3, 1.9) * block.height - 90);
    newPageFor(Math.max(block.height, breakdown?.height ?? 0) + (beside ? 0 : (breakdown?.height ?? 0)));
    const x = place === 'right' ? sheet.left + width - block.width : sheet.left;
    if (breakdown && !beside && random.chance(0.4)) {
      canvas.place(breakdown, sheet.left, y);
      y += breakdown.height + 8;
      canvas.place(block, x, y);
      y += block.height;
    } else {
      canvas.place(block, x, y);
      if (breakdown && beside) {
        canvas.place(breakdown, place === 'left' ? sheet.left + totalsWidth + 16 : sheet.left, y);
        y += Math.max(block.height, breakdown.height);
      } else {
        y += block.height;
        if (breakdown) {
          y += 8;
          newPageFor(breakdown.height);
          canvas.place(breakdown, sheet.left, y);
          y += breakdown.height;
        }
      }
    }
  }
  const payment = paymentBlock(
    random,
    style,
    facts,
    truth,
    random.chance(0.6) ? width : width * 0.6,
    bank === 'body',
  );
  const notes = notesBlock(random, style, width);
  const below = random.chance(0.8) ? [payment, notes] : [notes, payment];
  for (const block of below) {
    if (block.height === 0) continue;
    y += random.between(8, 24);
    newPageFor(block.height);
    canvas.place(block, sheet.left, y);
    y += block.height;
  }

  if (!special) truth.implied.set('devise', ['montant_ttc']);
  truth.stands.set('siren_fournisseur', ['siret_fournisseur', 'tva_fournisseur']);
  if (facts.vat.length === 1) truth.implied.set('taux_tva', ['montant_ht', 'montant_tva']);
  // Of net, tax and total, two make the third; without tax the total is the net.
  if (!special && facts.kind !== 'delivery_note') {
    truth.amount('montant_ht', facts.net, facts.currency);
    truth.amount('montant_tva', facts.tax, facts.currency);
    if (facts.taxFree && facts.rounding === 0) truth.stands.set('montant_ht', ['montant_ttc']);
    else {
      truth.implied.set('montant_ht', ['montant_ttc', 'montant_tva']);
      truth.implied.set('montant_tva', ['montant_ttc', 'montant_ht']);
    }
  }
  // Where nothing was paid before and nothing is owed from before, the total is what is due, and the other way round.
  if (
    !special &&
    facts.dueAmount === facts.gross &&
    (facts.kind === 'invoice' || facts.kind === 'credit_note')
  ) {
    truth.amount('montant_ttc', facts.gross, facts.currency);
    truth.amount('montant_du', facts.dueAmount, facts.currency);
    truth.stands.set('montant_ttc', ['montant_du']);
    truth.stands.set('montant_du', ['montant_ttc']);
  }

  if (dues && random.chance(0.08)) {
    const slip = paymentSlip(random, style, facts, truth, width);
    y += 14;
    newPageFor(slip.height);
    canvas.place(slip, sheet.left, Math.max(y, footerTop - slip.height));
  }

  // Footer and page numbers.
  const everyPage = random.chance(0.8);
  const numbered = canvas.pages.length > 1 ? random.chance(0.8) : random.chance(0.3);
  const pageForm = style.words.of('page');
  const numberAlign = random.pick(['left', 'center', 'right', 'right'] as const);
  const numberAtTop = random.chance(0.15);
  canvas.pages.forEach((page, index) => {
    const last = index === canvas.pages.length - 1;
    if (footerShown && (everyPage || last))
      canvas.place(footer, sheet.left, sheet.height - sheet.bottom - footer.height, page);
    if (!numbered) return;
    const line = new Block(width);
    line.line(
      pageForm.replace('{n}', String(index + 1)).replace('{m}', String(canvas.pages.length)),
      typed(style, { size: 0.8 }),
      numberAlign,
      1.2,
    );
    canvas.place(line, sheet.left, numberAtTop ? 8 : sheet.height - sheet.bottom + 4, page);
  });
  return canvas;
}
