/** Whole receipts: shops, restaurants, fuel, taxis, parking, card slips. */
import type { FieldLabel } from '../../../domain/extraction/result.ts';
import type { OtherAmount } from '../document.ts';
import type { Canvas } from '../drawing/block.ts';
import { type Text, value } from '../drawing/text.ts';
import { dateFormat } from '../formats/date-format.ts';
import { type MoneyFormat, moneyFormat, printedAmount, printedRate } from '../formats/money-format.ts';
import { noteRates } from '../layouts/totals-block.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import { type LabelHabits, Words } from '../wordings/wordings.ts';
import { cardSlip, taxTable } from './foot.ts';
import { itemRows } from './item-rows.ts';
import type { ReceiptFacts } from './receipt-facts.ts';
import { type Align, references, shopHeader } from './receipt-header.ts';
import { inventTill, TillPaper } from './till-paper.ts';

/** Prints a receipt; what it truly says goes into `truth`. */
export function composeReceipt(random: Random, facts: ReceiptFacts, truth: TruthKeeper): Canvas {
  const paper = new TillPaper(inventTill(random));
  const { country } = facts.seller;
  const habits: LabelHabits = {
    colon: random.weighted({ ':': 5, ' :': 3, '': 4 }) as LabelHabits['colon'],
    case: random.weighted({ 'as is': 7, upper: 2.5 }),
    second: null,
    accents: random.chance(0.8),
  };
  const words = new Words(
    random,
    facts.language,
    {
      tax: random.pick(country.tax).replace('Sales Tax', 'Tax'),
      currency: facts.currency,
      code: facts.currency,
    },
    habits,
  );
  const money = { ...moneyFormat(random, country.code, facts.currency), wholes: 'kept' as const };
  if (money.group !== '' && random.chance(0.5)) money.group = '';
  const align: Align = random.weighted({ center: 7, left: 3 });
  const date = dateFormat(random, facts.language, country.code, true);
  truth.set('devise', facts.currency);
  truth.implied.set('devise', ['montant_ttc']);
  // Of net, tax and total, two make the third.
  if (facts.rounding === 0) {
    truth.amount('montant_ht', facts.net, facts.currency);
    truth.amount('montant_tva', facts.tax, facts.currency);
    truth.implied.set('montant_ht', ['montant_ttc', 'montant_tva']);
    truth.implied.set('montant_tva', ['montant_ttc', 'montant_ht']);
  }
  truth.stands.set('siren_fournisseur', ['siret_fournisseur', 'tva_fournisseur']);

  const head = () => shopHeader(random, paper, facts, words, truth, align);
  const meta = () => references(random, paper, facts, words, truth, date);
  const title = () => {
    if (random.chance(0.5))
      paper.line(words.of('receipt'), random.chance(0.75) ? 'center' : 'left', {
        scale: random.pick([1, 1, 1.3]),
        bold: random.chance(0.4),
      });
  };
  const metaAtEnd = random.chance(0.3);
  const sellerAtEnd = random.chance(0.04);
  if (!sellerAtEnd) head();
  if (random.chance(0.5)) paper.rule();
  title();
  if (facts.buyer) {
    truth.set('nom_client', facts.buyer.name);
    paper.line([`${words.withColon(words.label('billTo'))} `, value('nom_client', facts.buyer.name)]);
    if (random.chance(0.4)) {
      truth.set('adresse_client', facts.buyer.address.map((line) => line.trim()).join(', '));
      const group = Symbol('buyer');
      for (const line of facts.buyer.address) paper.line([value('adresse_client', line.trim(), group)]);
    }
  }
  if (!metaAtEnd) meta();
  if (random.chance(0.8)) paper.rule();
  if (facts.shop !== 'card slip') itemRows(random, paper, facts, words, money, truth);
  totals(random, paper, facts, words, money, truth);
  if (random.chance(0.4)) paper.rule();
  if (facts.vat.some((row) => row.tax !== 0) && random.chance(0.55))
    taxTable(random, paper, facts, words, money, truth);
  if (facts.method === 'card' && random.chance(facts.shop === 'card slip' ? 1 : 0.35))
    cardSlip(random, paper, facts, words, money, truth);
  if (metaAtEnd) {
    paper.rule();
    meta();
  }
  for (let count = random.int(0, 3); count > 0; count--) paper.line(words.fresh('goodbye'), align);
  if (random.chance(0.12)) paper.line(words.fresh('copy'), 'center');
  if (random.chance(0.2)) {
    paper.gap(0.5);
    paper.block.shape({
      kind: 'bars',
      x: paper.style.width * 0.15,
      y: paper.block.height,
      width: paper.style.width * 0.7,
      height: 22,
      seed: random.int(1, 1e6),
    });
    paper.block.gap(26);
    if (random.chance(0.6)) paper.line(random.digits(random.int(12, 22)), 'center');
  }
  if (sellerAtEnd) head();
  return paper.canvas();
}

