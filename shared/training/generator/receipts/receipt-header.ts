/** The head and the references of receipts. */
import type { Text } from '../drawing/text.ts';
import { value } from '../drawing/text.ts';
import { tillNumber } from '../facts/numbering.ts';
import type { DateFormat } from '../formats/date-format.ts';
import { timeOfDay } from '../formats/date-format.ts';
import { printedSiret, printedVat } from '../parties/identifiers.ts';
import { businessName, personName } from '../parties/names.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import type { Words } from '../wordings/wordings.ts';
import type { ReceiptFacts } from './receipt-facts.ts';
import type { TillPaper } from './till-paper.ts';

export type Align = 'left' | 'center' | 'right';

/** The shop: name, address, telephone, numbers. Notes what is true. */
export function shopHeader(
  random: Random,
  paper: TillPaper,
  facts: ReceiptFacts,
  words: Words,
  truth: TruthKeeper,
  align: Align,
): void {
  const { seller } = facts;
  truth.set('nom_fournisseur', seller.name);
  truth.set('adresse_fournisseur', seller.address.map((line) => line.trim()).join(', '));
  const logo = random.chance(0.22);
  if (logo) {
    const width = Math.min(paper.style.width * 0.7, random.between(40, 110));
    const height = random.between(16, 40);
    const x = align === 'center' ? (paper.style.width - width) / 2 : 0;
    paper.block.shape({
      kind: 'logo',
      x,
      y: paper.block.height,
      width,
      height,
      color: '#111111',
      form: random.int(0, 5),
    });
    paper.block.gap(height + 4);
  }
  if (random.chance(0.1)) paper.line(words.fresh('welcome'), align);
  if (random.chance(0.1)) {
    const size = random.between(1.6, 2.4) * paper.style.size;
    paper.block.text(
      align === 'center' ? paper.style.width / 2 : 0,
      paper.block.height + size,
      seller.name.split(' ').slice(0, 2).join(' '),
      { family: 'sans', size, bold: true },
      align === 'right' ? 'left' : align,
      true,
    );
    paper.gap(size / paper.style.size + 0.5);
  }
  const look = { bold: random.chance(0.5), scale: random.pick([1, 1, 1, 1.2, 1.4, 1.7]) };
  const register = seller.ids.register && random.chance(0.5) ? seller.ids.register : null;
  const name = value('nom_fournisseur', seller.name);
  if (register && random.chance(0.35)) paper.line([name, ' ', `(${register})`], align, look);
  else {
    paper.line([name], align, look);
    if (register && random.chance(0.6)) paper.line(random.chance(0.6) ? `(${register})` : register, align);
  }
  // A branch, or whoever runs the shop.
  if (random.chance(0.12)) paper.line(`${words.fresh('till')} ${seller.town}`, align);
  if (random.chance(0.08)) {
    const owner = businessName(random, facts.language, seller.country);
    paper.line(random.pick([`(${owner})`, `by ${owner}`, owner]), align);
  }
  const group = Symbol('address');
  const part = (line: string) => value('adresse_fournisseur', line.trim(), group);
  if (random.chance(0.94)) {
    if (random.chance(0.2))
      paper.line(
        seller.address.flatMap((line, index): (string | ReturnType<typeof value>)[] => [
          index > 0 ? ' ' : '',
          part(line),
        ]),
        align,
      );
    else for (const line of seller.address) paper.line([part(line)], align);
  }
  const numbers: Text[] = [];
  if (random.chance(0.65)) numbers.push(`${words.withColon(words.of('phone'))} ${seller.phone}`);
  if (random.chance(0.15)) numbers.push(`${words.withColon(words.of('fax'))} ${seller.fax}`);
  if (seller.ids.vat && random.chance(0.55)) {
    const vat = printedVat(random, seller.ids.vat);
    truth.set('tva_fournisseur', vat.normalized);
    if (seller.ids.siren) truth.set('siren_fournisseur', seller.ids.siren);
    numbers.push([`${words.withColon(words.of('vatNumber'))} `, value('tva_fournisseur', vat.printed)]);
  }
  if (seller.ids.siret && random.chance(0.5)) {
    truth.set('siret_fournisseur', seller.ids.siret);
    numbers.push([
      random.pick(['SIRET ', 'SIRET : ', 'Siret: ', 'N°SIRET ']),
      value('siret_fournisseur', printedSiret(random, seller.ids.siret)),
    ]);
  }
  if (seller.ids.tax && random.chance(0.75)) {
    const [open, close] = random.chance(0.15) ? ['(', ')'] : ['', ''];
    const between = random.pick([': ', ' : ', ' ', '. ']);
    numbers.push(`${open}${seller.ids.tax.label}${between}${seller.ids.tax.number}${close}`);
  }
  if (register === null && seller.ids.register && random.chance(0.2)) numbers.push(seller.ids.register);
  if (random.chance(0.2)) numbers.push(seller.web);
  for (const line of random.shuffled(numbers)) paper.line(line, align);
}

