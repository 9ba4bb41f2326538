import type { Wordings } from './concepts.ts';

/** Italian wordings. */
export const ITALIAN: Wordings = {
  invoice:
    'Fattura|FATTURA|Fattura di vendita|Fattura immediata|Fattura differita|Fattura accompagnatoria|Parcella|Copia fattura',
  creditNote: 'Nota di credito|NOTA DI CREDITO|Nota di accredito|Nota credito',
  receipt:
    'Scontrino|Ricevuta|Ricevuta fiscale|DOCUMENTO COMMERCIALE|Scontrino fiscale|Documento commerciale di vendita o prestazione',
  quote: 'Preventivo|PREVENTIVO|Offerta|Fattura proforma|Proforma',
  order: 'Ordine|Ordine di acquisto|Conferma d’ordine|ORDINE',
  deliveryNote: 'Documento di trasporto|DDT|Bolla di consegna|D.D.T.',
  statement: 'Estratto conto|ESTRATTO CONTO|Situazione contabile',
  other: 'Certificato|Comunicazione|Contratto di manutenzione|Avviso',
  invoiceNumber:
    'Fattura n.|Numero fattura|N. fattura|Fattura N°|Fattura numero|Nr. fattura|Fattura|Numero documento|N. documento|N°|Numero|Fatt. n.|Nr.|Fattura nr.|N. doc.|FATTURA N.|Documento n.|Num. fattura',
  creditNumber: 'Nota di credito n.|N. nota di credito|Nota credito n.|Numero|N. documento',
  receiptNumber:
    'Scontrino n.|Ricevuta n.|Documento n.|N. documento|DOCUMENTO N.|Doc. n.|Ricevuta fiscale n.|N. scontrino|Rif.',
  quoteNumber: 'Preventivo n.|N. preventivo|Offerta n.|Numero offerta',
  orderNumber: 'Ordine n.|N. ordine|Numero ordine|Ordine d’acquisto n.',
  deliveryNumber: 'DDT n.|Documento di trasporto n.|N. DDT|D.D.T. n.',
  statementNumber: 'Estratto n.|Riferimento',
  issueDate:
    'Data|Data fattura|Data documento|Data emissione|Data di emissione|del|Emessa il|DATA|Data doc.|In data|Data della fattura',
  dueDate:
    'Scadenza|Data scadenza|Data di scadenza|Scadenza pagamento|Da pagare entro il|Scad.|Pagamento entro|Entro il|Scadenze|Termine di pagamento',
  customerNumber:
    'Codice cliente|Cod. cliente|N. cliente|Cliente n.|Numero cliente|Codice contratto|Cod. Cli.',
  customerOrder:
    'Vs. ordine|Ordine n.|N. ordine|Rif. ordine|Vostro ordine|Ordine cliente|Vs. rif.|Ordine d’acquisto|Riferimento ordine|Numero ordine|Rif. Vs. ordine',
  deliveryNoteNumber: 'DDT n.|Rif. DDT|DDT|Bolla n.',
  deliveryDate: 'Data consegna|Consegna|Data DDT|Data prestazione|Consegnato il',
  orderDate: 'Data ordine|Ordine del',
  period: 'Periodo|Periodo di fatturazione|Periodo di riferimento|Competenza',
  printDate: 'Data stampa|Stampato il',
  validUntil: 'Valido fino al|Validità offerta|Validità',
  originalInvoice: 'Rif. fattura|Fattura di riferimento|A storno fattura|Fattura originale n.',
  project: 'Oggetto|Commessa|Cantiere|Progetto|Pratica|Contratto|CIG',
  salesperson: 'Agente|Referente|Rif.|Operatore|Vs. contatto|Addetto',
  paymentReference: 'Causale|Riferimento pagamento|Causale bonifico',
  subtotal: 'Subtotale|Totale merce|Totale lordo|Totale righe|Somma|Importo merce',
  net: 'Imponibile|Totale imponibile|Imponibile netto|Netto|Totale netto|IMPONIBILE|Totale {tax} esclusa|Importo netto|Tot. imponibile|Imponibile {tax}|Totale al netto di {tax}',
  tax: '{tax}|{tax} {rate}|Imposta|Totale {tax}|Totale imposta|Importo {tax}|{tax} ({rate})|{tax} al {rate}|Tot. {tax}|{rate} {tax}|Totale imposte',
  gross:
    'Totale|Totale fattura|TOTALE|Totale documento|Totale {tax} inclusa|TOTALE FATTURA|Totale complessivo|Totale generale|Importo totale|Totale lordo|Tot. documento|TOTALE EURO|Totale ivato',
  due: 'Netto a pagare|Totale da pagare|Totale a pagare|Importo da pagare|Da pagare|NETTO A PAGARE|Saldo|A saldo|Importo dovuto|Totale dovuto|Residuo da pagare|Tot. da pagare',
  discount: 'Sconto|Sconto {rate}|Sconto incondizionato|Abbuono|Sconto merce',
  deposit: 'Acconto|Acconto versato|Anticipo|Già versato|Caparra|Acconto ricevuto',
  previousBalance: 'Saldo precedente|Saldo anteriore|Bollette precedenti|Insoluto precedente',
  ecoContribution: 'Contributo CONAI|Contributo RAEE|Ecocontributo|Contributo ambientale|CONAI assolto',
  shipping: 'Spese di trasporto|Trasporto|Spese di spedizione|Spese accessorie|Spese incasso|Bollo',
  rounding: 'Arrotondamento|Arrot.',
  paid: 'Pagato|Importo pagato|Totale pagato|Già pagato|Versato',
  rate: 'Aliquota|% {tax}|{tax} %|Aliq.|Aliquota {tax}|Cod. {tax}|%',
  base: 'Imponibile|Base|Importo|Imponibile {tax}|Netto',
  taxAmount: 'Imposta|{tax}|Importo {tax}|Importo',
  carriedForward: 'Riporto|A riportare|Totale pagina|Riporto pagina precedente',
  currencyNote: 'Importi in {currency}|Valuta|Divisa|Tutti gli importi in {currency}',
  from: 'Mittente|Emittente|Fornitore|Venditore|Cedente/prestatore|Da',
  billTo:
    'Cliente|Spett.le|Destinatario|Intestatario|Fatturare a|Spett. le|Cessionario/committente|Intestazione|Egr. Sig.|Acquirente|Fatturato a|Alla c.a.',
  shipTo:
    'Destinazione|Luogo di consegna|Destinazione merce|Indirizzo di consegna|Indirizzo di spedizione|Fornitura in',
  phone: 'Tel.|Tel|Telefono|T.|Cell.|Tel:',
  fax: 'Fax|FAX|Fax.',
  email: 'Email|E-mail|Mail|PEC|e-mail',
  web: 'Web|Sito|Sito web|www',
  contact: 'Contatto|Referente|c.a.',
  attention: 'c.a.|Alla cortese attenzione di|c/a',
  vatNumber:
    'P.IVA|Partita IVA|P. IVA|P.Iva|Part. IVA|P.I.|Partita Iva|C.F. e P.IVA|P.IVA/C.F.|Cod. Fisc. e P. IVA|P.I./C.F.|P.IVA e C.F.',
  buyerVat: 'P.IVA|Partita IVA|P.IVA cliente|P. IVA|C.F./P.IVA|Partita IVA cliente',
  capital: 'Cap. Soc.|Capitale sociale|Cap. Soc. i.v.',
  bank: 'Banca|Banca d’appoggio|Coordinate bancarie|Appoggio bancario|Istituto',
  holder: 'Intestatario|Beneficiario|Intestato a|Intestatario conto',
  iban: 'IBAN|IBAN|Codice IBAN|Cod. IBAN|C/C IBAN|Conto',
  bic: 'BIC|SWIFT|BIC/SWIFT|Codice SWIFT|Codice BIC',
  terms:
    'Condizioni di pagamento|Pagamento|Modalità di pagamento|Termini di pagamento|Cond. pagamento|Condizioni',
  termsValues:
    'Bonifico bancario # gg|# gg data fattura|# giorni|Rimessa diretta|# gg f.m.|Ri.Ba. # gg fine mese|Bonifico a vista|Pagamento a # giorni|Contanti|Bonifico # gg d.f. f.m.|A vista|Bonifico anticipato|RIBA # gg D.F.|Vista fattura',
  paymentMethod: 'Modalità di pagamento|Tipo pagamento|Metodo di pagamento|Mezzo di pagamento',
  paymentMethods: 'Bonifico|Ri.Ba.|Contanti|Carta di credito|Bonifico bancario|RID|Assegno|SEPA SDD',
  pleasePay:
    'Vi preghiamo di versare {amount} entro il {due}.|L’importo di {amount} verrà addebitato il {due}.|Importo da pagare {amount} entro il {due}|Pagare {amount} entro il {due}.',
  thanks:
    'Grazie per la fiducia.|Distinti saluti|Cordiali saluti|Grazie e arrivederci|Vi ringraziamo per la preferenza.',
  lateMention:
    'Contributo CONAI assolto ove dovuto.|In caso di ritardato pagamento verranno applicati gli interessi di mora ai sensi del D.Lgs. 231/2002.|Operazione senza applicazione dell’IVA ai sensi dell’art. 1 L. 190/2014.|La merce viaggia a rischio e pericolo del committente.|Documento privo di valenza fiscale ai sensi dell’art. 21 Dpr 633/72.|Reclami entro 8 giorni dal ricevimento della merce.',
  notes:
    'Lavori eseguiti come da accordi.|Imposta di bollo assolta in modo virtuale.|Reverse charge art. 17 DPR 633/72.|Garanzia 24 mesi.|Copia di cortesia.',
  sentence:
    'Fattura n. {number} del {date}|Fattura {number} del {date}|FATTURA N. {number} DEL {date}|Oggetto: fattura {number} del {date}|Vs. fattura n. {number}, emessa il {date}',
  page: 'Pagina {n} di {m}|Pag. {n}/{m}|Pag. {n}|Pagina {n}/{m}|Foglio {n}',
  headPosition: 'N.|Pos.|Riga|#|Nr.',
  headReference: 'Codice|Cod.|Articolo|Cod. art.|Codice articolo|Rif.',
  headDescription:
    'Descrizione|Prodotto|Articolo|Descrizione dei beni e servizi|Servizio|DESCRIZIONE|Descrizione merce|Prestazione',
  headQuantity: 'Quantità|Q.tà|Qtà|Q.ta|Qta|Ore|Quant.',
  headUnit: 'U.M.|UM|Unità|Um',
  headPrice:
    'Prezzo|Prezzo unitario|Prezzo unit.|P. unitario|Prezzo un.|Pr. unitario|Costo unitario|Prezzo €',
  headDiscount: 'Sconto|Sc. %|Sc.|% Sconto',
  headRate: '{tax}|% {tax}|Aliq.|{tax} %|C.I.|Aliquota|Cod. {tax}',
  headTotal: 'Importo|Totale|Importo netto|Imponibile|Prezzo totale|IMPORTO|Totale €|Valore|Totale riga',
  headTotalGross: 'Totale ivato|Totale|Importo ivato|Totale con {tax}',
  headDate: 'Data|Giorno',
  headTax: 'Imposta|{tax}|Importo {tax}',
  units: 'pz|h|gg|kg|mq|nr|m|conf|lt|NR|PZ|mese|cad',
  cash: 'Contanti|CONTANTE|Contante|Pagamento contante|Importo ricevuto|CONTANTI',
  change: 'Resto|RESTO|Resto contanti',
  card: 'Carta|Bancomat|Pagamento elettronico|PAGAMENTO ELETTRONICO|Carta di credito|POS|BANCOMAT',
  total:
    'TOTALE|TOTALE COMPLESSIVO|Totale|TOTALE EURO|Totale complessivo|TOTALE €|Importo pagato|Totale Euro|IMPORTO TOTALE|TOT. COMPLESSIVO',
  items: 'Pezzi|N. articoli|Articoli|PEZZI',
  cashier: 'Operatore|Cassiere|Servito da|Cameriere|Op.|Addetto',
  table: 'Tavolo|TAVOLO|Coperti|Tav.',
  till: 'Cassa|CASSA|Terminale|POS|RT',
  welcome: 'Benvenuti|Benvenuto|APERTO 7 GIORNI SU 7|Orario: 8:00 - 20:00',
  goodbye:
    'Grazie e arrivederci|GRAZIE E ARRIVEDERCI|Grazie per la visita|ARRIVEDERCI E GRAZIE|Conservare lo scontrino|Arrivederci|Grazie per averci scelto',
  tip: 'Mancia|Servizio|Coperto',
  including: 'di cui {tax}|DI CUI {tax}|{tax} inclusa|comprensivo di {tax}',
  copy: 'COPIA CLIENTE|Copia per il cliente|DUPLICATO|RICEVUTA CLIENTE',
};
