import type { Wordings } from './concepts.ts';

/** French wordings. */
export const FRENCH: Wordings = {
  invoice: 'Facture|FACTURE|Facture de vente|Facture client|Facture d’acompte|Facture',
  creditNote: 'Avoir|Facture d’avoir|AVOIR|Note de crédit',
  receipt: 'Ticket|Reçu|Ticket de caisse|Facturette|Note',
  quote: 'Devis|DEVIS|Offre de prix|Proposition commerciale|Facture proforma',
  order: 'Bon de commande|Commande|BON DE COMMANDE',
  deliveryNote: 'Bon de livraison|BON DE LIVRAISON|Bordereau de livraison',
  statement: 'Relevé de compte|Relevé de factures|Relevé',
  other: 'Attestation|Courrier|Contrat de maintenance|Note d’information',
  invoiceNumber:
    'Facture n°|Facture N°|N° de facture|N° facture|Numéro de facture|Numéro|Facture numéro|N° Fact.|Réf. facture|Fact. n°|No facture|Facture No|N°|Référence facture|Votre facture n°|Numéro de pièce|N° pièce|Pièce n°|N° document',
  creditNumber: 'Avoir n°|N° d’avoir|Numéro d’avoir|N° avoir|Avoir N°|Note de crédit n°|N°',
  receiptNumber: 'Ticket n°|N° ticket|Ticket|Reçu n°|N° de note|Facture n°|Note n°|N° transaction|Tick.',
  quoteNumber: 'Devis n°|N° de devis|Numéro de devis|Devis N°|Offre n°|Réf. devis',
  orderNumber: 'Commande n°|N° de commande|Bon de commande n°|Numéro de commande|Cde n°',
  deliveryNumber: 'BL n°|N° de BL|Bon de livraison n°|N° livraison|Numéro de BL',
  statementNumber: 'Relevé n°|N° de relevé|Référence',
  issueDate:
    'Date|Date de facture|Date de facturation|Date d’émission|Date facture|Émise le|Émis le|Date de la facture|Facturé le|Le|Date du document|En date du|Date pièce|Date émission|Date d’édition',
  dueDate:
    'Échéance|Date d’échéance|Échéance le|À payer avant le|Date limite de paiement|A régler avant le|Payable le|Date échéance|Échéance de paiement|Date de règlement|À régler au plus tard le|Ech.|Paiement dû le|Exigible le',
  customerNumber:
    'N° client|Code client|Client n°|Référence client|Compte client|Numéro de client|Votre n° client|Réf. client|Compte',
  customerOrder:
    'Votre commande|N° de commande|Commande n°|Réf. commande|Bon de commande|V/Réf.|Votre réf.|Commande|N° Cde client|Numéro de commande|Cde n°|Votre n° de commande|N° BC|Référence commande',
  deliveryNoteNumber: 'BL n°|N° BL|Bon de livraison|Bon de livraison n°|Livraison n°',
  deliveryDate: 'Date de livraison|Livré le|Livraison le|Date livraison|Date de la prestation|Prestation du',
  orderDate: 'Date de commande|Commande du|Commandé le',
  period: 'Période|Période de facturation|Période du|Période concernée|Consommation du',
  printDate: 'Imprimé le|Édité le|Date d’impression|Tirage du',
  validUntil: 'Valable jusqu’au|Date de validité|Validité|Offre valable jusqu’au',
  originalInvoice:
    'Facture d’origine|Facture concernée|Avoir sur facture n°|Annule la facture|Réf. facture initiale',
  project: 'Chantier|Affaire|Projet|Objet|Dossier|Contrat n°|Mission',
  salesperson: 'Suivi par|Votre contact|Commercial|Affaire suivie par|Vendeur|Interlocuteur',
  paymentReference:
    'Référence à rappeler|Référence de paiement|Réf. à indiquer|Communication|Référence virement',
  subtotal: 'Sous-total|Sous-total HT|Total brut|Total lignes|Montant brut HT|Total marchandises',
  net: 'Total HT|Total H.T.|Montant HT|Net HT|Total net HT|Total hors taxes|Montant total HT|Base HT|Total HT net|TOTAL HT|Montant hors taxe|Hors taxes|Total (HT)|Montant H.T.',
  tax: 'TVA|Total TVA|Montant TVA|T.V.A.|Montant de la TVA|Total T.V.A.|dont TVA|TVA totale|Montant total TVA|Taxes|TVA {rate}|TVA à {rate}|TVA ({rate})|T.V.A. {rate}',
  gross:
    'Total TTC|Total T.T.C.|Montant TTC|TOTAL TTC|Net TTC|Total toutes taxes comprises|Montant total TTC|TTC|Total général|Total (TTC)|Montant T.T.C.|Total facture|Total de la facture|Total à payer TTC|Somme TTC',
  due: 'Net à payer|NET A PAYER|Reste à payer|Montant à payer|Solde à payer|Solde dû|Total à payer|À payer|Net à payer TTC|Montant dû|Reste dû|À régler|Net à régler|Somme à payer|Montant prélevé|Total à régler',
  discount:
    'Remise|Remise commerciale|Remise exceptionnelle|Rabais|Ristourne|Escompte|Remise {rate}|Réduction',
  deposit: 'Acompte|Acompte versé|Acompte déjà réglé|Déjà réglé|Arrhes|Avance|Acompte reçu|Provision',
  previousBalance:
    'Solde précédent|Solde antérieur|Report|Ancien solde|Solde de la facture précédente|Impayé antérieur|Montant facture précédente',
  ecoContribution:
    'Éco-contribution|Eco-participation|DEEE|Contribution environnementale|dont éco-part.|Eco-taxe',
  shipping:
    'Frais de port|Port|Frais de livraison|Transport|Port et emballage|Frais d’expédition|Participation aux frais',
  rounding: 'Arrondi|Ajustement|Écart d’arrondi',
  paid: 'Montant réglé|Payé|Total réglé|Règlement reçu|Déjà payé|Montant payé|Total payé',
  rate: 'Taux|Taux TVA|% TVA|TVA %|Code TVA|Tx TVA|Taux de TVA',
  base: 'Base HT|Base|Montant HT|Base TVA|Base d’imposition|H.T.|Assiette',
  taxAmount: 'Montant TVA|TVA|Montant|Taxe|Mt TVA|T.V.A.',
  carriedForward: 'Report|À reporter|Sous-total à reporter|Report page précédente|Total page',
  currencyNote:
    'Montants exprimés en euros|Montants en EUR|Devise|Tous les montants sont en {currency}|Exprimé en {currency}',
  from: 'Émetteur|De|Fournisseur|Vendeur|Prestataire|Expéditeur|Émis par|Vendu par',
  billTo:
    'Client|Facturé à|Adresse de facturation|Destinataire|À l’attention de|Adressé à|Facturation|Vos coordonnées|Acheteur|Facturer à|Titulaire|Doit',
  shipTo:
    'Adresse de livraison|Livré à|Livraison|Lieu de livraison|Lieu de consommation|Adresse du chantier|Destinataire de la livraison',
  phone: 'Tél.|Tél|Téléphone|Tel|T.|Tél :|Mobile|Standard',
  fax: 'Fax|Télécopie|Fax.|Télécopieur|F.',
  email: 'E-mail|Courriel|Mail|Email|@|Mél',
  web: 'Site|Web|Site web|Internet|Site internet',
  contact: 'Contact|Votre contact|Interlocuteur',
  attention: 'À l’attention de|A l’att. de|Attn',
  vatNumber:
    'N° TVA|TVA intracommunautaire|N° TVA intracom.|TVA intra|N° de TVA|Numéro de TVA|N° TVA Intracommunautaire|TVA|N° T.V.A.|Id. TVA|N° id. TVA|Identifiant TVA|TVA Intracom.',
  buyerVat:
    'N° TVA client|TVA client|Votre N° TVA|N° TVA|TVA intracommunautaire|N° TVA intracom. client|Votre n° de TVA intracommunautaire|TVA',
  capital: 'au capital de|Capital social|capital de|Capital',
  bank: 'Banque|Domiciliation|Coordonnées bancaires|Établissement|Nos coordonnées bancaires|RIB',
  holder: 'Titulaire|Titulaire du compte|Bénéficiaire|À l’ordre de',
  iban: 'IBAN|IBAN|N° IBAN|Code IBAN|I.B.A.N.|Compte IBAN|Compte',
  bic: 'BIC|BIC|Code BIC|BIC / SWIFT|SWIFT|Code SWIFT|B.I.C.',
  terms:
    'Conditions de paiement|Conditions de règlement|Modalités de paiement|Conditions|Délai de paiement|Règlement|Condition de paiement|Paiement',
  termsValues:
    '# jours|# jours fin de mois|# jours net|À réception|A réception de facture|Paiement à # jours|Comptant|Paiement comptant|# jours date de facture|# jours à compter de la date de facture|Virement à # jours|# jours fin de mois le 10|à réception de la facture|Prélèvement automatique|30% à la commande, solde à la livraison|Payable à réception|# jours nets date de facture',
  paymentMethod: 'Mode de règlement|Mode de paiement|Moyen de paiement|Règlement par|Type de règlement',
  paymentMethods:
    'Virement|Chèque|Carte bancaire|Prélèvement|Virement bancaire|Espèces|LCR|Traite|Prélèvement SEPA',
  pleasePay:
    'Merci de régler la somme de {amount} avant le {due}.|Nous vous prions de bien vouloir régler {amount} au plus tard le {due}.|Montant de {amount} à régler avant le {due}.|La somme de {amount} sera prélevée le {due} sur votre compte.|Le montant de {amount} est exigible le {due}.',
  thanks:
    'Merci de votre confiance.|Nous vous remercions de votre confiance|En vous remerciant de votre commande.|Cordialement|Avec nos remerciements',
  lateMention:
    'En cas de retard de paiement, une pénalité de 3 fois le taux d’intérêt légal sera appliquée, ainsi qu’une indemnité forfaitaire pour frais de recouvrement de 40 €.|Pas d’escompte pour règlement anticipé. Indemnité forfaitaire de recouvrement en cas de retard : 40,00 euros.|Pénalités de retard : 12 % par an. Escompte pour paiement anticipé : néant.|Tout retard de paiement entraîne de plein droit l’application de pénalités au taux de 10,5 % et d’une indemnité de 40 € (art. L441-10 du code de commerce).|TVA acquittée sur les débits. Réserve de propriété : les marchandises restent notre propriété jusqu’au paiement intégral.',
  notes:
    'Intervention réalisée sur site.|Dispensé d’immatriculation au registre du commerce.|Assurance décennale n° 4402198 auprès de la mutuelle des bâtisseurs.|Membre d’une association agréée, le règlement des honoraires par chèque est accepté.|Marchandise vérifiée au départ. Aucune réclamation ne sera admise après 8 jours.|Garantie pièces et main d’œuvre 2 ans.',
  sentence:
    'Facture n° {number} du {date}|Facture {number} en date du {date}|Votre facture {number} établie le {date}|Objet : facture n° {number} du {date}|Facture N°{number} - {date}',
  page: 'Page {n}/{m}|Page {n} sur {m}|{n}/{m}|Page : {n} / {m}|Page {n}',
  headPosition: 'N°|Pos.|Ligne|#|L.',
  headReference: 'Réf.|Référence|Code|Article|Code article|Réf. article|REF',
  headDescription:
    'Désignation|Description|Libellé|Prestation|Article|Produit|Détail|Désignation des articles|Intitulé|Nature de la prestation',
  headQuantity: 'Qté|Quantité|Qte|Qté.|Nb|Quantité facturée|Nombre',
  headUnit: 'Unité|U|Un.|Unité de mesure',
  headPrice: 'P.U. HT|Prix unitaire|PU HT|Prix unit. HT|P.U.|Prix unitaire HT|PU|Tarif|Prix|PU (HT)|Prix HT',
  headDiscount: 'Remise|Rem. %|% Rem.|Rem.|Remise %',
  headRate: 'TVA|% TVA|Taux TVA|TVA %|Tx TVA|Taux',
  headTotal: 'Total HT|Montant HT|Montant|Total|Prix total HT|Total (HT)|Mt HT|Total ligne HT|Montant net HT',
  headTotalGross: 'Total TTC|Montant TTC|Prix TTC|TTC|Total',
  headDate: 'Date|Jour|Date prest.',
  headTax: 'Montant TVA|TVA|Mt TVA',
  units: 'U|h|jour|kg|m²|pce|ens|lot|m|L|forfait|boîte|mois|PCE|unité',
  cash: 'Espèces|ESPECES|Espèces EUR|Esp.|Reçu|Donné',
  change: 'Rendu|RENDU|Monnaie|A rendre|Rendu monnaie|Monnaie rendue|Rendu espèces',
  card: 'Carte bancaire|CB|CARTE BANCAIRE|CB EMV|Carte bleue|CB sans contact|Visa|Ticket restaurant',
  total:
    'TOTAL|Total|Total TTC|TOTAL A PAYER|NET A PAYER|TOTAL EUR|MONTANT|TOTAL TTC|Montant dû|A PAYER|Total à payer',
  items: 'Articles|Nombre d’articles|NB ARTICLES|article(s)|Nb lignes',
  cashier: 'Caissier|Vendeur|Serveur|Hôte|Servi par|Hôtesse|Opérateur|Op.',
  table: 'Table|TABLE|Couverts|Cvts',
  till: 'Caisse|CAISSE|Poste|Terminal|TPE',
  welcome: 'Bienvenue|BIENVENUE CHEZ|Bonjour|Ouvert 7j/7',
  goodbye:
    'Merci de votre visite|MERCI ET A BIENTOT|Merci et à bientôt|Au revoir et à bientôt|Merci de votre confiance|A CONSERVER|TICKET A CONSERVER|Service compris|MERCI AU REVOIR',
  tip: 'Pourboire|Service',
  including: 'dont TVA|TVA incluse|dont T.V.A.|Dont TVA',
  copy: 'TICKET CLIENT|DUPLICATA|Exemplaire client|TICKET CLIENT A CONSERVER|Copie',
};
