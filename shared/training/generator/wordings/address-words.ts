/** Words that stand around names and addresses: what a line is called, and departments that letters go to. */
import type { Language } from '../document.ts';

interface AddressWords {
  name: string;
  address: string;
  town: string;
  departments: string;
}

export const ADDRESS_WORDS: Readonly<Record<Language, AddressWords>> = {
  fr: {
    name: 'Nom|Raison sociale|Société|Client|Dénomination',
    address: 'Adresse|Adresse postale|Siège social',
    town: 'Ville|CP Ville|Code postal / Ville',
    departments:
      'Service comptabilité|Comptabilité fournisseurs|Service achats|Direction générale|Service technique',
  },
  en: {
    name: 'Name|Company|Company name|Customer name|Business name',
    address: 'Address|Street|Street address',
    town: 'City|City, ZIP|Town / Postcode',
    departments: 'Accounts Payable|Accounts Department|Purchasing|Finance Department|Head Office',
  },
  de: {
    name: 'Name|Firma|Firmenname|Kunde',
    address: 'Straße|Adresse|Anschrift',
    town: 'Ort|PLZ Ort|PLZ / Ort',
    departments: 'Buchhaltung|Rechnungsprüfung|Einkauf|Abteilung Finanzen|Kreditorenbuchhaltung',
  },
  es: {
    name: 'Nombre|Razón social|Empresa|Cliente',
    address: 'Dirección|Domicilio|Domicilio social',
    town: 'Población|Localidad|C.P. y población',
    departments: 'Dpto. Contabilidad|Administración|Compras|Departamento financiero',
  },
  it: {
    name: 'Denominazione|Ragione sociale|Nome|Ditta',
    address: 'Indirizzo|Sede|Via',
    town: 'Comune|Città|CAP e città',
    departments: 'Ufficio contabilità|Amministrazione|Ufficio acquisti|Ufficio fornitori',
  },
  nl: {
    name: 'Naam|Bedrijf|Bedrijfsnaam|Klant',
    address: 'Adres|Straat|Straat en nr.',
    town: 'Plaats|Postcode en plaats|Woonplaats',
    departments: 'Crediteurenadministratie|Afdeling financiën|Administratie|Inkoop',
  },
  pt: {
    name: 'Nome|Empresa|Designação social|Cliente',
    address: 'Morada|Endereço|Sede',
    town: 'Localidade|Código postal|Cidade',
    departments: 'Contabilidade|Departamento financeiro|Compras|Serviços administrativos',
  },
};
