/**
 * The invented companies of the samples. Numbers follow obvious patterns (111 222 33…, bank 99999) and are
 * completed with valid check digits; telephone numbers are of the ranges that ARCEP keeps for fiction; names and
 * streets belong to nobody known to us.
 */
import {
  belgianIban,
  belgianVat,
  britishVat,
  frenchIban,
  frenchVat,
  germanVat,
  iban,
  luhn,
} from './check-digits.ts';

export interface Party {
  name: string;
  /** As printed, one entry a line, the last with the postcode. */
  address: string[];
  siren?: string;
  siret?: string;
  vat?: string;
  iban?: string;
  bic?: string;
  phone?: string;
  email?: string;
}

/** The address as the truth gives it: one line. */
export function addressLine(party: Party): string {
  return party.address.join(', ');
}

function french(
  party: Party,
  sirenDigits: string,
  establishment: string,
  account?: string,
): Party & Required<Pick<Party, 'siren' | 'siret' | 'vat' | 'iban' | 'bic'>> {
  const siren = luhn(sirenDigits);
  return {
    ...party,
    siren,
    siret: luhn(`${siren}${establishment}`),
    vat: frenchVat(siren),
    iban: frenchIban('99999', '01234', account ?? `${sirenDigits}000`),
    bic: 'FICTFRPPXXX',
  };
}

export const ATELIER_LUMIERE = french(
  {
    name: 'Atelier Lumière SARL',
    address: ['14 rue des Verriers', '69001 Lyon'],
    phone: '04 65 71 11 22',
    email: 'compta@atelier-lumiere.example',
  },
  '11122233',
  '0001',
);
export const HOTEL_TILLEULS = french(
  { name: 'Hôtel des Tilleuls SAS', address: ['3 place de la Fontaine', '38000 Grenoble'] },
  '12121212',
  '0002',
);
export const MARAICHERS = french(
  {
    name: 'Les Maraîchers du Val SCOP',
    address: ['Zone du Grand Pré', '128 route de la Levée', '49130 Les Ponts-de-Cé'],
    phone: '02 61 91 33 44',
    email: 'facturation@maraichers-du-val.example',
  },
  '22233344',
  '0001',
);
export const BISTROT_CANAL = french(
  { name: 'Le Bistrot du Canal', address: ['27 quai des Mariniers', '49000 Angers'] },
  '13131313',
  '0001',
);
export const PLOMBERIE = french(
  {
    name: 'Plomberie Kerouédan',
    address: ['8 rue du Lavoir', '29000 Quimper'],
    phone: '02 61 91 55 66',
  },
  '33344455',
  '0001',
);
export const GIROLLE = french(
  {
    name: 'Transports Girolle SAS',
    address: ['Parc logistique des Trois Ormes', '45 avenue du Rail', '45140 Ormes'],
    phone: '02 61 91 77 88',
    email: 'exploitation@girolle.example',
  },
  '44455566',
  '0003',
);
export const FONDERIE = french(
  { name: 'Fonderie Marchandeau SA', address: ['2 impasse des Forges', '18100 Vierzon'] },
  '14141414',
  '0001',
);
export const QUINCAILLERIE = french(
  {
    name: 'QUINCAILLERIE DU PORT',
    address: ['6 quai des Cordiers', '17000 La Rochelle'],
    phone: '05 36 49 12 34',
  },
  '55566677',
  '0002',
);
export const IMPRIMERIE = french(
  {
    name: 'Imprimerie Vasselin',
    address: ['31 boulevard des Papetiers', '76600 Le Havre'],
    phone: '02 61 91 21 43',
  },
  '66677788',
  '0001',
);
export const CABINET_ORME = french(
  { name: 'Cabinet Delorme et Fils', address: ['19 rue du Bailliage', '76000 Rouen'] },
  '15151515',
  '0001',
);
export const LOCAMAT = french(
  {
    name: 'LOCAMAT SERVICES',
    address: ['4 rue des Engins', '54000 Nancy'],
    phone: '03 53 01 65 43',
  },
  '77788899',
  '0004',
);
export const BATIGRES = french(
  { name: 'BATIGRES SARL', address: ['70 chemin des Carrières', '88000 Épinal'] },
  '16161616',
  '0001',
);
export const GARAGE = french(
  {
    name: 'Garage Belair',
    address: ['52 avenue de la Gare', '84000 Avignon'],
    phone: '04 65 71 87 65',
  },
  '88899900',
  '0001',
);
export const PAPETERIE = french(
  {
    name: "Papeterie L'Encre Bleue",
    address: ['9 rue Saint-Firmin', '34000 Montpellier'],
    phone: '04 65 71 45 67',
    email: 'contact@encre-bleue.example',
  },
  '10102020',
  '0001',
);
export const ECOLE = french(
  { name: 'Association École des Garrigues', address: ['1 chemin du Mas', '34270 Lauret'] },
  '17171717',
  '0001',
);
export const MENUISERIE = french(
  {
    name: 'Menuiserie Chanterelle',
    address: ['Le Bourg', '87120 Eymoutiers'],
    phone: '05 36 49 98 76',
    email: 'atelier@chanterelle.example',
  },
  '20203030',
  '0001',
);
export const COBALT = french(
  {
    name: 'Cobalt Conseil SAS',
    address: ['88 cours du Médoc', '33300 Bordeaux'],
    phone: '05 36 49 11 00',
    email: 'factures@cobalt-conseil.example',
  },
  '30304040',
  '0001',
);
export const VERGER = french(
  { name: 'Coopérative du Verger', address: ['12 route des Poiriers', '82000 Montauban'] },
  '18181818',
  '0002',
);

export const HARBOUR_SIGNAGE = {
  name: 'Harbour & Finch Signage Ltd',
  address: ['Unit 7, Ropewalk Yard', 'Bristol BS99 1ZZ', 'United Kingdom'],
  vat: britishVat('1234567'),
  iban: iban('GB', 'FICT99999912345678'),
  bic: 'FICTGB2LXXX',
  email: 'accounts@harbourfinch.example',
} satisfies Party;
export const TEAROOMS = {
  name: 'Pemberley Tea Rooms',
  address: ['22 Castle Street', 'Bath BA99 9XX', 'United Kingdom'],
} satisfies Party;
export const FEINWERK = {
  name: 'Feinwerk Ostheim GmbH',
  address: ['Werkstraße 17', '99999 Ostheim'],
  vat: germanVat('12345678'),
  iban: iban('DE', '999999990123456789'),
  bic: 'FICTDEFFXXX',
  phone: '+49 999 123456',
  email: 'buchhaltung@feinwerk-ostheim.example',
} satisfies Party;
export const KESTREL = {
  name: 'Kestrel & Linde BV',
  address: ['Molenstraat 101', '9999 Verzonnen', 'Belgique'],
  vat: belgianVat('01234567'),
  iban: belgianIban('9990123456'),
  bic: 'FICTBEBBXXX',
  email: 'billing@kestrel-linde.example',
} satisfies Party;
export const BRUECKNER = {
  name: 'Brückner Anlagenbau KG',
  address: ['Hafenweg 8', '99998 Musterhausen'],
} satisfies Party;
export const HOUBLON_NOIR = {
  name: 'Brasserie du Houblon Noir SRL',
  address: ['36 rue du Malt', '9998 Verzonnen', 'Belgique'],
  vat: belgianVat('07654321'),
  email: 'achats@houblon-noir.example',
} satisfies Party;