/** Number, date, time, cashier, table: in one of the ways that tills have. */
export function references(
  random: Random,
  paper: TillPaper,
  facts: ReceiptFacts,
  words: Words,
  truth: TruthKeeper,
  date: DateFormat,
): void {
  const number = tillNumber(random);
  const withNumber = random.chance(0.75);
  const printedDate = [value('date_facture', date(facts.day))];
  const time = random.chance(0.8) ? timeOfDay(random, facts.language) : '';
  const label = words.label('receiptNumber');
  const numberValue = value('numero_facture', number);
  if (withNumber) truth.set('numero_facture', number);
  const extra: Text[] = [];
  if (random.chance(0.5))
    extra.push(
      `${words.withColon(words.of('cashier'))} ${random.pick([personName(random, facts.language).split(' ')[0]!, random.digits(3), `${random.letters(2)}${random.int(1, 9)}`])}`,
    );
  if (random.chance(0.35))
    extra.push(
      `${words.withColon(words.of('till'))} ${random.pick([random.digits(2), random.digits(1), `${random.letters(1)}${random.digits(2)}`])}`,
    );
  if (facts.shop === 'restaurant' && random.chance(0.6))
    extra.push(`${words.withColon(words.of('table'))} ${random.int(1, 45)}`);
  const dateLabelled = random.chance(0.65);
  const dateText: Text = [
    ...(dateLabelled
      ? [
          `${words.withColon(random.chance(0.75) ? words.cased({ fr: 'Date', en: 'Date', de: 'Datum', es: 'Fecha', it: 'Data', nl: 'Datum', pt: 'Data' }[facts.language]) : words.label('issueDate'))} `,
        ]
      : []),
    ...printedDate,
    time === ''
      ? ''
      : random
          .pick([' ', ' ', '  ', ' - ', ', ', dateLabelled ? ' ' : ' à '])
          .replace('à', facts.language === 'fr' ? 'à' : '-'),
    time,
  ];
  const numberText: Text = random.chance(0.93) ? [`${words.withColon(label)} `, numberValue] : [numberValue];
  const form = random.weighted({ lines: 5, pairs: 3, oneLine: 1.5, columns: 2, packed: 1 });
  if (form === 'lines')
    for (const line of random.shuffled<Text>([...(withNumber ? [numberText] : []), dateText, ...extra]))
      paper.line(line);
  else if (form === 'pairs') {
    const both = withNumber ? [dateText, numberText] : [dateText, extra[0] ?? ''];
    paper.columns(random.chance(0.5) ? both : [...both].reverse(), [0, 1]);
    for (const line of extra) paper.line(line);
  } else if (form === 'oneLine') {
    paper.line(
      random
        .shuffled<Text>([...(withNumber ? [numberText] : []), dateText])
        .flatMap((part, index) => [index > 0 ? '  ' : '', ...(part as readonly string[])]),
    );
    if (extra.length > 0) paper.line(extra.flatMap((part, index) => [index > 0 ? '  ' : '', part as string]));
  } else if (form === 'columns') {
    // Colons under each other.
    const rows: [string, Text][] = [
      [words.label('issueDate'), [...printedDate, time === '' ? '' : ` ${time}`]],
    ];
    if (withNumber) rows.push([label, [numberValue]]);
    for (const line of extra) {
      const [head = '', ...rest] = String(line).split(/ ?: | /);
      rows.push([head, rest.join(' ')]);
    }
    for (const [head, content] of random.shuffled(rows))
      paper.columns(
        [
          [
            head.replace(/:$/, '').padEnd(paper.style.family === 'mono' ? 12 : 1),
            ' : ',
            ...(Array.isArray(content) ? content : [content as string]),
          ],
        ],
        [1],
      );
  } else {
    const bits = random.shuffled<Text>([
      printedDate,
      time,
      ...(withNumber ? [[numberValue]] : []),
      random.digits(4),
      random.digits(2),
    ]);
    paper.line(
      bits.flatMap((part, index) => [
        index > 0 ? ' ' : '',
        ...(Array.isArray(part) ? part : [part as string]),
      ]),
    );
  }
  truth.set('date_facture', new Date(facts.day * 86_400_000).toISOString().slice(0, 10));
}