/** Totals from the subtotal to the change. */
function totals(
  random: Random,
  paper: TillPaper,
  facts: ReceiptFacts,
  words: Words,
  money: MoneyFormat,
  truth: TruthKeeper,
): void {
  const currencyOnRows = random.chance(0.3);
  const currencyOnTotal = random.chance(0.6);
  const colon = random.chance(0.4);
  const right = random.chance(0.1);
  const put = (label: string, amount: Text, look: { scale?: number; bold?: boolean } = {}) => {
    const text = colon ? words.withColon(label) : label;
    if (right) paper.columns(['', text, amount], [0, 0.66, 1], look);
    else paper.columns([text, amount], [0, 1], look);
  };
  const amount = (label: FieldLabel | OtherAmount, minor: number, withCurrency = currencyOnRows): Text => {
    truth.amount(label, minor, facts.currency);
    return printedAmount(minor, money, { label, withCurrency });
  };
  const taxed = facts.vat.some((row) => row.tax !== 0);
  const slip = facts.shop === 'card slip';
  if (!slip) {
    const sub =
      facts.discount > 0 || facts.service > 0 || (!facts.grossPrices && taxed) || random.chance(0.18);
    if (sub) put(words.label('subtotal'), amount('subtotal', facts.itemsTotal));
    if (facts.discount > 0)
      put(words.fresh('discount').replace(' {rate}', ''), amount('montant_remise', -facts.discount));
    truthAbs(truth, 'montant_remise', facts.discount, facts.currency);
    if (facts.service > 0)
      put(`${words.of('tip')} 10%`, printedAmount(facts.service, money, { withCurrency: currencyOnRows }));
    const netShown = taxed && random.chance(facts.grossPrices ? 0.25 : 0.35);
    if (netShown) put(words.label('net'), amount('montant_ht', facts.net));
    if (taxed && (netShown || !facts.grossPrices || random.chance(0.12))) {
      const wording = words.fresh('tax');
      const rate = facts.vat.length === 1 ? facts.vat[0]!.rate : null;
      if (rate !== null && wording.includes('{rate}')) {
        const [before = '', after = ''] = wording.split('{rate}');
        noteRates([rate], truth);
        put2(
          paper,
          [before, value('taux_tva', `${printedRate(rate, money, random.pick([0, 0, 2]))}%`), after],
          amount('montant_tva', facts.tax),
          right,
        );
      } else
        put(
          wording.replace(/ ?\(?@? ?\{rate\}\)?/, '') || words.label('tax'),
          amount('montant_tva', facts.tax),
        );
    }
    if (facts.rounding !== 0) {
      if (random.chance(0.6))
        put(words.of('gross'), printedAmount(facts.gross, money, { withCurrency: currencyOnRows }));
      put(words.of('rounding'), amount('arrondi', facts.rounding));
    }
  }
  const scale = random.pick([1, 1, 1, 1.25, 1.5, 1.9]);
  const bold = random.chance(0.45);
  const label = words.label('total');
  const total = amount('montant_ttc', facts.total, currencyOnTotal);
  if (random.chance(0.07)) {
    paper.line(label, 'center', { bold });
    paper.line(total, 'center', { scale, bold });
  } else if (random.chance(0.15))
    paper.columns(
      [
        [label, ' ', value('devise', money.symbol)],
        printedAmount(facts.total, money, { label: 'montant_ttc', withCurrency: false }),
      ],
      [0, 1],
      { scale: Math.min(1.4, scale), bold },
    );
  else
    put(label, total, {
      scale: Math.min(
        scale,
        (paper.style.width * 0.9) / Math.max(60, (label.length + 9) * paper.style.size * 0.55),
      ),
      bold,
    });
  if (random.chance(0.3)) paper.rule();
  if (facts.tip > 0) {
    put(words.of('tip'), amount('tip', facts.tip));
    if (random.chance(0.7)) put(words.fresh('total'), amount('paid', facts.total + facts.tip));
  }
  if (slip) return;
  if (facts.method === 'cash' && random.chance(0.75)) {
    put(words.of('cash'), amount('cash', facts.given));
    if (facts.given !== facts.total || random.chance(0.6))
      put(words.of('change'), amount('change', facts.given - facts.total));
  } else if (facts.method === 'card' && random.chance(0.7))
    put(words.of('card'), amount('paid', facts.total + facts.tip));
}

function truthAbs(
  truth: TruthKeeper,
  label: FieldLabel | OtherAmount,
  minor: number,
  currency: string,
): void {
  if (minor > 0) truth.amount(label, minor, currency);
}

function put2(paper: TillPaper, label: Text, amount: Text, right: boolean): void {
  if (right) paper.columns(['', label, amount], [0, 0.66, 1]);
  else paper.columns([label, amount], [0, 1]);
}
