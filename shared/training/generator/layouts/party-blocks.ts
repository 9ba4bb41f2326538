/** Sellers and buyers as documents show them. */
import { type Align, Block } from '../drawing/block.ts';
import { joined, type Text, type Value, value } from '../drawing/text.ts';
import type { Facts } from '../facts/facts.ts';
import { printedSiret, printedVat } from '../parties/identifiers.ts';
import type { Party } from '../parties/party.ts';
import type { Random } from '../random.ts';
import type { TruthKeeper } from '../truth-keeper.ts';
import { ADDRESS_WORDS } from '../wordings/address-words.ts';
import { type Style, type as typed } from './style.ts';

/** A party's identifiers printed once and marked. */
export interface PrintedIds {
  vat: Text | null;
  siret: Text | null;
  siren: Text | null;
}

/** Prints a seller's numbers and notes them as true values. Call once a document and print. */
export function sellerIds(random: Random, party: Party, truth: TruthKeeper): PrintedIds {
  const { ids } = party;
  const vat = ids.vat ? printedVat(random, ids.vat) : null;
  if (vat) truth.set('tva_fournisseur', vat.normalized);
  if (ids.siret) truth.set('siret_fournisseur', ids.siret);
  if (ids.siren) truth.set('siren_fournisseur', ids.siren);
  const siret = ids.siret ? printedSiret(random, ids.siret) : null;
  return {
    vat: vat ? [value('tva_fournisseur', vat.printed)] : null,
    siret: siret ? [value('siret_fournisseur', siret)] : null,
    siren: ids.siren ? [value('siren_fournisseur', printedSiret(random, ids.siren))] : null,
  };
}

/** Prints a buyer's numbers and notes them as true values. */
export function buyerIds(
  random: Random,
  party: Party,
  truth: TruthKeeper,
): { vat: Text | null; siret: Text | null } {
  const { ids } = party;
  const vat = ids.vat ? printedVat(random, ids.vat) : null;
  if (vat) truth.set('tva_client', vat.normalized);
  if (ids.siret) truth.set('siret_client', ids.siret);
  return {
    vat: vat ? [value('tva_client', vat.printed)] : null,
    siret: ids.siret ? [value('siret_client', printedSiret(random, ids.siret))] : null,
  };
}

/** The lines of an address as one showing of a value. */
function addressLines(party: Party, label: 'adresse_fournisseur' | 'adresse_client'): Value[] {
  const group = Symbol(label);
  return party.address.map((line) => value(label, line.trim(), group));
}

function contactLines(random: Random, style: Style, party: Party): string[] {
  const lines: string[] = [];
  const { words } = style;
  const labelled = (concept: 'phone' | 'fax' | 'email' | 'web', content: string) =>
    random.chance(0.85) ? `${words.withColon(words.of(concept))} ${content}` : content;
  if (random.chance(0.7)) lines.push(labelled('phone', party.phone));
  if (random.chance(0.3)) lines.push(labelled('fax', party.fax));
  if (random.chance(0.5)) lines.push(labelled('email', party.email));
  if (random.chance(0.35)) lines.push(labelled('web', party.web));
  if (lines.length >= 2 && random.chance(0.25)) {
    const separator = random.pick([' - ', ' / ', '  ', ' | ']);
    return [lines.slice(0, 2).join(separator), ...lines.slice(2)];
  }
  return lines;
}

