/** The table of items: columns in many orders, rows that flow over pages. */
import { type Align, Block, type TypeStyle, widthIn } from '../drawing/block.ts';
import { type Text, value, wrapped } from '../drawing/text.ts';
import type { Facts, Item } from '../facts/facts.ts';
import { printedAmount, printedNumber, printedQuantity } from '../formats/money-format.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import type { Concept } from '../wordings/concepts.ts';
import { percent, type Style, type as typed } from './style.ts';

type ColumnKind =
  | 'position'
  | 'reference'
  | 'description'
  | 'quantity'
  | 'unit'
  | 'price'
  | 'discount'
  | 'rate'
  | 'total'
  | 'gross'
  | 'date'
  | 'tax';

interface Column {
  kind: ColumnKind;
  heading: string;
  width: number;
  align: Align;
}

const HEADINGS: Readonly<Record<ColumnKind, Concept>> = {
  position: 'headPosition',
  reference: 'headReference',
  description: 'headDescription',
  quantity: 'headQuantity',
  unit: 'headUnit',
  price: 'headPrice',
  discount: 'headDiscount',
  rate: 'headRate',
  total: 'headTotal',
  gross: 'headTotalGross',
  date: 'headDate',
  tax: 'headTax',
};

export interface TablePart {
  block: Block;
  /** Sum of the net amounts up to and including this part, minor units. */
  carried: number;
}

function columnsOf(random: Random, facts: Facts, style: Style, withPrices: boolean): ColumnKind[] {
  const columns: ColumnKind[] = [];
  const optional = (kind: ColumnKind, probability: number) => {
    if (random.chance(probability)) columns.push(kind);
  };
  optional('position', 0.25);
  optional('date', facts.trade === 'services' ? 0.15 : 0.04);
  const referenceLast = random.chance(0.15);
  const reference = random.chance(0.35);
  if (reference && !referenceLast) columns.push('reference');
  const quantityFirst = random.chance(0.18);
  const quantity = random.chance(0.88);
  if (quantity && quantityFirst) columns.push('quantity');
  columns.push('description');
  if (reference && referenceLast) columns.push('reference');
  const numbers: ColumnKind[] = [];
  if (quantity && !quantityFirst) numbers.push('quantity');
  if (random.chance(0.25) && facts.items.every((item) => item.unit)) numbers.push('unit');
  if (!withPrices) return [...columns, ...numbers];
  if (random.chance(0.87)) numbers.push('price');
  if (facts.items.some((item) => item.discount > 0)) numbers.push('discount');
  const rate = random.chance(facts.vat.length > 1 ? 0.8 : 0.35) && !facts.taxFree;
  const rateLast = random.chance(0.3);
  if (rate && !rateLast) numbers.push('rate');
  const ordered = random.chance(0.15) ? random.shuffled(numbers) : numbers;
  columns.push(...ordered);
  if (facts.grossLines) return [...columns, 'gross'];
  const netTotal = random.chance(0.94);
  if (netTotal) columns.push('total');
  if (rate && rateLast) columns.push('rate');
  if (!facts.taxFree && rate && random.chance(0.12)) columns.push('tax');
  if (!facts.taxFree && random.chance(netTotal ? 0.08 : 1)) columns.push('gross');
  return style.size > 10 && columns.length > 7
    ? columns.filter((kind) => kind !== 'date' && kind !== 'unit')
    : columns;
}

function cellText(
  kind: ColumnKind,
  item: Item,
  index: number,
  facts: Facts,
  style: Style,
  rateForm: (rate: number) => Text,
): Text {
  const { money } = style;
  switch (kind) {
    case 'position':
      return String(index + 1);
    case 'reference':
      return item.reference;
    case 'quantity':
      return printedQuantity(item.quantity, money, item.quantity % 1 === 0 ? style.percent.decimals : 2);
    case 'unit':
      return item.unit ?? '';
    case 'price':
      return printedAmount(item.unitPrice, money);
    case 'discount':
      return item.discount > 0 ? percent(item.discount, style) : '';
    case 'rate':
      return rateForm(item.rate);
    case 'total':
      return printedAmount(item.net, money);
    case 'tax':
      return printedAmount(Math.round((item.net * item.rate) / 100), money);
    case 'gross':
      if (facts.grossLines) return printedAmount(item.net, money);
      return printedAmount(item.net + Math.round((item.net * item.rate) / 100), money);
    case 'date':
      return style.date(item.date);
    default:
      return facts.number;
  }
}

