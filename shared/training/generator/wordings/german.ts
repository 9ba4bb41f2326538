import type { Wordings } from './concepts.ts';

/** German wordings. */
export const GERMAN: Wordings = {
  invoice:
    'Rechnung|RECHNUNG|Rechnung|Honorarrechnung|Ausgangsrechnung|Teilrechnung|Schlussrechnung|Kundenrechnung|Rechnung / Lieferschein',
  creditNote: 'Gutschrift|GUTSCHRIFT|Rechnungskorrektur|Stornorechnung|Korrekturrechnung',
  receipt: 'Quittung|Kassenbon|Bon|Beleg|Rechnung|Kassenbeleg|Barverkauf|Bewirtungsrechnung',
  quote: 'Angebot|ANGEBOT|Kostenvoranschlag|Offerte|Proforma-Rechnung',
  order: 'Bestellung|Auftragsbestätigung|BESTELLUNG|Auftrag',
  deliveryNote: 'Lieferschein|LIEFERSCHEIN|Warenbegleitschein',
  statement: 'Kontoauszug|Saldenbestätigung|Kontoübersicht|Offene-Posten-Liste',
  other: 'Bescheinigung|Mitteilung|Wartungsvertrag|Anschreiben',
  invoiceNumber:
    'Rechnungsnummer|Rechnungs-Nr.|Rechnung Nr.|Rechnungsnr.|Re.-Nr.|Rechnung|Belegnummer|Rg.-Nr.|Rechnungs-Nummer|Nummer|Beleg-Nr.|Rechnung-Nr.|Nr.|RECHNUNGS-NR.|Re-Nr|Rechnung Nummer|Dokumentnummer|Faktura-Nr.|R.-Nr.|Rech.-Nr.',
  creditNumber: 'Gutschrift Nr.|Gutschriftsnummer|Gutschrift-Nr.|Storno-Nr.|Belegnummer',
  receiptNumber:
    'Bon-Nr.|Beleg-Nr.|Bonnr.|Beleg|Quittung Nr.|Rechnung Nr.|Bon|BNr|Belegnr.|Rechnungs-Nr.|Beleg-Nr|TA-Nr',
  quoteNumber: 'Angebot Nr.|Angebotsnummer|Angebots-Nr.|Angebotsnr.',
  orderNumber: 'Bestellnummer|Bestell-Nr.|Auftragsnummer|Auftrags-Nr.|Bestellung Nr.',
  deliveryNumber: 'Lieferschein-Nr.|Lieferscheinnummer|Lieferschein Nr.|LS-Nr.',
  statementNumber: 'Auszug Nr.|Auszugsnummer|Referenz',
  issueDate:
    'Datum|Rechnungsdatum|Rechnungs-Datum|Ausstellungsdatum|Belegdatum|Rechnung vom|vom|Ausgestellt am|Datum der Rechnung|Rg.-Datum|RECHNUNGSDATUM|Re.-Datum|Erstellt am|Dokumentdatum',
  dueDate:
    'Fällig am|Fälligkeitsdatum|Zahlbar bis|Fälligkeit|Zahlungsziel|Fällig bis|Zahlungsfrist|Zahlung bis|Zu zahlen bis|Zahlbar bis zum|Bitte zahlen bis|Fällig|Netto fällig am',
  customerNumber:
    'Kundennummer|Kunden-Nr.|Kundennr.|Kd.-Nr.|Ihre Kundennummer|Debitor|Vertragskonto|Kunde Nr.|KundenNr',
  customerOrder:
    'Bestellnummer|Ihre Bestellung|Auftragsnummer|Bestell-Nr.|Ihr Auftrag|Auftrags-Nr.|Ihr Zeichen|Bestellung|Auftrag Nr.|Ihre Bestellnummer|Ihre Referenz|Auftrag',
  deliveryNoteNumber: 'Lieferschein|Lieferschein-Nr.|LS-Nr.|Lieferscheinnummer|Lieferschein Nr.',
  deliveryDate:
    'Lieferdatum|Leistungsdatum|Liefertermin|Leistungszeitpunkt|Lieferung am|Liefer-/Leistungsdatum|Leistungs-/Lieferdatum',
  orderDate: 'Bestelldatum|Auftragsdatum|Bestellung vom|Auftrag vom',
  period: 'Leistungszeitraum|Abrechnungszeitraum|Zeitraum|Rechnungszeitraum|Verbrauchszeitraum',
  printDate: 'Druckdatum|Gedruckt am|Erstellt|Ausdruck vom',
  validUntil: 'Gültig bis|Angebot gültig bis|Bindefrist|Gültigkeit',
  originalInvoice: 'Ursprungsrechnung|Zu Rechnung|Bezug Rechnung Nr.|Korrektur zu Rechnung|Originalrechnung',
  project: 'Projekt|Bauvorhaben|Betreff|Objekt|Vorgang|Vertrag|Kommission|BV',
  salesperson:
    'Bearbeiter|Sachbearbeiter|Ihr Ansprechpartner|Ansprechpartner|Verkäufer|Ihre Ansprechpartnerin|Berater',
  paymentReference: 'Verwendungszweck|Zahlungsreferenz|Kassenzeichen|Bitte angeben',
  subtotal: 'Zwischensumme|Summe Positionen|Warenwert|Summe|Gesamt netto vor Rabatt|Positionssumme',
  net: 'Nettobetrag|Summe netto|Netto|Gesamt netto|Nettosumme|Zwischensumme netto|Gesamtbetrag netto|Netto-Betrag|Rechnungsbetrag netto|Summe Netto|Gesamtsumme netto|Warenwert netto|Nettowert|Zwischensumme (netto)|Total netto|Betrag netto|Zwischensumme',
  tax: '{tax}|zzgl. {rate} {tax}|{tax} {rate}|Mehrwertsteuer|Umsatzsteuer {rate}|{rate} {tax}|Steuerbetrag|zzgl. {tax}|Umsatzsteuer|{tax}-Betrag|+ {rate} {tax}|zuzüglich {rate} {tax}|{tax} ({rate})|Summe {tax}',
  gross:
    'Gesamtbetrag|Rechnungsbetrag|Bruttobetrag|Gesamtsumme|Summe brutto|Brutto|Endbetrag|Gesamt brutto|Gesamtbetrag brutto|Endsumme|Rechnungsbetrag brutto|Gesamt|Rechnungssumme|Total|Summe|Rechnungsendbetrag|Gesamtbetrag inkl. {tax}|Bruttosumme|Total inkl. {tax}',
  due: 'Zahlbetrag|Zu zahlen|Zahlungsbetrag|Offener Betrag|Restbetrag|Zu zahlender Betrag|Fälliger Betrag|Noch zu zahlen|Rest offen|zu überweisen|Saldo|Ihre Nachzahlung|Zahllast|Zahlbarer Betrag|Offen',
  discount: 'Rabatt|Rabatt {rate}|abzgl. Rabatt|Nachlass|Skonto|Sondernachlass|Preisnachlass',
  deposit:
    'Anzahlung|Abschlag|Bereits gezahlt|abzgl. Anzahlung|Vorauszahlung|Geleistete Abschläge|abzüglich Abschlagszahlung|Anzahlung erhalten',
  previousBalance: 'Saldovortrag|Alter Saldo|Vortrag|Offener Saldo|Saldo aus Vorperiode|Rückstand',
  ecoContribution: 'Entsorgungsbeitrag|Pfand|Umweltpauschale|Mautzuschlag|Recyclinggebühr|VRG',
  shipping: 'Versandkosten|Versand|Porto|Fracht|Verpackung und Versand|Lieferkosten|Frachtkosten|Anfahrt',
  rounding: 'Rundung|Rundungsdifferenz|Rundungsausgleich',
  paid: 'Bezahlt|Bereits bezahlt|Gezahlt|Zahlung erhalten|Gezahlter Betrag',
  rate: 'Steuersatz|{tax}-Satz|Satz|{tax} %|%|Steuer|St.-Satz',
  base: 'Netto|Nettobetrag|Basis|Bemessungsgrundlage|Steuerbasis|Warenwert|Nettowert',
  taxAmount: 'Steuer|{tax}|Steuerbetrag|MwSt-Betrag|Betrag',
  carriedForward: 'Übertrag|Zwischensumme|Übertrag Seite|Übertrag auf Seite 2|Übertrag von Seite 1',
  currencyNote: 'Alle Beträge in {currency}|Währung|Beträge in {currency}|Angaben in {currency}',
  from: 'Von|Rechnungssteller|Verkäufer|Lieferant|Absender|Auftragnehmer|Aussteller',
  billTo:
    'Rechnungsempfänger|Kunde|An|Rechnungsadresse|Rechnung an|Empfänger|Käufer|Auftraggeber|Rechnungsanschrift|Firma|Herrn/Frau',
  shipTo: 'Lieferadresse|Lieferanschrift|Lieferung an|Warenempfänger|Verbrauchsstelle|Leistungsort|Lieferort',
  phone: 'Tel.|Telefon|Tel|Fon|T|Telefon-Nr.|Mobil|Tel.:',
  fax: 'Fax|Telefax|Fax.|F|Telefax-Nr.',
  email: 'E-Mail|Email|Mail|E-mail|eMail',
  web: 'Web|Internet|Webseite|Homepage|www',
  contact: 'Ansprechpartner|Kontakt|Bearbeiter',
  attention: 'z. Hd.|z.Hd.|zu Händen|Attn',
  vatNumber:
    'USt-IdNr.|USt-ID|USt.-ID|Ust-IdNr|Umsatzsteuer-ID|UID|USt-Id-Nr.|Umsatzsteuer-Identifikationsnummer|USt.-IdNr.|UID-Nr.|USt-Ident-Nr.|MwSt-Nr.|VAT-ID|Unsere USt-IdNr.|UStID',
  buyerVat:
    'Ihre USt-IdNr.|USt-IdNr. Kunde|USt-ID Kunde|Ihre USt-ID|Kunden-USt-IdNr.|USt-IdNr. des Empfängers|USt-IdNr.',
  capital: 'Stammkapital|Grundkapital|Kapital',
  bank: 'Bank|Bankverbindung|Kreditinstitut|Bankname|Unsere Bankverbindung|Bankdaten',
  holder: 'Kontoinhaber|Empfänger|Inhaber|Zahlungsempfänger',
  iban: 'IBAN|IBAN|IBAN-Nr.|Konto (IBAN)|Kontonummer / IBAN|IBAN:',
  bic: 'BIC|BIC|BIC/SWIFT|SWIFT|SWIFT-BIC|BIC-Code',
  terms:
    'Zahlungsbedingungen|Zahlungsbedingung|Zahlungskonditionen|Zahlung|Konditionen|Zahlungsziel|Zahlungshinweis',
  termsValues:
    '# Tage netto|Zahlbar innerhalb von # Tagen|sofort zahlbar ohne Abzug|# Tage|Zahlbar sofort|innerhalb # Tagen ohne Abzug|14 Tage 2% Skonto, # Tage netto|zahlbar innerhalb von # Tagen ohne Abzug|Sofort fällig|per Lastschrift|Vorkasse|# Tage nach Rechnungserhalt|Zahlbar binnen # Tagen nach Rechnungsdatum|Rein netto|Bankeinzug|bar',
  paymentMethod: 'Zahlungsart|Zahlungsweise|Zahlart|Bezahlt mit|Zahlungsmittel',
  paymentMethods:
    'Überweisung|Lastschrift|Barzahlung|Kreditkarte|SEPA-Lastschrift|PayPal|Rechnung|EC-Karte|Bankeinzug|Vorkasse',
  pleasePay:
    'Bitte überweisen Sie {amount} bis zum {due}.|Bitte zahlen Sie den Betrag von {amount} bis {due} auf unser Konto.|Der Betrag von {amount} wird am {due} von Ihrem Konto abgebucht.|Zahlbar {amount} bis zum {due} ohne Abzug.|Wir bitten um Überweisung des Betrages von {amount} bis {due}.',
  thanks:
    'Vielen Dank für Ihren Auftrag.|Wir danken für Ihr Vertrauen|Mit freundlichen Grüßen|Vielen Dank!|Wir bedanken uns für die gute Zusammenarbeit.',
  lateMention:
    'Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.|Bei Zahlungsverzug berechnen wir Verzugszinsen in Höhe von 9 % über dem Basiszinssatz.|Sofern nicht anders angegeben, entspricht das Leistungsdatum dem Rechnungsdatum.|Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.|Reklamationen bitte innerhalb von 8 Tagen. Gerichtsstand ist der Sitz der Firma.|Es gelten unsere allgemeinen Geschäftsbedingungen.|Bei Zahlung innerhalb von 10 Tagen gewähren wir 2 % Skonto.',
  notes:
    'Sehr geehrte Damen und Herren, für unsere Lieferungen berechnen wir wie folgt:|Wir erlauben uns zu berechnen:|Steuerschuldnerschaft des Leistungsempfängers.|Die Gewährleistung richtet sich nach den gesetzlichen Bestimmungen.|Lieferung frei Haus.|Vereinbarungsgemäß stellen wir Ihnen in Rechnung:',
  sentence:
    'Rechnung Nr. {number} vom {date}|Rechnung {number} vom {date}|Ihre Rechnung {number}, Datum {date}|Betreff: Rechnung {number} vom {date}|Rechnungs-Nr. {number} / {date}',
  page: 'Seite {n} von {m}|Seite {n}/{m}|Seite: {n}|Blatt {n}|- {n} -|Seite {n} / {m}',
  headPosition: 'Pos.|Pos|Nr.|#|Position|Lfd. Nr.',
  headReference: 'Art.-Nr.|Artikelnr.|Artikel-Nr.|Artikelnummer|Art.Nr.|Nummer|Bestell-Nr.|Artikel',
  headDescription:
    'Bezeichnung|Beschreibung|Artikel|Leistung|Artikelbezeichnung|Text|Produkt|Artikel / Leistung|Leistungsbeschreibung|Ware',
  headQuantity: 'Menge|Anzahl|Mge.|Stk.|Std.|Stunden|Mng.|Stück',
  headUnit: 'Einheit|ME|Einh.|EH',
  headPrice:
    'Einzelpreis|E-Preis|Preis|EP|Einzelpreis netto|Stückpreis|Einzel €|E.-Preis|Preis/Einheit|EP netto|Einzel',
  headDiscount: 'Rabatt|Rab. %|Rab.|Rabatt %',
  headRate: 'MwSt.|USt.|MwSt %|USt %|MwSt|Steuer|St.|USt-Satz',
  headTotal:
    'Gesamtpreis|Gesamt|Betrag|Summe|G-Preis|Gesamt netto|GP|Netto|Gesamtpreis netto|Positionspreis|Gesamt €|Betrag netto|G.-Preis',
  headTotalGross: 'Brutto|Gesamt brutto|Betrag|Gesamt|Bruttobetrag',
  headDate: 'Datum|Tag|Leistungstag',
  headTax: 'MwSt-Betrag|Steuer|USt.',
  units: 'Stk|Std|Tag|kg|m²|St.|Stück|m|Psch.|Std.|l|Pkg|Satz|Kiste|Mon.',
  cash: 'Bar|BAR|Gegeben|Bargeld|gegeben|Gegeben Bar|Barzahlung|Bar gegeben',
  change: 'Rückgeld|Zurück|ZURÜCK|Rückgeld Bar|Wechselgeld|Rückgeld BAR|zurück',
  card: 'girocard|EC-Karte|Kartenzahlung|EC-Cash|MasterCard|VISA|Girocard kontaktlos|Maestro|ec-Karte|Kreditkarte|Debit Mastercard',
  total:
    'SUMME|Summe|Gesamtbetrag|ZU ZAHLEN|Total|Gesamt|zu zahlen|SUMME EUR|Endbetrag|Betrag|Rechnungsbetrag|Zu zahlender Betrag|Total EUR|Gesamtsumme|Summe EUR|ZU ZAHLEN EUR|Betrag EUR|GESAMT',
  items: 'Posten|Anzahl Artikel|ANZAHL ARTIKEL|Artikel|Pos.',
  cashier: 'Kassierer|Bediener|Es bediente Sie|Bedienung|Kellner|Kass.|Verkäufer|Bed.',
  table: 'Tisch|TISCH|Tisch-Nr.|Gäste',
  till: 'Kasse|KASSE|Terminal|Terminal-ID|Filiale|Kas.',
  welcome:
    'Willkommen|Unsere Öffnungszeiten|UNSERE ÖFFNUNGSZEITEN|Herzlich willkommen|Mo.-Sa. 8.00 Uhr - 20.00 Uhr',
  goodbye:
    'Vielen Dank für Ihren Einkauf!|Vielen Dank für Ihren Besuch|Auf Wiedersehen|Bitte Beleg aufbewahren|BITTE BELEG AUFBEWAHREN|Umtausch innerhalb von 14 Tagen nur mit Bon|Es bedankt sich Ihr Team|Wir freuen uns auf Sie!|Danke und bis bald',
  tip: 'Trinkgeld|TIP',
  including: 'inkl. {tax}|enth. {tax}|incl. {tax}|darin enthaltene {tax}|inkl. {rate} {tax}',
  copy: 'Kundenbeleg|K-U-N-D-E-N-B-E-L-E-G|* * Kundenbeleg * *|Kopie|Händlerbeleg|Zweitschrift',
};