/** Lines of numbers of the seller: SIRET, VAT number, register … as they stand in headers and footers. */
export function legalLines(random: Random, style: Style, facts: Facts, ids: PrintedIds): Text[] {
  const { words } = style;
  const { seller } = facts;
  const lines: Text[] = [];
  const labelled = (label: string, content: Text) =>
    joined(words.withColon(words.cased(label)), ' ', content);
  if (ids.siret && random.chance(0.75))
    lines.push(
      labelled(random.pick(['SIRET', 'Siret', 'N° SIRET', 'N° Siret', 'SIRET n°', 'S.I.R.E.T.']), ids.siret),
    );
  else if (ids.siren && random.chance(0.6))
    lines.push(labelled(random.pick(['SIREN', 'Siren', 'N° SIREN', 'SIREN n°']), ids.siren));
  if (ids.vat && random.chance(0.85)) lines.push(labelled(words.of('vatNumber'), ids.vat));
  if (seller.ids.tax && random.chance(0.75))
    lines.push(labelled(seller.ids.tax.label, seller.ids.tax.number));
  if (seller.ids.register && random.chance(0.4)) lines.push(seller.ids.register);
  if (random.chance(0.2))
    lines.push(
      random.chance(0.5)
        ? `APE ${random.digits(4)}${random.letters(1)}`
        : `${words.of('capital')} ${random.pick(['1 000', '5 000', '10 000', '25 000', '50.000', '100 000'])} ${style.money.symbol}`,
    );
  return random.shuffled(lines);
}

/** The seller's block of the header. */
export function sellerBlock(
  random: Random,
  style: Style,
  facts: Facts,
  ids: PrintedIds,
  width: number,
  align: Align,
): Block {
  const { seller } = facts;
  const block = new Block(width);
  const form = random.weighted({ text: 6, logoAndText: 3, logoOnly: 1, artwork: 1.2, heading: 2 });
  if (form === 'logoAndText' || form === 'logoOnly') {
    const height = random.between(22, 46);
    const logoWidth = Math.min(width * 0.6, height * random.between(1, 3));
    const x = align === 'right' ? width - logoWidth : align === 'center' ? (width - logoWidth) / 2 : 0;
    block.shape({
      kind: 'logo',
      x,
      y: 0,
      width: logoWidth,
      height,
      color: style.accent,
      form: random.int(0, 5),
    });
    block.height = height + 4;
    if (form === 'logoOnly') {
      if (random.chance(0.5)) return block;
    }
  }
  if (form !== 'artwork' && random.chance(0.16)) {
    const label = style.words.label('from');
    block.line(
      random.chance(0.6) ? label : style.words.withColon(label),
      typed(style, { bold: random.chance(0.5), size: random.pick([0.85, 1, 1.1]) }),
      align,
      style.leading,
    );
  }
  const nameStyle = typed(style, {
    size: form === 'heading' || form === 'artwork' ? random.between(1.5, 2.4) : random.between(1, 1.35),
    bold: random.chance(0.7),
    color: random.chance(0.4) ? style.accent : style.ink,
  });
  if (form === 'artwork') {
    block.text(
      align === 'right' ? width : align === 'center' ? width / 2 : 0,
      nameStyle.size,
      seller.name.replace(/ (?:SARL|GmbH|Ltd|SAS|B\.V\.)$/, ''),
      nameStyle,
      align,
      true,
    );
    block.height = nameStyle.size * 1.4;
    if (random.chance(0.6))
      block.line([value('nom_fournisseur', seller.name)], typed(style), align, style.leading);
  } else block.line([value('nom_fournisseur', seller.name)], nameStyle, align, style.leading);
  if (random.chance(0.15))
    block.line(
      random.pick([style.words.of('thanks'), seller.web, `${seller.town} - ${seller.country.name}`]),
      typed(style, { size: 0.85, color: '#666666' }),
      align,
      style.leading,
    );
  if (random.chance(0.1)) return block;
  const lines = addressLines(seller, 'adresse_fournisseur');
  if (random.chance(0.15))
    block.line(
      lines.flatMap((line, index) => (index > 0 ? [random.chance(0.5) ? ', ' : ' - ', line] : [line])),
      typed(style),
      align,
      style.leading,
    );
  else for (const line of lines) block.line([line], typed(style), align, style.leading);
  if (seller.countryName) block.line(seller.countryName, typed(style), align, style.leading);
  if (random.chance(0.7))
    for (const line of contactLines(random, style, seller))
      block.line(line, typed(style, { size: random.chance(0.3) ? 0.9 : 1 }), align, style.leading);
  if (random.chance(0.5))
    for (const line of legalLines(random, style, facts, ids))
      block.line(line, typed(style), align, style.leading);
  return block;
}

