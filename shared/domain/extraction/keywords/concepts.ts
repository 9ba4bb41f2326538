/**
 * What labels on a document stand for, in French, English, German, Spanish, Italian, Dutch and Portuguese.
 * Phrases are folded; articles ("de", "of", "der") are left out on both sides and every word for "number"
 * ("n°", "Nr.", "#", "numéro") is written `no`. The weight says how surely the phrase means the concept.
 */

export const CONCEPTS = {
  invoice_number: [
    [
      1,
      'piece no; no avoir; facture acompte no; note honoraires no; no note honoraires; reference piece; vat invoice no; sales invoice no; our invoice no; bill reference; document reference; invoice ref; rg no; rgnr; rechn no; faktura no; fakturanummer; quittungsnummer; bonnummer; kassenbon no; honorarnote no; rechnungsreferenz',
      'fra no; no fra; factura simplificada no; factura rectificativa no; no recibo; recibo no; ft no; no ft; ricevuta no; no ricevuta; scontrino no; nota credito no; no nota credito; fattura elettronica no; parcella no; fact no; notanummer; nota no; creditfactuur no; creditfactuurnummer; fatura recibo no; documento numero; no doc',
      'no facture; facture no; ref facture; reference facture; invoice no; inv no; invoice id; tax invoice no; bill no; invoice reference',
      'rechnungsnummer; rechnungsnr; rechnung no; rechnungs no; re no; belegnummer; beleg no; belegnr; handelsrechnung no; gutschrift no; gutschriftsnummer; rechnungs id',
      'factuurnummer; factuur no; factuurnr; no fattura; fattura no; no documento; documento no; no factura; factura no; fatura no; no fatura; creditnota no',
      'avoir no; no avoir; credit note no; credit memo no; no piece; document no; doc no; no document; receipt no; no recu; ticket no; no ticket; facture id; bill id; ecriture no; invoice code',
    ],
    [
      0.75,
      'receipt; ticket; trans no; transaction no; bon no; bonnr; bon; quittung no; rcpt no; slip no; check no; cheque no; chk no; no note; note no; cash sale no; no quittance; devis no; quote no; angebot no; sales no; bill',
    ],
    [
      0.62,
      'facture; avoir; invoice; rechnung; factuur; fattura; factura; fatura; gutschrift; credit note; inv; tax invoice',
    ],
    [0.35, 'no; nummer; reference; ref'],
  ],
  order_number: [
    [
      1,
      'cde no; no cde; votre cde; bdc no; no bdc; commande client; po ref; order ref; order reference; purchase order ref; your po; customer po; ihre auftragsnummer; bestellreferenz; kundenauftrag no; orden compra; no orden compra; orden compra no; referencia pedido; no orden; vostro ordine; vs ordine; rif ordine; ordine acquisto; no ordine acquisto; ordine acquisto no; uw order; uw ordernummer; inkooporder; inkoopordernummer; inkooporder no; uw bestelling; bestelling no; vossa encomenda; nota encomenda; requisicao; requisicao no; ordem compra; ordem compra no',
      'no commande; commande no; bon commande; no bon commande; ref commande; reference commande; votre commande; purchase order; purchase order no; po no; p o no; order no; order id; your order; customer order; cust po',
      'bestellnummer; bestell no; bestellnr; bestellung; bestellung no; ihre bestellung; auftragsnummer; auftrag no; ordernummer; bestelnummer; ordine no; no ordine; pedido no; no pedido; encomenda no; su pedido; ihre bestellnummer',
      'purchase order reference; purchase order retorence; po reference; p o',
    ],
    [
      0.6,
      'votre reference; vos references; your reference; your ref; votre ref; ihr zeichen; ihre referenz; po; order; commande; uw referentie; reference acheteur; customer reference; v ref',
    ],
  ],
  other_number: [
    [
      1,
      'kd no; kdnr; kunden id; liefernummer; vertragskonto; vertragskontonummer; steuernr; aktenzeichen; projektnummer; mandatsreferenz; glaubiger id; mitgliedsnummer; mobil; handy; zahlernummer; portable; reference contrat; no abonne; no adherent; point livraison; ics; rum; account ref; ein; federal tax id; company registration no; registered no; charity no; policy no; meter no; gstin; hsn; sac',
      'codigo cliente; cod cliente; no albaran; albaran no; no cuenta; telefono; movil; codigo postal; expediente; cellulare; ddt no; ddt; codice destinatario; rea; commessa; cig; cup; codice fiscale; cod fisc; pec; codice sdi; klantnr; klant no; relatienummer; debiteur no; debiteurnr; telefoon; mobiel; pakbon no; pakbonnummer; kvk no; rekeningnummer; dossiernummer; telefone; telemovel; guia remessa; guia no; atcud; cae; matricula',
      'no client; client no; code client; ref client; reference client; customer no; customer id; cust no; account no; acct no; kundennummer; kunden no; kundennr; klantnummer; debiteurnummer; codice cliente; numero cliente; ihre nummer; kunde no; compte client; account number; customer',
      'no bon livraison; bon livraison; bl no; no bl; delivery note; delivery note no; lieferschein; lieferschein no; lieferscheinnummer; no contrat; contrat no; contract no; vertragsnummer; vertrag no; ref marche; no marche; projet; ref projet; project no; dossier no; no dossier; lieferavis',
      'facture liee; facture associee; no facture associee; facture origine; original invoice; zu rechnung; ursprungsrechnung; no bon vente; bon vente; sales order; salesperson; cashier; table; table no; terminal id; kasse; bediener; caisse; vendeur no; gst summary; member no; membership; card no; auth code; approval code; batch no; merchant id; mid; tid; serial no; serienummer; seriennummer; staff; counter; pump; shift; pos',
      'siret; siren; siret no; siren no; rcs; tva no; no tva; tva intracommunautaire; no tva intracommunautaire; vat no; vat reg no; vat registration no; vat id; gst no; gst id; gst id no; gst reg no; gst reg; co reg no; company no; company reg no; reg no; ust id; ust id no; steuernummer; steuer no; st no; kvk; btw; btw no; btw nummer; partita iva; p iva; iban; bic; swift; swift code; cif; nif; naf; ape; code ape; gln; duns; hrb; hra; handelsregisternummer; eori; no contribuinte; contribuinte; roc no; sst id; sst no; globale nummer; weee reg no; abn; tin; vat tin',
      'tel; telephone; phone; telefon; fax; telefax; mobile; fon; email; e mail; mail; hotline; contact tel no; www; http; https; code postal; zip',
      'code article; article no; artikelnummer; art no; item code; item no; sku; ean; gtin; barcode; compte; kontonummer; konto; blz; bank account; compte no; sort code; agence; guichet; cle; rib; order date; reference paiement; reference avis paiement; mandat; sepa; vsnr; versicherungsnummer; reference mandat; lot; batch',
    ],
  ],
  issue_date: [
    [
      1,
      'date piece; facture du; fait le; date of issue; date issued; billed on; rg datum; erstellt am; ausgestellt am; rechnungs datum; fakturadatum; fecha fra; emitida el; emitido el; fecha documento; emessa il; emesso il; data doc; data ricevuta; data scontrino; fact datum; notadatum; emitido em; emitida em; data fatura',
      'date facture; date facturation; date emission; facture date; emis le; emise le; date avoir; invoice date; date issue; issue date; issued on; issued at; issued; bill date; billing date; dated; invoice dt; tax date; date invoice; date document; document date; receipt date; doc date',
      'rechnungsdatum; belegdatum; ausstellungsdatum; rechnung vom; datum rechnung; gutschriftsdatum; factuurdatum; data fattura; data documento; data emissione; data emissao; fecha factura; fecha emision; datum factuur; fecha expedicion; data fatura',
    ],
    [
      0.7,
      'date; datum; data; fecha; le; vom; date time; date heure; inv date; trans date; transaction date; datum uhrzeit',
    ],
    [0.4, 'trans; transaction; printed; time; heure; uhrzeit; zeit'],
  ],
  due_date: [
    [
      1,
      'buchen wir am; ziehen wir am; ziehen wir zum; ihrem konto am; preleve le; prelevement le; sera preleve le; montant preleve le; date prelevement; debite le; montant a payer avant; a payer avant le; payer au plus tard le; a regler au plus tard le; direct debit on; direct debit date; collected on; collection date; will be taken on; auto pay on; payment due on; amount due by; abgebucht am; abbuchung am; wird abgebucht am; lastschrift am; einzug am; buchen am; eingezogen am; fecha cargo; fecha cobro; cargo en cuenta; se cargara el; addebito il; data addebito; addebitato il; incasso op; incassodatum; afschrijving op; afgeschreven op; data debito; debito em; debitado em; total a payer avant; net a payer avant; betaal voor; betaal uiterlijk; limite pagamento; pagar antes de; a payer pour le; a payer le; a regler le; reglement avant le; paiement avant le; limite paiement; echeance paiement; pay before; payment by; zahlungstermin; fallig bis; zahlbar am; bezahlen bis; uberweisen bis; zu zahlen bis; bis spatestens; vence; vence el; vto; fecha vto; fecha limite pago; pagar antes; scad; scadenza pagamento; scadenze; pagamento entro; pagare entro; entro il; uiterste betaaldatum; betalen voor; te betalen voor; voldoen voor; verval datum; vence em; data limite pagamento; pagar ate; pagamento ate; data venc; dt venc',
      'date echeance; echeance; echeance le; a regler avant; a payer avant; date limite paiement; date limite reglement; payable le; payer avant le; exigible le; reglement le; due date; payment due; payment due date; due by; payable by; pay by; due on; date due; please remit until; please pay by; payment date; remit until; payment due by',
      'faellig; fallig; falligkeit; falligkeitsdatum; falligkeitstag; fallig am; faelligkeitsdatum; zahlbar bis; zahlbar bis zum; netto bis; zahlungsziel; zahlung bis; uberweisen bis zum; sie bis zum; bis zum; vervaldag; vervaldatum; betaaldatum; uiterlijk; scadenza; data scadenza; vencimiento; fecha vencimiento; vencimento; data vencimento; ohne abzug; tage netto bis',
    ],
    [0.75, 'due; date paiement; fecha pago; bis; avant le; until; netto bis'],
  ],
  other_date: [
    [
      1,
      'prochaine facture; prochaine facture vers; prochain releve; prochain releve vers; prochain prelevement; next bill; next invoice; next meter reading; next billing date; nachste rechnung; nachste ablesung; proxima factura; proxima lectura; proxima fatura; proxima leitura; prossima fattura; prossima lettura; volgende factuur; next payment; fecha pedido; fecha entrega; fecha envio; fecha albaran; periodo; desde; fecha valor; fecha inicio; fecha fin; fecha impresion; data ordine; data consegna; data ddt; dal; decorrenza; data spedizione; data stampa; besteldatum; leverdatum; verzenddatum; afdrukdatum; geldig tot; leveringsdatum; data encomenda; data entrega; data carga; data inicio; data fim; valido ate; auftrag vom; lieferung vom; versanddatum; druckdatum; gedruckt am; zeitraum; leistungszeit; leistung vom; vertragsbeginn; vertragsende; geburtsdatum; ablesedatum; date impression; date contrat; print date; start date; end date; expiry date; valid till; date supply; supply date; departure date; arrival date',
      'date commande; commande du; order date; date livraison; livraison du; delivery date; date delivery; ship date; shipped; date expedition; lieferdatum; leistungsdatum; liefer leistungsdatum; liefer und leistungsdatum; leistungszeitraum; bestelldatum; orderdatum; auftragsdatum; rechnungszeitraum; berechnungszeitraum; lieferzeitraum; date facture associee; facture liee; date reglement; paye le; date debut; date fin; date debut prestation; date fin prestation; date valeur; date depart; periode; period; service period; billing period; from; depuis',
      'bestellung vom; lieferschein vom; skonto; skonto bis; tagen bis; valid until; valable jusqu; gultig bis; expires; expiry; exp; best before; date naissance; stand; printed on; imprime le; edite le; stylesheet version; version; gegen; oeffnungszeiten; entry time; exit time; check in; check out; arrival; departure; paid on; op; virement; acompte; shipment date; bestellung; vertragsstand; ubergabe; ruckgabe; kreditkarte; garantie; warranty; return; exchange; refund; avant; price conditions; innerhalb; within; montant; remise',
    ],
  ],
  net: [
    [
      1,
      'total hors tva; hors tva; htva; total htva; montant htva; montant net ht; net value; total taxable; taxable value; goods total; total ex tax; gesamtnetto; gesamt exkl mwst; exkl mwst; exkl ust; total exkl mwst; summe exkl mwst; summe o mwst; rechnungsbetrag exkl mwst; importe neto; total neto; neto; total sin impuestos; base iva; imponibile iva; tot imponibile; totale merce; netto merce; totaal exclusief btw; totaal excl; totaal exclusief; bedrag excl btw; nettobedrag; netto bedrag; grondslag; valor liquido; iliquido; incidencia; total sem iva; valor sem iva; base tributavel; base incidencia',
      'total ht; montant ht; total hors taxe; total hors taxes; total h t; montant hors taxe; montant total ht; total net ht; net ht; total net; total general ht; base ht; sous total ht; total ht net; total excl vat; total excluding vat; total ex vat; net total; net amount; total net amount; taxable amount; total before tax; amount before tax; total excl tax; total ex gst; total excluding gst; total sales excluding gst; excl vat; sub total ex; subtotal excl; total excl gst; subtotal ex gst; sales excl gst; total exclusive gst; amount excl gst; total w o tax',
      'rechnungssumme ohne ust; rechnungssumme ohne umsatzsteuer; nettobetrag; netto; nettosumme; netto summe; summe netto; gesamt netto; gesamtbetrag netto; zwischensumme netto; netto gesamt; rechnungsbetrag netto; warenwert netto; nettowert; nettoumsatz; summe ohne mwst; ohne mwst; steuerbasisbetrag; summe nettobetrag; exclusief btw; excl btw; totaal excl btw; totale imponibile; imponibile; total liquido; base imponible; total sin iva; base imponibile; totale netto; subtotaal excl btw; total iliquido',
    ],
    [
      0.75,
      'sous total; subtotal; sub total; sub tot; sub ttl; subttl; s total; subtotaal; subtotale; zwischensumme; base tva; total base; basisbetrag; positionssumme; total sales; mal summe; subtotal rm; sub total rm; total positions; nett',
    ],
    [0.55, 'ht; h t; excl; hors taxe; excl tax; ex vat'],
  ],
  tax: [
    [
      1,
      'dont taxes; total taxe; vat payable; vat due; vat charged; total vat amount; tax payable; total sales tax; sales tax amount; igst; cgst; sgst; gst hst; pst; qst; state tax; mwst summe; davon mwst; darin mwst; enth mwst; davon ust; enthaltene ust; enthaltene umsatzsteuer; plus mwst; gesamt ust; mwst chf; steuerbetrag gesamt; importe iva; total impuestos; impuestos; cuota; igic; i v a; totale imposta; ammontare iva; totale i v a; bedrag btw; omzetbelasting; totaal b t w; imposto; total imposto; montante iva',
      'total tva; montant tva; tva; total taxes; total taxe; montant taxes; montant taxe; dont tva; t v a; total t v a; tva totale; total vat; vat amount; vat total; vat; sales tax; tax amount; total tax; tax; gst; total gst; gst amount; add gst; gst payable; plus vat; tax total; service tax; hst; total tax amount; gst 6; sst; gst tax; included in total; gst included in total',
      'steuerbetrag; steuerbetrag eur; mwst; ust; umsatzsteuer; mehrwertsteuer; summe mwst; mwst betrag; ust betrag; zuzuglich ust; zzgl mwst; zzgl ust; gesamt mwst; umsatzsteuerbetrag; enthaltene mwst; zuzgl ust; gesamtsteuerbetrag; summe umsatzsteuer; btw; btw bedrag; totaal btw; iva; imposta iva; imposta; importo iva; total iva; cuota iva; valor iva; b t w; versicherungsteuer; totale iva; total btw',
    ],
  ],
  gross: [
    [
      1,
      'total tvac; tvac; montant tvac; total tva comprise; tva comprise; total a regler; somme a payer; montant net a payer; total euros; order total; total price; total charge; total charges; total cost; invoice amount; bill total; bill amount; total to pay; amount charged; invoice value; total inc; total incl; total payable amount; gesamtpreis; endpreis; rechnungsendbetrag; rechnungstotal; total chf; total inkl mwst; gesamtbetrag inkl mwst; gesamtbetrag inkl ust; gesamtbetrag eur; gesamt inkl mwst; rechnungsbetrag inkl mwst; endbetrag eur; total inkl; total iva incluido; total euros; total general; total importe; total documento; totale complessivo; totale euro; totale a pagare; importo totale; totale generale; tot fattura; tot documento; totale ivato; totale iva inclusa; totaalbedrag; totaal bedrag; eindtotaal; totaal te betalen; totaal inclusief btw; totaal inclusief; totaal incl; bedrag incl btw; factuurbedrag; totaal eur; totaal euro; total geral; total com iva; total fatura; montante total; valor fatura; total belanja; jumlah besar; montant reel; parkentgelt; parkgebuhr; fahrpreis; total fare; parking fee; tarif ttc; prix ttc',
      'total ttc; montant ttc; total t t c; net a payer ttc; montant total ttc; total a payer; total facture; total general ttc; montant total; total toutes taxes comprises; total general; total ttc eur; total incl vat; total including vat; grand total; total amount; invoice total; total inc vat; total inc tax; total incl tax; amount total; total incl gst; total inclusive gst; total including gst; total sales inclusive gst; total gst incl; total sales incl gst; total amt incl gst; total rounded; rounded total; net total rounded; total payable; total sales inclusive; sales inclusive gst; total amount payable; total for this invoice; total gbp; total eur; total usd; total after rounding; total rm; total amt; total inclusive; total amt payable; total invoice; total due; total sale; round total; total after rounding adj; total amount rm; nett total; total nett; net total rm; nett amt; total amount incl gst; amount payable; net amount payable',
      'bruttosumme; bruttobetrag; brutto; gesamtbetrag; gesamtsumme; rechnungsbetrag; endbetrag; endsumme; summe inkl ust; summe inkl mwst; gesamt; gesamt brutto; total brutto; summe brutto; summe eur; summe euro; zu zahlen; zu zahlen eur; zu zahlen euro; gesamt eur; rechnungssumme; betrag eur; rechnungssumme mit ust; gesamtbetrag brutto; rechnungsbetrag brutto; zu bezahlen; summe gesamt; zahlbetrag eur; total eur; inclusief btw; totaal incl btw; te betalen; totaal; totale; totale fattura; totale documento; totale da pagare; importe total; total factura; total con iva; total a pagar; valor total; vierteljahrlicher beitrag inklusive',
    ],
    [
      0.72,
      'total; ttl; tot; ttl amt; tot amt; summe; net total; total net; net totaal; valor; ttc; t t c; montant; betrag; importo; incl vat; incl gst; inkl mwst; balance; amount; nett; net; sum; mit mwst; totaal',
    ],
    [
      0.4,
      'visa; mastercard; girocard; kartenzahlung; carte bancaire; cb; ec karte; credit card; debit; card; amex; kreditkarte; master card; total paid; especes; cheque',
    ],
  ],
  due: [
    [
      1,
      'reste a regler; restant du; net du; solde restant; montant restant; amount outstanding; outstanding amount; amount owing; total outstanding; remaining balance; balance outstanding; restzahlung; noch offen; offener saldo; verbleibender betrag; restsumme; saldo pendiente; importe pendiente; pendiente pago; total pendiente; totale dovuto; importo dovuto; da saldare; netto pagare; nog te betalen; te betalen bedrag; openstaand; restant; valor em divida; em divida; total em divida; por pagar',
      'net a payer; net payer; reste a payer; solde a payer; solde du; montant du; reste du; a payer; a regler; net a regler; montant a payer; amount due; balance due; total amount due; amount payable; due payable; outstanding balance; total due; balance to pay; pay this amount; please pay; payment due amount; balance payable; amount to pay; total amount due on',
      'zahlbetrag; zu zahlender betrag; falliger betrag; restbetrag; offener betrag; noch zu zahlen; zu zahlender beitrag; zahlungsbetrag; uberweisungsbetrag; zu uberweisen; te voldoen; openstaand bedrag; saldo; importo da pagare; netto a pagare; importe a pagar; valor a pagar; falliger zahlbetrag',
    ],
    [0.75, 'due; solde; balance; saldo; a payer; outstanding; payable'],
  ],
  paid: [
    [
      1,
      'deja verse; arrhes; acompte paye; total paye; payment received; less paid; payments received; advance paid; already paid; less deposit paid; abschlagszahlung; abzuglich anzahlung; teilzahlung; geleistete zahlungen; bereits bezahlt; pagado; importe pagado; entrega a cuenta; a cuenta; pagato; acconti; importo pagato; gia pagato; betaald; reeds betaald; vooruitbetaling; aanbetaald; voldaan; adiantamento; valor pago',
      'acompte; acomptes; deja paye; montant deja paye; acompte verse; deja regle; montant regle; avance; paiement recu; prepaid; prepaid amount; paid; amount paid; deposit; less deposit; payments; erhaltene anzahlungen; anzahlung; bereits gezahlt; vorauszahlung; anzahlungen; aanbetaling; acconto; anticipo; reglement; payment; gezahlt; bereits bezahlt; gezahlter betrag; abschlagszahlung; geleistete zahlungen; erhaltene zahlung; paid to date; amount already paid; already paid; payments received; payment received; less paid; reeds betaald; reeds voldaan; al betaald; betaald; voorschot; gia versato; gia pagato; acconto versato; acconti; acconti versati; pagado; ya pagado; importe pagado; a cuenta; entrega a cuenta; anticipos; ja pago; valor pago; adiantamento; sinal; acompte recu; acomptes recus; acompte deja verse; deja verse; montant verse; montant paye; versement; total paye; total regle; reglement recu; total paid; payment made; zahlung erhalten; geleistete abschlage; anzahlung erhalten; importo pagato; abonado; senal; caparra; total pago; total pagado; provision versee',
    ],
  ],
  cash: [
    [
      1,
      'entregado; metalico; contante; pagamento contante; gegeven; numerario; dinheiro; valor entregue; bar gegeben; cash paid; amount received; tunai; munzen; coins',
      'cash; especes; bar; gegeben; bargeld; barzahlung; contant; contanti; efectivo; tendered; cash tendered; amount tendered; paid amount; payment cash; cash payment; recu; cash received; cash rm; bezahlt; bar eur',
    ],
  ],
  change: [
    [
      1,
      'su cambio; vuelto; terug; retour; resto contante; rendu monnaie; monnaie rendue; cash change; change given; bar zuruck; kembali; kembalian; baki; ruckgabe; a devolver; devolucion',
      'change; rendu; monnaie; a rendre; ruckgeld; zuruck; wechselgeld; resto; cambio; wisselgeld; change due; balance change; change rm; gegeben zuruck; change amt; troco',
    ],
  ],
  rounding: [
    [
      1,
      'redondeo; arrotondamento; arrotondamenti; afronding; arredondamento; rundungsdifferenz; rundungsbetrag; arrondi caisse',
      'rounding; rounding adjustment; rounding adj; arrondi; rundung; rnd adj; round adj; round; rounding amt; bill rounding; roundg; rounding rm; ajustement arrondi; ajustement; rundungsausgleich; rundungsdifferenz; rundungsbetrag; arrotondamento; redondeo; afronding; arredondamento',
    ],
  ],
  other_amount: [
    [
      1,
      'dto; portes; gastos envio; transporte; precio unitario; cantidad; recargo; retencion; irpf; suplidos; spese; spese trasporto; trasporto; spese spedizione; prezzo unitario; quantita; ritenuta; ritenuta acconto; bollo; marca bollo; imposta bollo; rivalsa; verzendkosten; stukprijs; eenheidsprijs; aantal; statiegeld; emballage; desconto; descontos; preco unitario; quantidade; retencao; gesamtrabatt; eigenanteil; zuzahlung; leergut; consigne; eco contribution; retenue garantie; unit cost; carriage; postage; packing; discounts; gratuity; suggested tip; late fee; handling; surcharge',
      'remise; rabais; escompte; frais port; port; livraison; frais livraison; shipping; shipping cost; delivery fee; freight; discount; total discount; disc; rabatt; skonto; versand; versandkosten; korting; sconto; descuento; gesamtbetrag zuschlage; gesamtbetrag abschlage; zuschlag; abschlag; eco participation; capital; au capital; capital social; indemnite; indemnite forfaitaire; penalite; penalites; prix unitaire; pu ht; unit price; einzelpreis; nettopreis; bruttopreis; stuckpreis; credits; previous balance; previous unpaid balance; solde anterieur; ausstehende forderung; tip; pourboire; trinkgeld; qty; qte; quantite; total qty; total quantity; item count; total items; no items; items; service charge; svc chg; savings; you saved; points; payback; treuepunkte; stammkapital; minimum; franco; hotline; savings; total savings; total discount; total item; qty s; item s; tarif; pfand; selbstbeteiligung; deckung',
    ],
  ],
  /** What is taken off the whole, not the row's; an early payer's discount is none, since it may never be taken. */
  discount: [
    [
      1,
      'remise; remises; remise commerciale; remise globale; remise totale; total remise; total remises; montant remise; rabais; ristourne; remise exceptionnelle; remise fidelite; discount; total discount; less discount; discount amount; invoice discount; allowance; total allowances; rabatt; gesamtrabatt; nachlass; preisnachlass; rechnungsrabatt; gesamtbetrag abschlage; abzug rabatt; abzuglich rabatt; korting; totale korting; totaal korting; kortingen; sconto; sconti; totale sconto; sconto totale; descuento; descuentos; total descuento; dto; desconto; descontos; total descontos; desconto comercial; special discount; trade discount; promotion discount; remise speciale; remise client; actiekorting; abzgl rabatt; abzuglich nachlass; sonderrabatt; abbuono; desconto global',
    ],
  ],
  shipping: [
    [
      1,
      'frais port; port; frais livraison; frais envoi; frais expedition; frais transport; port emballage; participation frais port; frais port ht; shipping; shipping cost; shipping costs; shipping charges; shipping handling; shipping fee; delivery fee; delivery charge; freight; freight charges; carriage; postage; postage packing; versand; versandkosten; versandpauschale; porto; portokosten; fracht; frachtkosten; lieferkosten; porto verpackung; verzendkosten; verzending; transportkosten; leveringskosten; spese spedizione; spedizione; spese trasporto; trasporto; gastos envio; envio; portes; gastos transporte; portes envio; custos envio; despesas envio; transporte; transport; frais transport livraison; frais acheminement; s h; p p; frete; vracht; vrachtkosten; voorrijkosten; fracht porto; versand verpackung; anfahrt; anfahrtskosten; lieferung versand; spese accessorie; handling',
    ],
  ],
  eco_contribution: [
    [
      1,
      'eco participation; ecoparticipation; eco contribution; ecocontribution; eco part; ecotaxe; eco taxe; dont eco participation; dont eco contribution; contribution environnementale; contribution recyclage; deee; d3e; dont deee; dont d3e; total eco participation; total deee; recupel; bebat; auvibel; weee; weee fee; weee charge; environmental fee; environmental charge; eco fee; ecofee; recycling fee; entsorgungsgebuhr; entsorgungskosten; vorgezogene recyclinggebuhr; recyclinggebuhr; vrg; umweltabgabe; recyclingbijdrage; verwijderingsbijdrage; milieubijdrage; contributo raee; eco contributo raee; ecocontributo; contributo ambientale; contributo conai; ecotasa; ecoraee; eco raee; tasa raee; punto verde; ecotaxa; ecovalor; eco valor',
    ],
  ],
  previous_balance: [
    [
      1,
      'solde anterieur; solde precedent; ancien solde; report solde; solde reporte; report precedent; impaye anterieur; impayes anterieurs; factures impayees; arriere; montant anterieur; previous balance; previous unpaid balance; balance brought forward; balance b f; prior balance; opening balance; unpaid balance; past due balance; past due amount; vorheriger saldo; alter saldo; saldovortrag; offener saldo; ausstehende forderung; ruckstand; ruckstande; ubertrag vormonat; vorig saldo; vorige saldo; openstaand saldo; saldo vorige factuur; saldo precedente; saldo precedenti; importi precedenti; insoluti precedenti; saldo anterior; saldo pendiente; importe anterior; divida anterior; valor anterior; vortrag; last bill; previous amount due; balance last statement; fatura anterior; factura anterior; fattura precedente; solde facture precedente; montant facture precedente; vorige factuur',
    ],
  ],
  seller: [
    [
      1,
      'datos emisor; expedidor; cedente prestatore; emittente; mittente; afzender; fornecedor; emitente; prestador; auftragnehmer; dienstleister; aussteller; supplier details; supplier name; vendor name; seller name; coordonnees fournisseur',
      'fournisseur; vendeur; emetteur; prestataire; vendu par; seller; sold by; supplier; vendor; service provider; verkaufer; lieferant; leistungserbringer; verkoper; leverancier; fornitore; cedente; proveedor; vendedor; rechnungssteller; rechnungsaussteller; emisor; billed by; issued by; expediteur; absender; bill from; invoice from',
    ],
    [0.6, 'from; seller trade name; von; de la part; societe'],
  ],
  buyer: [
    [
      1,
      'facture adressee a; client facture a; factureadresse; adresse facture; coordonnees client; vos coordonnees; rechnung geht an; rechnungsadressat; kundenangaben; customer info; account holder name; datos comprador; datos destinatario; facturar al; cliente facturacion; facturatie adres; facturatieadres; facturatie aan; gefactureerd aan; dados adquirente; dados fatura; morada faturacao; dados faturacao; cliente fatturazione; indirizzo fatturazione; intestata a; destinatario fattura; datos cliente; direccion facturacion; datos facturacion; adquirente; receptor; spettabile; spett le; intestatario; cessionario committente; committente; dati cliente; factuur aan; debiteur; afnemer; opdrachtgever; koper; klantgegevens; faturar a; faturado a; dados cliente; exmo sr; rechnung an; rechnung fur; kundenanschrift; kundendaten; kundenadresse; besteller; debitor; invoiced to; invoicing address; purchaser; recipient; customer address; guest name; nom du client; abonne; locataire',
      'client; acheteur; destinataire facture; client facture; client livre; facture a; facturer a; adresse facturation; adresse client; nom client; destinataire; bill to; billed to; invoice to; sold to; customer; customer name; buyer; billing address; bill to address; invoice address; adresse du client; kunde; kaufer; kaufer leistungsempfanger; leistungsempfanger; rechnungsempfanger; rechnungsanschrift; rechnungsadresse; auftraggeber; klant; factuuradres; cliente; destinatario; cessionario; comprador; facturar a; cobrar a; exmo s senhor es; exmos senhores; ship bill to; client name; messrs; attn; attention; a l attention; a l attention de; customer details; facturado a; vos identifiants; identifiants client',
    ],
    [0.6, 'to; empfanger; an; pour; for; cher client'],
  ],
  ship: [
    [
      1,
      'direccion entrega; enviar a; entregar a; lugar entrega; destinazione; luogo consegna; destinazione merce; indirizzo spedizione; bezorgadres; verzendadres; leveren aan; local entrega; morada entrega; local descarga; versandadresse; livrer a; expedie a; chantier; adresse chantier; consignee; shipped to; site address; pay to; make payment to; payable to',
      'adresse livraison; livraison; livre a; lieu livraison; ship to; deliver to; delivery address; shipping address; service address; remit to; lieferadresse; lieferanschrift; warenempfanger; abweichender warenempfanger; lieferung an; afleveradres; indirizzo consegna; direccion envio; beneficiaire; payee; zahlungsempfanger; abweichender zahlungsempfanger; contact commercial; titulaire compte; kontoinhaber; account holder; cheques payable; livraison adresse references; banque; bank; bank details; bankverbindung; bank name; siege social; adresse de livraison; service representative; sales representative; steuervertreter; vertreter; steuerbevollmachtigter; steuerbevollmachtigter verkaufers; representant fiscal; tax representative; mandataire; cheques payable to',
    ],
  ],
  name: [
    [
      1,
      'name; nom; raison sociale; company name; nom societe; denomination; firma; naam; nome; nombre; ragione sociale',
    ],
  ],
  address: [
    [
      1,
      'indirizzo sede; domicilio; sede legale; domicilio social; domicilio fiscal; registered office',
      'adresse; address; anschrift; adres; indirizzo; direccion; morada; warehouse address; registered address',
    ],
  ],
  siret: [[1, 'siret; siren siret; no siret; siret no']],
  siren: [[1, 'siren; no siren; rcs; r c s; rsc']],
  vat_id: [
    [
      1,
      'no contrib; contrib; c l f; c i f; n i f; no iva; codigo fiscal; n contribuinte; vat regn no; vat reg number; tva identification; part iva; cod fisc p iva; codice fiscale partita iva; nif cif; cif nif; nif iva; nipc; btw id; btw identificatienummer; omzetbelastingnummer; ust id nummer; uid nummer; umsatzsteuer identifikationsnummer; umsatzsteueridentifikationsnummer; ustid; mwst no; mwst nummer; vat registered no; vat registration; vat code; gst hst no; numero identification tva; n tva; no identification tva',
      'tva; no tva; tva no; tva intra; no tva intra; tva intracommunautaire; no tva intracommunautaire; identifiant tva; no tva client; tva client; vat no; vat id; vat; vat reg no; vat registration no; vat number; ust id; ust id no; ust idnr; ustidnr; umsatzsteuer id; uid; uid no; btw; btw no; btw nummer; partita iva; p iva; iva; nif; cif; no contribuinte; contribuinte; tax id; vat reg; jst idnr; ust ident no; vat tin; id tva; numero tva',
    ],
  ],
  buyer_vat_id: [
    [
      1,
      'v no contrib; v contrib; no contrib cliente; v no contribuinte; vosso contribuinte; contribuinte cliente; nif cliente; cif cliente; nif titular; nif cif cliente; nif del titular; nif adquirente; p iva cliente; piva cliente; no identif tva client; tva acheteur; kunden ust id; ust id kunde; ust idnr kunde; btw nummer klant; btw klant; uw btw; customer tax id; client vat; client vat no; buyer vat no; votre identifiant tva; no tva client; tva client; votre tva; votre no tva; client tva; your vat no; customer vat no; customer vat; buyer vat; ihre ust id; ihre ust id no; ust id no kunde; uw btw nummer; no tva acheteur; vat no customer; partita iva cliente',
    ],
  ],
  iban: [[1, 'iban; iban no; no iban; code iban; bank account; compte bancaire']],
  bic: [[1, 'bic; swift; swift code; bic swift; code bic; bic code; verkaufer bic; swift bic; code swift']],
  currency: [[1, 'devise; monnaie; currency; wahrung; rechnungswahrung; valuta; divisa; moneda; moeda']],
  payment_terms: [
    [
      1,
      'plazo pago; metodo pago; modalita pagamento; pagamento; betalingstermijn; betaalwijze; betalingsconditie; prazo pagamento; modo pagamento; forma pagamento; zahlungsart; zahlungsweise; terms of payment',
      'conditions paiement; conditions; condition paiement; modalites paiement; conditions reglement; modalites reglement; mode reglement; delai paiement; conditions de reglement; payment terms; terms; terms payment; payment term; zahlungsbedingungen; zahlungsbedingung; zahlungskonditionen; betalingsvoorwaarden; termini pagamento; condizioni pagamento; condiciones pago; forma pago; condicoes pagamento; betaalvoorwaarden',
    ],
  ],
} as const satisfies Record<string, ReadonlyArray<readonly [weight: number, ...phrases: string[]]>>;

export type Concept = keyof typeof CONCEPTS;

/** Concepts that compete for the same value: a date that "order date" explains is no invoice date. */
export const RIVALS = {
  date: ['issue_date', 'due_date', 'other_date'],
  amount: ['net', 'tax', 'gross', 'due', 'paid', 'cash', 'change', 'rounding', 'other_amount'],
  number: ['invoice_number', 'order_number', 'other_number'],
} as const satisfies Record<string, readonly Concept[]>;
