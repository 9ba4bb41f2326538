/** What stands below a receipt's totals: the breakdown of taxes, and what a card terminal prints. */
import { type Text, value } from '../drawing/text.ts';
import { type MoneyFormat, printedAmount, printedNumber, printedRate } from '../formats/money-format.ts';
import { noteRates } from '../layouts/totals-block.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import type { Words } from '../wordings/wordings.ts';
import type { ReceiptFacts } from './receipt-facts.ts';
import type { TillPaper } from './till-paper.ts';

/** The breakdown of taxes at the foot: a table, or a line a rate. */
export function taxTable(
  random: Random,
  paper: TillPaper,
  facts: ReceiptFacts,
  words: Words,
  money: MoneyFormat,
  truth: TruthKeeper,
): void {
  const single = facts.vat.length === 1;
  const decimals = random.pick([0, 0, 1, 2]);
  const sign = random.chance(0.75) ? '%' : '';
  const rateText = (rate: number) =>
    `${printedRate(rate, money, Math.max(decimals, rate % 1 === 0 ? 0 : rate % 0.5 === 0 ? 1 : 2))}${sign}`;
  noteRates(
    facts.vat.map((row) => row.rate),
    truth,
  );
  if (single) truth.amount('montant_tva', facts.tax, facts.currency);
  if (random.chance(0.3)) {
    for (const row of facts.vat) {
      paper.columns(
        [
          [words.fresh('including').replace(/ ?\{rate\} ?/, ' '), ' ', value('taux_tva', rateText(row.rate))],
          printedAmount(row.tax, money, { label: single ? 'montant_tva' : undefined }),
        ],
        [0, 1],
      );
    }
    return;
  }
  const withGross = random.chance(0.5);
  if (single) truth.amount('montant_ht', facts.net, facts.currency);
  const heads = [
    words.label('rate'),
    words.label('base'),
    words.label('taxAmount'),
    ...(withGross ? [words.label('headTotalGross')] : []),
  ].map((head) => head.slice(0, 12));
  const ends = withGross ? [0, 0.46, 0.72, 1] : [0, 0.62, 1];
  if (random.chance(0.25))
    paper.line(`${words.of('taxAmount')} ${random.pick(['Summary', 'Info', '', 'Detail'])}`.trim());
  if (random.chance(0.85)) paper.columns(heads, ends);
  for (const row of facts.vat) {
    truth.vatRows.push({ rate: row.rate, base: row.base / 100, tax: row.tax / 100 });
    paper.columns(
      [
        [
          random.chance(0.3) ? `${random.pick(['A', 'B', 'SR', 'T1'])} ` : '',
          value('taux_tva', rateText(row.rate)),
        ],
        printedAmount(row.base, money, { label: single ? 'montant_ht' : undefined, withCurrency: false }),
        printedAmount(row.tax, money, { label: single ? 'montant_tva' : undefined, withCurrency: false }),
        ...(withGross ? [printedNumber(row.base + row.tax, money)] : []),
      ],
      ends,
    );
  }
  if (!single && random.chance(0.4)) {
    truth.amount('montant_ht', facts.net, facts.currency);
    truth.amount('montant_tva', facts.tax, facts.currency);
    paper.columns(
      [
        'Total',
        printedAmount(facts.net, money, { label: 'montant_ht', withCurrency: false }),
        printedAmount(facts.tax, money, { label: 'montant_tva', withCurrency: false }),
        ...(withGross ? [printedNumber(facts.gross, money)] : []),
      ],
      ends,
    );
  }
}

/** What a card terminal prints. */
export function cardSlip(
  random: Random,
  paper: TillPaper,
  facts: ReceiptFacts,
  words: Words,
  money: MoneyFormat,
  truth: TruthKeeper,
): void {
  paper.gap(0.6);
  if (random.chance(0.6)) paper.line(words.of('copy'), 'center');
  paper.line(words.of('card'), random.pick(['left', 'center'] as const));
  const rows: Text[] = [
    `AID: A0000000${random.digits(6)}`,
    `${random.pick(['Terminal-ID', 'TID', 'TPE', 'Terminal', 'Merchant'])}: ${random.digits(8)}`,
    `${random.pick(['PAN', 'Card', 'Carte', 'Nr.'])} ${random.pick(['############', '**** **** **** ', 'xxxxxxxxxxxx'])}${random.digits(4)}`,
    `${random.pick(['Auth', 'Auth Code', 'AUTORISATION', 'Genehmigungs-Nr.', 'APPR'])} ${random.digits(6)}`,
    `${random.pick(['Trace-Nr.', 'STAN', 'Ref', 'TA-Nr'])} ${random.digits(6)}`,
    `${random.pick(['VU-Nummer', 'MID', 'Contract'])} ${random.digits(10)}`,
  ];
  for (const row of random.shuffled(rows).slice(0, random.int(2, 6))) paper.line(row);
  if (random.chance(0.6)) {
    truth.amount('montant_ttc', facts.total, facts.currency);
    paper.columns(
      [
        {
          fr: 'MONTANT',
          en: 'AMOUNT',
          de: 'Betrag',
          es: 'IMPORTE',
          it: 'IMPORTO',
          nl: 'Bedrag',
          pt: 'VALOR',
        }[facts.language],
        facts.tip > 0
          ? printedAmount(facts.total + facts.tip, money, { label: 'paid', withCurrency: true })
          : printedAmount(facts.total, money, { label: 'montant_ttc', withCurrency: true }),
      ],
      [0, 1],
    );
    if (facts.tip > 0) truth.amount('paid', facts.total + facts.tip, facts.currency);
  }
  if (random.chance(0.5))
    paper.line(
      {
        fr: 'DEBIT',
        en: 'APPROVED',
        de: 'Zahlung erfolgt',
        es: 'OPERACION ACEPTADA',
        it: 'TRANSAZIONE ESEGUITA',
        nl: 'AKKOORD',
        pt: 'APROVADO',
      }[facts.language],
      'center',
    );
}