/** The buyer's block; notes their values as true. */
export function buyerBlock(
  random: Random,
  style: Style,
  facts: Facts,
  truth: TruthKeeper,
  width: number,
  window: boolean,
): Block {
  const { buyer } = facts;
  const { words } = style;
  const block = new Block(width);
  truth.set('nom_client', buyer.name);
  truth.set('adresse_client', buyer.address.map((line) => line.trim()).join(', '));
  if (window && facts.country === 'DE' && random.chance(0.7))
    block.line(
      `${facts.seller.name} · ${facts.seller.address.join(' · ')}`,
      typed(style, { size: 0.6, color: '#555555' }),
      'left',
      1.8,
    );
  const labelled = random.chance(window ? 0.25 : 0.8);
  const sameLine = labelled && random.chance(0.15);
  const label = words.label('billTo');
  if (labelled && !sameLine)
    block.line(
      random.chance(0.6) ? label : words.withColon(label),
      typed(style, {
        bold: random.chance(0.5),
        size: random.pick([0.85, 1, 1, 1.1]),
        color: random.chance(0.3) ? style.accent : style.ink,
      }),
      'left',
      style.leading,
    );
  const names = ADDRESS_WORDS[facts.language];
  if (random.chance(0.07)) {
    // A form with its lines named.
    const line = (name: string, content: Text) =>
      block.line(
        joined(words.withColon(words.cased(name)), ' ', content),
        typed(style),
        'left',
        style.leading,
      );
    const [street, ...rest] = addressLines(buyer, 'adresse_client');
    line(random.word(names.name), [value('nom_client', buyer.name)]);
    line(random.word(names.address), [street!]);
    for (const part of rest) line(random.word(names.town), [part]);
    return block;
  }
  if (!buyer.person && random.chance(0.06))
    block.line(buyer.contact ?? random.word(names.departments), typed(style), 'left', style.leading);
  const name = [value('nom_client', buyer.name)];
  const bold = random.chance(0.45);
  if (sameLine)
    block.line(joined(words.withColon(label), ' ', name), typed(style, { bold }), 'left', style.leading);
  else block.line(name, typed(style, { bold, size: random.pick([1, 1, 1.1]) }), 'left', style.leading);
  if (buyer.contact && !buyer.person)
    block.line(
      random.chance(0.6) ? `${words.of('attention')} ${buyer.contact}` : buyer.contact,
      typed(style),
      'left',
      style.leading,
    );
  if (!buyer.person && random.chance(0.08))
    block.line(random.word(names.departments), typed(style), 'left', style.leading);
  for (const line of addressLines(buyer, 'adresse_client'))
    block.line([line], typed(style), 'left', style.leading);
  if (buyer.countryName) block.line(buyer.countryName, typed(style), 'left', style.leading);
  if (facts.buyerIds === 'block') {
    const ids = buyerIds(random, buyer, truth);
    if (ids.siret && random.chance(0.4))
      block.line(joined(words.withColon('SIRET'), ' ', ids.siret), typed(style), 'left', style.leading);
    if (ids.vat && random.chance(0.85))
      block.line(
        joined(words.withColon(words.cased(words.of('buyerVat'))), ' ', ids.vat),
        typed(style),
        'left',
        style.leading,
      );
  }
  if (random.chance(0.15))
    block.line(`${words.withColon(words.of('phone'))} ${buyer.phone}`, typed(style), 'left', style.leading);
  return block;
}

/** Where the goods go: another address that is nobody's. */
export function shipToBlock(random: Random, style: Style, facts: Facts, width: number): Block {
  const block = new Block(width);
  const party = facts.shipTo!;
  block.line(style.words.label('shipTo'), typed(style, { bold: random.chance(0.5) }), 'left', style.leading);
  for (const line of [party.name, ...party.address]) block.line(line, typed(style), 'left', style.leading);
  return block;
}
