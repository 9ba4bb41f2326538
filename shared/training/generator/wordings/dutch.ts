import type { Wordings } from './concepts.ts';

/** Dutch wordings. */
export const DUTCH: Wordings = {
  invoice: 'Factuur|FACTUUR|Verkoopfactuur|Rekening|Nota|Termijnfactuur',
  creditNote: 'Creditnota|CREDITNOTA|Creditfactuur|Kredietnota',
  receipt: 'Kassabon|Bon|Kwitantie|Bonnetje|Kassaticket|Klantticket',
  quote: 'Offerte|OFFERTE|Prijsopgave|Proforma factuur',
  order: 'Bestelling|Inkooporder|Orderbevestiging|BESTELBON',
  deliveryNote: 'Pakbon|Leverbon|Leveringsbon|PAKBON|Vrachtbrief',
  statement: 'Rekeningoverzicht|Openstaande posten|Rekeninguittreksel',
  other: 'Bevestiging|Brief|Onderhoudscontract|Mededeling',
  invoiceNumber:
    'Factuurnummer|Factuurnr.|Factuur nr.|Factuur|Factuurnr|Factuur nummer|Fact.nr.|Nummer|Nr.|Notanummer|Rekeningnummer nota|FACTUURNUMMER|Factuur-nr.|Documentnummer|Ons nummer',
  creditNumber: 'Creditnota nr.|Creditnummer|Creditfactuurnummer|Nummer',
  receiptNumber: 'Bonnr.|Bonnummer|Bon|Transactie|Ticket|Bonnr|Kassabon nr.|Ticketnr.',
  quoteNumber: 'Offertenummer|Offertenr.|Offerte nr.|Prijsopgave nr.',
  orderNumber: 'Ordernummer|Bestelnummer|Inkoopordernummer|Bestelbon nr.',
  deliveryNumber: 'Pakbonnummer|Pakbonnr.|Leverbon nr.',
  statementNumber: 'Overzicht nr.|Referentie',
  issueDate:
    'Datum|Factuurdatum|Factuur datum|Datum factuur|Opgemaakt op|Notadatum|FACTUURDATUM|Uitgegeven op|d.d.|Documentdatum',
  dueDate:
    'Vervaldatum|Vervaldag|Te betalen voor|Betalen voor|Uiterste betaaldatum|Betaaldatum|Uiterlijk te voldoen op|Te voldoen voor|Verval|Betalen vóór|Uiterlijke betaaldatum',
  customerNumber:
    'Klantnummer|Klantnr.|Debiteurnummer|Debiteurnr.|Relatienummer|Uw klantnummer|Klant nr.|Debiteur',
  customerOrder:
    'Ordernummer|Uw bestelnummer|Bestelnummer|Uw referentie|Ordernr.|Uw order|Inkoopnummer|PO-nummer|Uw ref.|Bestelbon|Order',
  deliveryNoteNumber: 'Pakbon|Pakbonnummer|Leverbon',
  deliveryDate: 'Leverdatum|Leveringsdatum|Datum levering|Geleverd op|Prestatiedatum',
  orderDate: 'Orderdatum|Besteldatum|Datum bestelling',
  period: 'Periode|Factuurperiode|Verbruiksperiode|Leveringsperiode',
  printDate: 'Afdrukdatum|Afgedrukt op|Printdatum',
  validUntil: 'Geldig tot|Geldig t/m|Offerte geldig tot',
  originalInvoice: 'Oorspronkelijke factuur|Betreft factuur|Ref. factuur|Credit op factuur',
  project: 'Project|Betreft|Werk|Onderwerp|Omschrijving|Contract|Kenmerk',
  salesperson: 'Contactpersoon|Verkoper|Behandeld door|Uw contactpersoon|Accountmanager',
  paymentReference: 'Betalingskenmerk|Betalingsreferentie|Gestructureerde mededeling|O.v.v.',
  subtotal: 'Subtotaal|Totaal goederen|Tussentotaal|Som|Bruto bedrag',
  net: 'Subtotaal|Totaal excl. {tax}|Netto|Totaal exclusief {tax}|Nettobedrag|Bedrag excl. {tax}|Totaal netto|Excl. {tax}|Maatstaf van heffing|Netto totaal|TOTAAL EXCL. {tax}|Bedrag exclusief {tax}|Netto bedrag',
  tax: '{tax}|{tax} {rate}|{rate} {tax}|{tax} bedrag|Totaal {tax}|{tax} ({rate})|{tax}-bedrag|{tax} hoog {rate}|Bedrag {tax}|{tax} over',
  gross:
    'Totaal|Totaal incl. {tax}|Totaalbedrag|TOTAAL|Totaal inclusief {tax}|Factuurbedrag|Factuurtotaal|Eindtotaal|Totaal bedrag|Bruto|Totaal factuur|Bedrag incl. {tax}|Totaal te voldoen|Algemeen totaal',
  due: 'Te betalen|Te betalen bedrag|Openstaand bedrag|Nog te betalen|Te voldoen|Totaal te betalen|Verschuldigd bedrag|Restant|Saldo|Nog te voldoen|Openstaand|TE BETALEN',
  discount: 'Korting|Korting {rate}|Betalingskorting|Actiekorting',
  deposit: 'Aanbetaling|Reeds betaald|Voorschot|Vooruitbetaling|Aanbetaling ontvangen|Betaald voorschot',
  previousBalance: 'Vorig saldo|Openstaand saldo|Saldo vorige factuur|Beginsaldo',
  ecoContribution: 'Verwijderingsbijdrage|Recupel|Milieutoeslag|Bebat|Statiegeld|Brandstoftoeslag',
  shipping: 'Verzendkosten|Vracht|Transportkosten|Bezorgkosten|Voorrijkosten|Administratiekosten',
  rounding: 'Afronding|Afrondingsverschil',
  paid: 'Betaald|Reeds voldaan|Voldaan|Totaal betaald|Ontvangen',
  rate: '{tax} %|Tarief|{tax}-tarief|%|{tax} code|Perc.',
  base: 'Grondslag|Over|Excl. {tax}|Basis|Netto|Maatstaf|Bedrag excl.',
  taxAmount: '{tax}|{tax} bedrag|Bedrag|{tax}-bedrag',
  carriedForward: 'Transport|Over te dragen|Subtotaal pagina|Transporteren',
  currencyNote: 'Bedragen in {currency}|Valuta|Alle bedragen in {currency}',
  from: 'Van|Afzender|Leverancier|Verkoper|Opdrachtnemer',
  billTo:
    'Factuur aan|Klant|Aan|Factuuradres|Klantgegevens|Debiteur|Geadresseerde|Factureren aan|T.a.v.|Koper|Opdrachtgever',
  shipTo: 'Afleveradres|Leveradres|Bezorgadres|Leveren aan|Verbruiksadres|Verzendadres',
  phone: 'Tel.|Tel|Telefoon|T|Tel:|Mob.|T:',
  fax: 'Fax|F|Telefax|F:',
  email: 'E-mail|Email|E|Mail|E:',
  web: 'Website|Web|W|Internet|I',
  contact: 'Contactpersoon|Contact|T.a.v.',
  attention: 't.a.v.|T.a.v.|Ter attentie van',
  vatNumber:
    '{tax}-nummer|{tax} nr.|{tax}-nr.|{tax} nummer|{tax}|{tax}-id|{tax}nr|{tax}-identificatienummer|{tax} nr|{tax} ID|VAT',
  buyerVat: 'Uw {tax}-nummer|{tax}-nummer klant|Uw {tax} nr.|{tax} nr.|{tax}-nr. afnemer|Uw {tax}-nr.',
  capital: 'Kapitaal|Maatschappelijk kapitaal',
  bank: 'Bank|Bankgegevens|Bankrelatie|Bankrekening|Onze bank',
  holder: 'Ten name van|T.n.v.|Rekeninghouder|t.n.v.|Begunstigde',
  iban: 'IBAN|IBAN|IBAN nr.|Rekeningnummer|IBAN-nummer|Bankrekening|Rek.nr.|Bank',
  bic: 'BIC|BIC|BIC/SWIFT|SWIFT|BIC-code|Swift code',
  terms:
    'Betalingsconditie|Betalingstermijn|Betalingscondities|Betalingsvoorwaarden|Betaling|Betaaltermijn|Betalingsconditie(s)',
  termsValues:
    '# dagen|Binnen # dagen|# dagen netto|Betaling binnen # dagen|# dagen na factuurdatum|Contant|Direct|Betaling binnen # dagen na factuurdatum|Automatische incasso|Vooruitbetaling|per omgaande|Netto # dagen|Te voldoen binnen # dagen',
  paymentMethod: 'Betaalwijze|Betaalmethode|Betaling via|Wijze van betaling',
  paymentMethods:
    'Overschrijving|iDEAL|Automatische incasso|Contant|Pin|Bankoverschrijving|Creditcard|Bancontact',
  pleasePay:
    'Gelieve {amount} vóór {due} over te maken.|Wij verzoeken u {amount} uiterlijk {due} te voldoen.|Het bedrag van {amount} wordt op {due} van uw rekening afgeschreven.|Graag {amount} betalen voor {due}.|Te voldoen {amount} uiterlijk op {due}',
  thanks:
    'Bedankt voor uw opdracht.|Met vriendelijke groet|Hartelijk dank voor uw bestelling|Bedankt!|Wij danken u voor het vertrouwen.',
  lateMention:
    'Op al onze leveringen zijn onze algemene voorwaarden van toepassing, gedeponeerd bij de Kamer van Koophandel.|Bij te late betaling zijn wij genoodzaakt wettelijke rente en incassokosten in rekening te brengen.|Reclames binnen 8 dagen na ontvangst.|Gelieve bij betaling het factuurnummer te vermelden.|Geleverde goederen blijven ons eigendom tot de factuur is voldaan.|Bij laattijdige betaling is van rechtswege een intrest van 10 % verschuldigd.',
  notes:
    'Werkzaamheden volgens afspraak.|BTW verlegd.|Garantie 2 jaar.|Vragen over deze factuur? Bel onze administratie.|Vrijgesteld van btw op grond van artikel 25.',
  sentence:
    'Factuur {number} van {date}|Factuur nr. {number} d.d. {date}|Betreft: factuur {number} d.d. {date}|Uw factuur {number}, datum {date}',
  page: 'Pagina {n} van {m}|Pagina {n}/{m}|Blad {n}|Pag. {n}|{n}/{m}|Bladzijde {n} van {m}',
  headPosition: 'Pos.|Nr.|#|Regel|Pos',
  headReference: 'Artikelnr.|Artikel|Code|Art.nr.|Artikelnummer|Artikelcode',
  headDescription:
    'Omschrijving|Artikelomschrijving|Product|Dienst|Beschrijving|OMSCHRIJVING|Artikel|Werkzaamheden',
  headQuantity: 'Aantal|Aant.|Hoeveelheid|Uren|AANTAL|Qty',
  headUnit: 'Eenheid|Eenh.|Ehd|Per',
  headPrice: 'Prijs|Stukprijs|Eenheidsprijs|Prijs per stuk|Tarief|Prijs/eenh.|Stuksprijs|Prijs excl.|p/st',
  headDiscount: 'Korting|Krt. %|Kort.|Korting %',
  headRate: '{tax}|{tax} %|% {tax}|{tax}-tarief|{tax}%',
  headTotal: 'Totaal|Bedrag|Totaal excl.|Netto|Totaalprijs|BEDRAG|Bedrag excl. {tax}|Totaal €|Regelbedrag',
  headTotalGross: 'Totaal incl.|Bedrag incl. {tax}|Totaal|Incl. {tax}',
  headDate: 'Datum|Dag',
  headTax: '{tax}|{tax} bedrag',
  units: 'st|uur|dag|kg|m²|stuk|stuks|doos|m|ltr|mnd|st.|set',
  cash: 'Contant|CONTANT|Ontvangen|Cash|Betaald contant|Gegeven',
  change: 'Wisselgeld|Terug|TERUG|Retour|Wisselgeld retour',
  card: 'PIN|Pin|Pinpas|Bankpas|Maestro|V PAY|BANCONTACT|Betaalpas|PINNEN|Contactloos|Debit card',
  total:
    'TOTAAL|Totaal|Te betalen|TOTAAL EUR|Totaal te betalen|SUBTOTAAL|Totaal EUR|TE BETALEN|Totaalbedrag|Bedrag|Totaal incl. {tax}',
  items: 'Aantal artikelen|Artikelen|AANTAL|Stuks',
  cashier: 'Kassier|Kassamedewerker|U bent geholpen door|Bediening|Medewerker|Kassa medew.|Ober',
  table: 'Tafel|TAFEL|Personen|Tafelnr.',
  till: 'Kassa|KASSA|Terminal|Filiaal|Vestiging',
  welcome: 'Welkom|Welkom bij|OPEN OP ZONDAG|Openingstijden ma-za 8-21 uur',
  goodbye:
    'Bedankt en tot ziens|Dank u voor uw bezoek|BEDANKT EN TOT ZIENS|Graag tot ziens!|Ruilen binnen 14 dagen met bon|Bewaar deze bon|Bedankt voor uw bezoek|Fijne dag verder',
  tip: 'Fooi|Tip',
  including: 'incl. {tax}|waarvan {tax}|{tax} inbegrepen|Bedrag {tax}',
  copy: 'KLANTTICKET|KOPIE KAARTHOUDER|Kopie|KOPIE|Klantexemplaar',
};
