/** What stands in the cells of made-up fax logs: names, numbers in every shape, times, and what is none of these. */

/** As documented, in their order. */
export const HEADINGS = [
  'Fax ID',
  'Nom et prénom utilisateur',
  'Revendeur',
  'Mode',
  'Adresse de messagerie',
  'Date et heure',
  "Numéro d'envoi",
  'Numéro appelé',
  'Appel international',
  'Appel interne',
  'Nombre de page réel',
  'Durée',
  'Pages facturées',
  'Type facturation',
];
/** The same columns as other exports head them. */
export const VARIANT_HEADINGS = [
  'FAX  ID',
  'NOM ET PRENOM UTILISATEUR',
  'revendeurs',
  ' Mode ',
  'adresse de Messagerie',
  'Date et Heure',
  'Numéro d’envoi',
  'NUMÉRO APPELÉ',
  'Appel International',
  'appel interne',
  'Nombre de pages réel(les)',
  'DUREE',
  'pages facturees',
  'Type de facturation',
];
/** Of columns that no rule knows. */
export const UNKNOWN_HEADINGS = ['Centre de coûts', 'Remarque'];

/** Letters of every kind that French names have. */
export const FIRST_NAMES = [
  'Aurélie',
  'Benoît',
  'Chloé',
  'Damien',
  'Élodie',
  'François',
  'Gaëlle',
  'Hervé',
  'Inès',
  'Jérôme',
];
export const LAST_NAMES = [
  'Arnoux',
  'Bérard',
  'Cœur',
  'Delmas',
  'd’Estienne',
  'Fouché',
  'Garçon',
  'Huyghe',
  'Ibáñez',
  'Jourdan',
  'Kervella',
  'Lemaître',
  'Müller',
  'Noël',
  'Ospital',
  'Pagès',
  'Quéré',
  'Rémond',
  'Sœurette',
  'Thévenot',
];
/** Separators and quotes among them. */
export const RESELLERS = [
  'Agence Nord',
  'Bureautique Réunie',
  'Copie & Fax',
  'Dépannage; Fils',
  'Établissements Hamel',
  'Fax, Fibre et Cie',
  'Groupe Ménard',
  'Le "Fax" Bleu',
  'Îlot Télécom',
  'Joncquières SA',
  'Kerfax',
  'L’Atelier du Réseau',
  'Maison Vallée',
  'Nuances',
  'Orme Télécopie',
  'Péniche Réseaux',
  'Quai 12',
  'Rhône Services',
  'Sud-Fax',
  'Trémolières',
];
/** Two digits each with which a French number, landline or of the operators' own, may begin in every numbering plan. */
export const AREAS = [
  '14',
  '13',
  '15',
  '30',
  '31',
  '38',
  '39',
  '20',
  '23',
  '29',
  '41',
  '42',
  '47',
  '49',
  '51',
  '53',
  '55',
  '97',
  '98',
];
/** The same of mobile numbers. */
export const MOBILE_AREAS = ['60', '61', '62', '64', '66', '68', '75', '78'];
/** Examples of numbering plans abroad, as dialled from France, and in digits. */
export const ABROAD: ReadonlyArray<readonly [dialled: string, digits: string]> = [
  ['0044 121 234 5678', '441212345678'],
  ['+49 30 123456', '4930123456'],
  ['003212345678', '3212345678'],
  ['+41 21 234 56 78', '41212345678'],
  ['001 201-555-0123', '12015550123'],
];
/** Cells that hold no number that may be called. */
export const NO_NUMBERS = [
  '',
  '012345678',
  '01234567890',
  '33012345678',
  '3312345678',
  'inconnu',
  '0000000000',
  '+',
  '#REF!',
];
/** Cells that hold neither SF nor RF. */
export const NO_MODES = ['', 'XX', 'EMAIL', 'S F', 'SFR', '1'];
/** Cells that hold no positive whole number. */
export const NO_PAGES = ['', '0', '-1', 'deux', '2,5', '1.5', '0 ', '+2'];
/** Cells that hold no time of any calendar. */
export const NO_TIMES = ['', '31/02/2024 10:00', 'hier', '00/00/0000 00:00', '15/01/2024 25:00'];

/** A French number's nine digits without the 0, of an area, that no other `index` has: below ten million times the areas. */
export function nationalDigits(areas: readonly string[], index: number): string {
  const area = areas[index % areas.length]!;
  // 7,654,321 has no divisor in common with ten million, so that no two products end in the same seven digits.
  const rest = (Math.floor(index / areas.length) * 7_654_321 + 1_234_567) % 10_000_000;
  return area + String(rest).padStart(7, '0');
}

/** One of the shapes in which people and machines write a French number. */
export function written(national: string, chance: number): string {
  if (chance < 0.35) return `0${national}`;
  if (chance < 0.5) return `33${national}`;
  if (chance < 0.58) return `+33${national}`;
  if (chance < 0.66) return `0033${national}`;
  const pairs = [
    national.slice(0, 1),
    national.slice(1, 3),
    national.slice(3, 5),
    national.slice(5, 7),
    national.slice(7),
  ];
  if (chance < 0.88) return `0${pairs.join(' ')}`;
  if (chance < 0.92) return `0${pairs.join('.')}`;
  if (chance < 0.95) return `+33 (0)${pairs.join(' ')}`;
  if (chance < 0.97) return `0${pairs.join('-')}`;
  return ` +33 ${pairs.join(' ')} `;
}

/** Minutes into a day by how much of the day's faxes came before: most come from 8 to 18 h. */
export function minuteOfDay(part: number): number {
  if (part < 0.05) return Math.floor((part / 0.05) * 480);
  if (part < 0.95) return 480 + Math.floor(((part - 0.05) / 0.9) * 600);
  return 1080 + Math.floor(((part - 0.95) / 0.05) * 360);
}

/** `00` to `99`. */
export const TWO = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** `dd/mm/yyyy` by days since 1970, made once a day. */
export function frenchDays(): (day: number) => string {
  let last = { day: Number.NaN, text: '' };
  return (day) => {
    if (last.day !== day) {
      const [year, month, date] = new Date(day * 86_400_000).toISOString().slice(0, 10).split('-');
      last = { day, text: `${date}/${month}/${year}` };
    }
    return last.text;
  };
}