/**
 * Composes the table in parts no taller than the rooms given, in points: the first for the first page, the second
 * for each page after it. Notes the rows as true lines.
 */
export function itemsTable(
  random: Random,
  style: Style,
  facts: Facts,
  truth: TruthKeeper,
  width: number,
  rooms: [first: number, next: number],
): TablePart[] {
  const withPrices = facts.kind !== 'delivery_note' || random.chance(0.2);
  const kinds = columnsOf(random, facts, style, withPrices);
  const cell = typed(style, { size: random.pick([0.88, 0.94, 1, 1]) });
  const head: TypeStyle = { ...cell, bold: random.chance(0.75), size: cell.size * random.pick([0.9, 1, 1]) };
  const rules = random.weighted({
    none: 2,
    horizontal: 2.5,
    grid: 2,
    head: 2.5,
    zebra: 1,
    columns: 1,
    dashed: 0.3,
  });
  const headFill = random.chance(0.4) ? random.pick(['#e8e8e8', '#dde5ee', style.accent, '#f2f2f2']) : null;
  if (headFill === style.accent) head.color = '#ffffff';
  const rateLetters = random.chance(0.08);
  const rates = [...new Set(facts.items.map((item) => item.rate))].sort((a, b) => b - a);
  const signed = random.chance(0.6);
  const rateForm = (rate: number): Text => {
    if (rateLetters) return 'ABCDE'[rates.indexOf(rate)] ?? 'A';
    const text = percent(rate, style);
    return [value('taux_tva', signed ? text : text.replace(/\s*%/, ''))];
  };
  const cells = facts.items.map((item, index) =>
    kinds.map((kind) => cellText(kind, item, index, facts, style, rateForm)),
  );
  const headLeft = random.chance(0.3);
  const numbersAligned: Align = random.chance(0.85) ? 'right' : random.chance(0.6) ? 'center' : 'left';
  const padding = random.between(2, 6);
  const columns: Column[] = kinds.map((kind, column) => {
    const heading =
      facts.grossLines && kind === 'price' ? grossPriceHeading(style) : style.words.label(HEADINGS[kind]);
    const widest = kind === 'description' ? 0 : Math.max(...cells.map((row) => widthIn(row[column]!, cell)));
    const headingWidth = Math.min(widthIn(heading, head), kind === 'description' ? 0 : 66);
    const numeric = !['description', 'reference', 'unit', 'position', 'date'].includes(kind);
    return {
      kind,
      heading,
      width: Math.max(widest, headingWidth) + 2 * padding,
      align: numeric ? numbersAligned : kind === 'unit' ? 'center' : 'left',
    };
  });
  const taken = columns.reduce((sum, column) => sum + (column.kind === 'description' ? 0 : column.width), 0);
  const description = columns.find((column) => column.kind === 'description')!;
  description.width = Math.max(90, width - taken);
  let scale = 1;
  const total = taken + description.width;
  if (total > width) {
    scale = width / total;
    for (const column of columns) column.width *= scale;
    cell.stretch = (cell.stretch ?? 1) * Math.max(0.72, scale);
    head.stretch = (head.stretch ?? 1) * Math.max(0.72, scale);
  }
  const rowGap = random.between(0.3, 1.1) * cell.size;

  const headHeight = () => {
    const lines = Math.max(
      ...columns.map(
        (column) => wrapped(column.heading, column.width - 2, (text) => widthIn(text, head)).length,
      ),
    );
    return lines * head.size * 1.15 + rowGap;
  };
  const drawHead = (block: Block) => {
    const height = headHeight();
    if (headFill) block.box(0, block.height, width, height, { fill: headFill });
    let x = 0;
    const top = block.height;
    for (const column of columns) {
      const align = headLeft && column.align === 'right' ? 'center' : column.align;
      const at =
        align === 'right'
          ? x + column.width - padding * scale
          : align === 'center'
            ? x + column.width / 2
            : x + padding * scale;
      wrapped(column.heading, column.width - 2, (text) => widthIn(text, head)).forEach((line, index) => {
        block.text(at, top + rowGap / 2 + head.size * (0.85 + 1.15 * index), line, head, align);
      });
      x += column.width;
    }
    block.height = top + height;
    if (rules !== 'none' && rules !== 'zebra')
      block.rule(0, block.height, width, block.height, 0.8, '#333333', rules === 'dashed');
    if (rules === 'head' && random.chance(0.5)) block.rule(0, top, width, top, 0.8, '#333333');
  };

  const parts: TablePart[] = [];
  let block = new Block(width);
  let carried = 0;
  let top = 0;
  const withHead = random.chance(0.96);
  if (withHead) drawHead(block);
  const gridFrom = { y: 0 };
  const closePart = () => {
    if (rules === 'grid' || rules === 'columns') {
      let x = 0;
      for (const column of [...columns, { width: 0 }]) {
        block.rule(x, gridFrom.y, x, block.height, 0.5, '#888888');
        x += column.width;
      }
      block.rule(0, gridFrom.y, width, gridFrom.y, 0.5, '#888888');
    }
    if (rules === 'columns' || rules === 'head')
      block.rule(0, block.height, width, block.height, 0.6, '#555555');
    parts.push({ block, carried });
  };
  const detailBelow = random.chance(0.6);
  const numbersOnLast = random.chance(0.05);
  facts.items.forEach((item, index) => {
    const group = Symbol('line');
    const lines: Text[] = wrapped(
      [value('line', item.description, group)],
      description.width - 2 * padding * scale,
      (text) => widthIn(text, cell),
    );
    if (item.detail && detailBelow) {
      const detail = item.detail.replace('{date}', style.date(item.date));
      for (const line of wrapped(detail, description.width - 2 * padding * scale, (text) =>
        widthIn(text, cell),
      ))
        lines.push(line);
    }
    const height = lines.length * cell.size * 1.2 + rowGap;
    const room = parts.length === 0 ? rooms[0] : rooms[1];
    if (block.height + height > room && block.height > 60) {
      closePart();
      block = new Block(width);
      if (withHead) drawHead(block);
    }
    top = block.height;
    if (rules === 'zebra' && index % 2 === 1) block.box(0, top, width, height, { fill: '#f2f4f7' });
    let x = 0;
    columns.forEach((column, at) => {
      const anchor =
        column.align === 'right'
          ? x + column.width - padding * scale
          : column.align === 'center'
            ? x + column.width / 2
            : x + padding * scale;
      const baseline = top + rowGap / 2 + cell.size * 0.85;
      if (column.kind === 'description')
        lines.forEach((line, row) => {
          block.text(anchor, baseline + row * cell.size * 1.2, line, cell, column.align);
        });
      else
        block.text(
          anchor,
          baseline + (numbersOnLast ? (lines.length - 1) * cell.size * 1.2 : 0),
          cells[index]![at]!,
          cell,
          column.align,
        );
      x += column.width;
    });
    block.height = top + height;
    carried += item.net;
    if (rules === 'horizontal' || rules === 'grid')
      block.rule(0, block.height, width, block.height, 0.4, '#bbbbbb');
    if (rules === 'dashed') block.rule(0, block.height, width, block.height, 0.4, '#bbbbbb', true);
    const shows = (kind: ColumnKind) => kinds.includes(kind);
    const grossLine = facts.grossLines ? item.net : item.net + Math.round((item.net * item.rate) / 100);
    truth.lines.push({
      description: item.description,
      quantity: shows('quantity') ? item.quantity : null,
      unit_price: shows('price') ? item.unitPrice / 100 : null,
      total: shows('total') ? item.net / 100 : shows('gross') ? grossLine / 100 : null,
      vat_rate: shows('rate') || rates.length === 1 ? item.rate : null,
      ...(shows('unit') && item.unit ? { unit: item.unit } : {}),
      ...(shows('reference') ? { article_number: item.reference } : {}),
      ...(shows('discount') && item.discount > 0
        ? { discount: (Math.round(item.quantity * item.unitPrice) - item.net) / 100 }
        : {}),
      group,
    });
  });
  closePart();
  return parts;
}

/** A heading for prices that does not say that they are net. */
function grossPriceHeading(style: Style): string {
  let heading = style.words.fresh('headPrice');
  for (let i = 0; i < 20 && /HT|H\.T|excl|net|sin |s\/ /i.test(heading); i++)
    heading = style.words.fresh('headPrice');
  return style.words.cased(heading);
}

/** A carried amount at the foot or head of a page: `Report 1 234,56`. */
export function carryBlock(style: Style, facts: Facts, carried: number, width: number): Block {
  const block = new Block(width);
  block.text(width * 0.7, style.size, style.words.of('carriedForward'), typed(style), 'right');
  block.text(width, style.size, printedNumber(carried, style.money), typed(style), 'right');
  block.height = style.size * 1.6;
  return facts.items.length > 0 ? block : new Block(width);
}
