/** Where the generated businesses are, and what is usual there. */
import type { Language } from '../document.ts';

export interface Country {
  code: string;
  /** As printed under an address, in its own language. */
  name: string;
  currency: string;
  /** VAT rates in percent, the usual one first; GST and sales taxes too. */
  rates: readonly number[];
  /** What the tax is called on its documents. */
  tax: readonly string[];
  /** Prices on receipts include the tax. */
  grossPrices: boolean;
  letter: boolean;
  /** Postcode and town, real so that their forms are right. */
  towns: readonly string[];
  /** A street line; `#` is a number, `*` one of the country's street names. */
  streets: readonly string[];
  streetNames: readonly string[];
  /** Lines that may stand between street and town. */
  extras: readonly string[];
  /** How the town's line is written from postcode and town. */
  townLine: readonly ('zip town' | 'town zip' | 'zip TOWN' | 'town, zip' | 'CC-zip town' | 'town / zip')[];
  phones: readonly string[];
  forms: readonly string[];
}

const split = (text: string): string[] => text.split('|');

function country(
  code: string,
  name: string,
  currency: string,
  rates: readonly number[],
  tax: string,
  rest: {
    towns: string;
    streets: string;
    names: string;
    extras?: string;
    townLine?: Country['townLine'];
    phones: string;
    forms: string;
    letter?: boolean;
    net?: boolean;
  },
): Country {
  return {
    code,
    name,
    currency,
    rates,
    tax: split(tax),
    grossPrices: !rest.net,
    letter: rest.letter ?? false,
    towns: split(rest.towns),
    streets: split(rest.streets),
    streetNames: split(rest.names),
    extras: rest.extras ? split(rest.extras) : [],
    townLine: rest.townLine ?? ['zip town'],
    phones: split(rest.phones),
    forms: split(rest.forms),
  };
}

const FRENCH_STREETS =
  '# rue *|# rue *|# avenue *|# boulevard *|# place *|# bis rue *|# ter avenue *|#, rue *|#, avenue *|# chemin *|# impasse *|ZA *|ZI *, lot #|Zone artisanale *|# allée *|# quai *|# route *|# cours *|Parc d’activités *';
const FRENCH_NAMES =
  'des Tilleuls|de la Gare|du Moulin|Victor Hugo|de la République|des Peupliers|du Général Leclerc|de l’Église|des Acacias|Jean Jaurès|du Château|de Verdun|Saint-Martin|des Lilas|Pasteur|de la Fontaine|Gambetta|du Port|des Écoles|de la Liberté|du Marché|des Vignes|de Bretagne|Carnot|de la Paix|des Forges|du Stade|des Artisans';

export const COUNTRIES: Readonly<Record<string, Country>> = {
  FR: country('FR', 'France', 'EUR', [20, 20, 20, 10, 5.5, 2.1], 'TVA|TVA|T.V.A.', {
    towns:
      '75011 Paris|69003 Lyon|13008 Marseille|31000 Toulouse|33000 Bordeaux|44000 Nantes|59000 Lille|67000 Strasbourg|35000 Rennes|06000 Nice|34000 Montpellier|38000 Grenoble|21000 Dijon|49000 Angers|29200 Brest|63000 Clermont-Ferrand|37000 Tours|87000 Limoges|74000 Annecy|84000 Avignon|56000 Vannes|17000 La Rochelle|64000 Pau|76600 Le Havre|92100 Boulogne-Billancourt|93200 Saint-Denis|95000 Cergy|42000 Saint-Étienne|26000 Valence|97400 Saint-Denis|49130 Les Ponts-de-Cé|59650 Villeneuve-d’Ascq',
    streets: FRENCH_STREETS,
    names: FRENCH_NAMES,
    extras:
      'Bâtiment A|Bât. C, 2e étage|BP 12|BP 40127|CS 30021|Résidence Les Pins|Immeuble Le Cube|Zone industrielle Nord|Escalier B',
    townLine: ['zip town', 'zip town', 'zip TOWN', 'zip TOWN', 'CC-zip town'],
    phones:
      '01 ## ## ## ##|02 ## ## ## ##|03.##.##.##.##|04 ## ## ## ##|05########|06 ## ## ## ##|+33 (0)1 ## ## ## ##|+33 4 ## ## ## ##|09.##.##.##.##|0## ### ###',
    forms: 'SARL|SAS|SA|EURL|SASU|SCOP|SNC|SCI|EI|S.A.R.L.|S.A.S.|sarl|Sarl||||Auto-entrepreneur',
  }),
  BE: country('BE', 'Belgique', 'EUR', [21, 21, 12, 6], 'TVA', {
    towns:
      '1000 Bruxelles|4000 Liège|5000 Namur|7000 Mons|6000 Charleroi|1300 Wavre|1050 Ixelles|1400 Nivelles|4800 Verviers|7500 Tournai',
    streets: 'Rue *, #|Rue *, #|Avenue *, #|Chaussée *, #|Place *, #|Rue * # bte 3|Boulevard *, #',
    names: FRENCH_NAMES,
    townLine: ['zip town', 'CC-zip town'],
    phones: '0#/###.##.##|+32 2 ### ## ##|+32 4## ## ## ##|04##/##.##.##|+32 (0)#/### ## ##',
    forms: 'SRL|SA|SPRL|SC|SNC|ASBL|BV|',
  }),
  LU: country('LU', 'Luxembourg', 'EUR', [17, 17, 14, 8, 3], 'TVA', {
    towns:
      'L-1930 Luxembourg|L-4011 Esch-sur-Alzette|L-9201 Diekirch|L-3450 Dudelange|L-8001 Strassen|L-2550 Luxembourg',
    streets: '#, rue *|#, avenue *|#, route *|#, boulevard *',
    names: FRENCH_NAMES,
    phones: '+352 ## ## ##|(+352) ## ## ## ##|## ## ##',
    forms: 'S.à r.l.|S.A.|S.à r.l.-S|SARL|',
  }),
  CH: country('CH', 'Suisse', 'CHF', [8.1, 8.1, 7.7, 2.6, 2.5, 3.8], 'TVA', {
    towns:
      '1003 Lausanne|1204 Genève|2000 Neuchâtel|1700 Fribourg|1950 Sion|1800 Vevey|2800 Delémont|1400 Yverdon-les-Bains',
    streets: 'Rue * #|Avenue * #|Chemin * #|Route * #|Place * #',
    names: FRENCH_NAMES,
    townLine: ['zip town', 'zip town', 'CC-zip town'],
    phones: '0## ### ## ##|+41 ## ### ## ##|+41 (0)## ### ## ##',
    forms: 'SA|Sàrl|SA|Sàrl|SNC|',
  }),
  MA: country('MA', 'Maroc', 'MAD', [20, 14, 10, 7], 'TVA', {
    towns: '20000 Casablanca|10000 Rabat|40000 Marrakech|30000 Fès|90000 Tanger|80000 Agadir',
    streets: '#, rue *|#, avenue *|#, boulevard *|Lot # * ',
    names: 'Ibn Sina|Hassan|des FAR|Al Massira|de l’Atlas|Zerktouni|Moulay Youssef|Al Qods',
    phones: '05## ## ## ##|+212 5## ### ###|06 ## ## ## ##',
    forms: 'SARL|SARL AU|SA|',
  }),
  DE: country(
    'DE',
    'Deutschland',
    'EUR',
    [19, 19, 19, 7],
    'MwSt.|USt.|MwSt|USt|Umsatzsteuer|Mehrwertsteuer',
    {
      towns:
        '10115 Berlin|80331 München|20095 Hamburg|50667 Köln|60311 Frankfurt am Main|70173 Stuttgart|40213 Düsseldorf|04109 Leipzig|01067 Dresden|90402 Nürnberg|30159 Hannover|28195 Bremen|33098 Paderborn|79098 Freiburg|86150 Augsburg|48143 Münster|76131 Karlsruhe|68159 Mannheim|24103 Kiel|99084 Erfurt|54290 Trier|37073 Göttingen',
      streets: '* #|* #|* #|* #a|* #-#|* #/#',
      names:
        'Hauptstraße|Bahnhofstr.|Gartenweg|Lindenallee|Schillerstraße|Goethestr.|Am Markt|Industriestraße|Kirchgasse|Mühlenweg|Rosenstr.|Ringstraße|Schulstraße|Bergstr.|Waldweg|Dorfstraße|Marktplatz|Friedrichstr.|Am Alten Hafen|Birkenweg|Poststraße|Kaiserstraße|Wiesenstr.|Gewerbepark Süd',
      extras: 'Gebäude 3|Postfach 10 22 33|Hinterhaus|c/o Zentrale',
      townLine: ['zip town', 'zip town', 'zip town', 'CC-zip town'],
      phones: '0## / ### ## ##|0### ######|+49 (0)## ######|+49 ### #######|0##/######-##|0#### - ####',
      forms: 'GmbH|GmbH|GmbH|AG|GmbH & Co. KG|KG|OHG|e.K.|UG (haftungsbeschränkt)|GbR|e.V.|||Inh.',
    },
  ),
  AT: country('AT', 'Österreich', 'EUR', [20, 20, 10, 13], 'MwSt.|USt|USt.', {
    towns:
      '1010 Wien|8010 Graz|4020 Linz|5020 Salzburg|6020 Innsbruck|9020 Klagenfurt|6900 Bregenz|3100 St. Pölten',
    streets: '* #|*#|* #/#|* #/Top #',
    names:
      'Hauptstraße|Mozartgasse|Ringstraße|Bahnhofstraße|Wiener Straße|Kirchengasse|Schlossallee|Marktplatz|Landstraße|Feldweg',
    townLine: ['zip town', 'zip town', 'CC-zip town'],
    phones: '+43 # ### ## ##|0# / ### ## ##|+43 (0)### ######|0### / ####',
    forms: 'GmbH|GmbH|Ges.m.b.H.|AG|KG|OG|e.U.|',
  }),
  ES: country('ES', 'España', 'EUR', [21, 21, 21, 10, 4], 'IVA|I.V.A.|IVA', {
    towns:
      '28001 Madrid|08002 Barcelona|46001 Valencia|41001 Sevilla|50001 Zaragoza|29001 Málaga|48001 Bilbao|15001 A Coruña|30001 Murcia|33001 Oviedo|03001 Alicante|18001 Granada|39001 Santander|47001 Valladolid|07001 Palma|17001 Girona',
    streets:
      'C/ *, #|Calle *, #|Avda. *, #|Avenida *, #|Plaza *, # bajo|Pol. Ind. *, parcela #|C/ * nº #|Paseo *, # 2º B|Ctra. * km #',
    names:
      'Mayor|del Sol|de la Constitución|San Juan|Cervantes|de la Paz|Real|del Carmen|Goya|de los Olivos|Santa Ana|del Mar|Colón|de Andalucía|El Prado|Velázquez',
    townLine: ['zip town', 'zip town', 'zip TOWN', 'town / zip'],
    phones: '9## ### ###|9## ## ## ##|+34 9## ### ###|6## ### ###|(+34) 9########',
    forms: 'S.L.|SL|S.A.|S.L.U.|SLU|S.Coop.|C.B.|SA||',
  }),
  MX: country('MX', 'México', 'MXN', [16], 'IVA', {
    towns:
      '06600 Ciudad de México|44100 Guadalajara|64000 Monterrey|72000 Puebla|97000 Mérida|76000 Querétaro',
    streets: 'Av. * #|Calle * #|Calle * No. # Int. #|Blvd. * #',
    names: 'Juárez|Insurgentes|Hidalgo|Reforma|Morelos|Revolución|Allende|de las Palmas|Independencia',
    extras: 'Col. Centro|Col. Del Valle|Col. Roma Norte|Col. Jardines',
    townLine: ['zip town', 'town, zip'],
    phones: '55 #### ####|(33) #### ####|+52 81 #### ####',
    forms: 'S.A. de C.V.|S. de R.L. de C.V.|SA de CV|S.C.|',
  }),
  IT: country('IT', 'Italia', 'EUR', [22, 22, 22, 10, 4], 'IVA|I.V.A.|IVA', {
    towns:
      '20121 Milano (MI)|00184 Roma (RM)|10121 Torino (TO)|80133 Napoli (NA)|40121 Bologna (BO)|50122 Firenze (FI)|16121 Genova (GE)|35121 Padova (PD)|37121 Verona (VR)|70121 Bari (BA)|34121 Trieste TS|24121 Bergamo (BG)|38122 Trento|43121 Parma (PR)|90133 Palermo (PA)',
    streets: 'Via *, #|Via * #|Via *, #/A|Viale *, #|Piazza *, #|Corso * #|Via * n. #|Strada * km #',
    names:
      'Roma|Garibaldi|Dante Alighieri|Mazzini|Cavour|delle Rose|San Marco|Verdi|Matteotti|della Stazione|dei Mille|Leonardo da Vinci|Marconi|XX Settembre|del Mulino|Galilei',
    phones: '0# ########|02 ### ####|+39 0## #######|0##/######|3## #######|Tel. 0##.######',
    forms: 'S.r.l.|Srl|S.R.L.|S.p.A.|SpA|S.n.c.|snc|S.a.s.|Soc. Coop.|di Bianchi & C.||',
  }),
  NL: country('NL', 'Nederland', 'EUR', [21, 21, 21, 9], 'BTW|btw|BTW|B.T.W.', {
    towns:
      '1012 AB Amsterdam|3011 GZ Rotterdam|2511 CV Den Haag|3511 LN Utrecht|5611 EM Eindhoven|9711 JB Groningen|5038 EA Tilburg|4811 XC Breda|6511 PP Nijmegen|7511 JM Enschede|8011 PK Zwolle|2312 EZ Leiden|2011 RD Haarlem|6211 CE Maastricht',
    streets: '* #|* #|* #-#|* # A|* #bis',
    names:
      'Kerkstraat|Dorpsstraat|Molenweg|Stationsplein|Hoofdweg|Prinsengracht|Industrieweg|Julianalaan|Marktplein|Schoolstraat|Havenkade|Nieuwstraat|Lindelaan|Beatrixstraat|Oude Dijk',
    extras: 'Postbus 1020|Gebouw C|Unit 12',
    phones: '0##-#######|0##-### ## ##|+31 ## ### ## ##|06-########|+31 (0)## #######',
    forms: 'B.V.|BV|B.V.|N.V.|V.O.F.|VOF|C.V.|Holding B.V.||',
  }),
  PT: country('PT', 'Portugal', 'EUR', [23, 23, 23, 13, 6], 'IVA', {
    towns:
      '1000-001 Lisboa|4000-123 Porto|3000-214 Coimbra|4700-322 Braga|8000-076 Faro|2900-432 Setúbal|3800-100 Aveiro|7000-812 Évora|2400-137 Leiria|4800-045 Guimarães|9000-054 Funchal',
    streets:
      'Rua *, #|Rua *, nº #|Av. *, #|Avenida *, # 3º Esq.|Praça *, #|Largo *, #|Travessa * #|Zona Industrial *, Lote #',
    names:
      'da Liberdade|de Santa Catarina|Camões|do Comércio|dos Combatentes|da República|das Flores|de São Bento|25 de Abril|do Sol|Almada|da Alegria|Vasco da Gama',
    phones: '2## ### ###|+351 2## ### ###|9## ### ###|21# ### ###',
    forms: 'Lda.|Lda|, Lda.|S.A.|SA|Unipessoal Lda|Sociedade Unipessoal, Lda.|',
  }),
  BR: country('BR', 'Brasil', 'BRL', [18, 12, 5], 'ICMS|ISS', {
    towns:
      '01310-100 São Paulo - SP|20040-002 Rio de Janeiro - RJ|30130-010 Belo Horizonte - MG|80010-000 Curitiba - PR|90010-150 Porto Alegre - RS',
    streets: 'Rua *, #|Av. *, # - Sala #|Alameda *, #|Rua *, # - Centro',
    names:
      'das Palmeiras|Sete de Setembro|Tiradentes|do Comércio|Brasil|XV de Novembro|Santos Dumont|Paulista',
    townLine: ['zip town', 'town, zip'],
    phones: '(11) ####-####|(21) 9####-####|+55 31 ####-####',
    forms: 'Ltda.|LTDA|Ltda - ME|S.A.|EIRELI|ME',
  }),
  GB: country('GB', 'United Kingdom', 'GBP', [20, 20, 20, 5, 0], 'VAT|VAT|V.A.T.', {
    towns:
      'London|EC1A 4HD;Manchester|M2 5DB;Leeds|LS1 4AP;Bristol|BS1 5TR;Birmingham|B3 2HB;Glasgow|G2 1AL;Cardiff|CF10 2EU;Edinburgh|EH2 4AD;Norwich|NR2 1TF;Sheffield|S1 2JA;York|YO1 7HH;Exeter|EX1 1GE;Nottingham|NG1 5DT;Brighton|BN1 3XP;Liverpool|L2 2QP;Cambridge|CB2 1TN',
    streets: '# *|# *|Unit #, *|#A *|Suite #, # *|# - # *',
    names:
      'High Street|Station Road|Mill Lane|Church Street|Victoria Road|Park Avenue|Queens Road|Kings Way|Bridge Street|Market Place|Riverside Business Park|Albert Road|The Green|Orchard Close|Harbour Trading Estate|Castle Street',
    extras:
      'Westgate House|Unit 4B|First Floor|The Old Brewery|Kent|West Yorkshire|Surrey|Devon|Lancashire|Essex',
    townLine: ['town zip', 'town, zip', 'town / zip', 'town / zip'],
    phones: '0### ### ####|01### ######|020 #### ####|+44 (0)20 #### ####|+44 #### ######|07### ######',
    forms: 'Ltd|Limited|Ltd.|LTD|PLC|LLP|& Sons|& Co|||',
  }),
  IE: country('IE', 'Ireland', 'EUR', [23, 23, 13.5, 9], 'VAT', {
    towns:
      'Dublin 2|D02 X285;Cork|T12 W8KP;Galway|H91 A2RE;Limerick|V94 N6C2;Waterford|X91 PK15;Kilkenny|R95 TY24',
    streets: '# *|Unit #, *|# Lower *|# Upper *',
    names:
      'Main Street|Bridge Street|Patrick Street|Harcourt Road|Mill Road|Quay Street|College Green|Station Road',
    townLine: ['town zip', 'town, zip', 'town / zip'],
    phones: '01 ### ####|+353 1 ### ####|021 ### ####|+353 (0)## ### ####',
    forms: 'Ltd|Limited|DAC|Teoranta|',
  }),
  US: country('US', 'USA', 'USD', [8.25, 6, 7, 8.875, 7.25, 5.5, 9.5, 4], 'Sales Tax|Tax|Tax|State Tax|TAX', {
    towns:
      'New York, NY|10013;Austin, TX|78701;Portland, OR|97205;Chicago, IL|60614;Denver, CO|80202;Seattle, WA|98101;Boston, MA|02116;Atlanta, GA|30303;Phoenix, AZ|85004;Columbus, OH|43215;San Diego, CA|92101;Nashville, TN|37203;Raleigh, NC|27601;Madison, WI|53703;Reno, NV|89501',
    streets: '#### *|### *|#### * Suite ###|### *, Ste. ##|#### N. *|### E *|P.O. Box ####|### * #2##',
    names:
      'Main St|Oak Avenue|Maple Dr|Elm Street|Washington Blvd|Lincoln Ave.|Sunset Blvd.|Cedar Lane|Park Place|Lakeview Drive|2nd Street|Commerce Pkwy|Industrial Way|Mission Rd|Highland Ave',
    townLine: ['town zip', 'town zip', 'town, zip'],
    phones: '(###) ###-####|###-###-####|###.###.####|+1 ### ### ####|1-800-###-####|T: (###) ###-####',
    forms: 'Inc.|Inc|LLC|LLC|Corp.|Co.|Company|L.L.C.|Group||',
    letter: true,
    net: true,
  }),
  CA: country('CA', 'Canada', 'CAD', [5, 13, 15], 'GST|HST|GST/HST', {
    towns:
      'Toronto, ON|M5V 2T6;Vancouver, BC|V6B 1A1;Calgary, AB|T2P 1J9;Halifax, NS|B3J 1S9;Ottawa, ON|K1P 5M7',
    streets: '### *|#### *|Unit ## - ### *',
    names: 'King Street West|Queen St.|Granville Street|Bay St|Main Street|Portage Ave|Elgin Street',
    townLine: ['town zip', 'town, zip'],
    phones: '(###) ###-####|###-###-####|1-###-###-####',
    forms: 'Inc.|Ltd.|Corp.|Limited|',
    letter: true,
    net: true,
  }),
  AU: country('AU', 'Australia', 'AUD', [10], 'GST', {
    towns:
      'Sydney NSW|2000;Melbourne VIC|3000;Brisbane QLD|4000;Perth WA|6000;Adelaide SA|5000;Hobart TAS|7000;Newcastle NSW|2300',
    streets: '# *|Unit #/# *|Level #, ## *|Shop #, *',
    names:
      'George Street|Pitt St|Collins Street|Flinders Lane|Beach Road|Pacific Highway|Station St|Wattle Grove',
    townLine: ['town zip', 'town zip', 'town, zip'],
    phones: '(0#) #### ####|04## ### ###|+61 # #### ####|1300 ### ###',
    forms: 'Pty Ltd|Pty. Ltd.|PTY LTD||',
  }),
  NZ: country('NZ', 'New Zealand', 'NZD', [15], 'GST', {
    towns: 'Auckland|1010;Wellington|6011;Christchurch|8011;Dunedin|9016;Hamilton|3204',
    streets: '# *|Level #, # *',
    names: 'Queen Street|Lambton Quay|Victoria Street|High Street|Karaka Road',
    townLine: ['town zip'],
    phones: '0# ### ####|+64 # ### ####|021 ### ####',
    forms: 'Ltd|Limited|',
  }),
  MY: country('MY', 'Malaysia', 'MYR', [6, 6, 6, 0, 10, 8], 'GST|GST|SST|Service Tax', {
    towns:
      '47100 PUCHONG, SELANGOR|40150 SHAH ALAM, SELANGOR|81100 JOHOR BAHRU, JOHOR|50480 KUALA LUMPUR|10200 GEORGE TOWN, PENANG|43200 CHERAS, SELANGOR|41050 KLANG, SELANGOR DARUL EHSAN|31400 IPOH, PERAK|68000 AMPANG, SELANGOR|47400 PETALING JAYA|75000 MELAKA|88000 KOTA KINABALU, SABAH|56000 KUALA LUMPUR, WP KUALA LUMPUR',
    streets:
      'NO. #, JALAN *,|NO #-#, JLN *,|LOT ####, JALAN *|#, JALAN *,|NO. # & #, LORONG *,|LOT G-##, GROUND FLOOR, JALAN *|B-#-#, PERSIARAN *|PT ####, JALAN *,|No. # (Ground Floor), Jalan *',
    names:
      'BUNGA RAYA|MELATI 5|PERMAS 10/1|KENANGA 3/2|INDUSTRI 4|SS 2/67|USJ 9/5Q|MERDEKA|BUKIT INDAH 12|TEMENGGUNG 7|SEKSYEN 13/4|HARMONI 2|CEMPAKA|DATO ONN',
    extras:
      'TAMAN SRI PERMATA,|BANDAR BARU,|TAMAN DESA JAYA,|KAWASAN PERINDUSTRIAN,|SEKSYEN 17,|PUSAT BANDAR,',
    phones: '03-########|03-#### ####|07-###-####|012-#######|+603-#### ####|04-#######|TEL: 03-########',
    forms: 'SDN BHD|SDN. BHD.|Sdn Bhd|Sdn. Bhd.|(M) SDN BHD|ENTERPRISE|TRADING|S/B|BHD|',
  }),
  SG: country('SG', 'Singapore', 'SGD', [7, 9, 8], 'GST', {
    towns: 'Singapore 068805|Singapore 238839|SINGAPORE 408564|Singapore 159922|S(569933)',
    streets: '# * #0#-##|Blk ### * #01-##|# *|### *, #0#-##',
    names:
      'Orchard Road|Ubi Avenue 1|Tanjong Pagar Road|Ang Mo Kio Ave 3|Serangoon North|Marina View|Kallang Way',
    phones: '6### ####|+65 6### ####|(65) ########',
    forms: 'Pte Ltd|Pte. Ltd.|PTE LTD|LLP|',
  }),
  IN: country('IN', 'India', 'INR', [18, 12, 5, 28], 'GST|IGST|GST', {
    towns:
      'Mumbai - 400001|Bengaluru - 560001, Karnataka|New Delhi 110001|Chennai - 600002|Pune 411001, Maharashtra|Hyderabad - 500081',
    streets: 'No. #, *|#/##, *|Plot No. ##, *|#nd Floor, *|Shop No. #, *',
    names:
      'M.G. Road|Nehru Street|Link Road|Anna Salai|Ring Road|Sector 18|Station Road|Gandhi Nagar|Industrial Area Phase 2',
    phones: '+91 ##### #####|0## ########|9#########|+91-##-########',
    forms: 'Pvt. Ltd.|Pvt Ltd|Private Limited|Enterprises|& Sons|Traders|LLP',
    net: true,
  }),
  HK: country('HK', 'Hong Kong', 'HKD', [0], 'Tax', {
    towns: 'Central, Hong Kong|Kowloon, Hong Kong|Wan Chai, Hong Kong|Tsim Sha Tsui, Kowloon',
    streets: '#/F, ## *|Room ###, * |Unit # - #, ## *',
    names: 'Queen’s Road|Nathan Road|Hennessy Road|Wing Lok Street|Canton Road',
    phones: '(852) #### ####|+852 ########|2### ####',
    forms: 'Limited|Ltd.|Co. Ltd.|Company Limited',
    net: true,
  }),
  ZA: country('ZA', 'South Africa', 'ZAR', [15, 15, 14], 'VAT', {
    towns: 'Cape Town|8001;Johannesburg|2196;Durban|4001;Pretoria|0002;Stellenbosch|7600',
    streets: '# *|Unit #, * |P O Box ###',
    names: 'Long Street|Main Road|Church Street|Jan Smuts Avenue|Loop Street|Rivonia Road',
    townLine: ['town zip', 'town, zip', 'town / zip'],
    phones: '0## ### ####|+27 ## ### ####|(0##) ###-####',
    forms: '(Pty) Ltd|(PTY) LTD|CC|Pty Ltd|',
  }),
};

/** Countries whose documents are written in a language, with how often. */
export const COUNTRIES_OF: Readonly<Record<Language, Readonly<Record<string, number>>>> = {
  fr: { FR: 14, BE: 2, CH: 2, LU: 0.7, MA: 0.7 },
  en: {
    GB: 6,
    US: 6,
    MY: 5,
    IE: 1.5,
    AU: 2,
    SG: 1.5,
    IN: 1.5,
    CA: 1,
    NZ: 0.7,
    HK: 0.7,
    ZA: 0.8,
    DE: 1.5,
    NL: 1,
    FR: 1,
  },
  de: { DE: 12, AT: 2.5, CH: 2 },
  es: { ES: 8, MX: 1.5 },
  it: { IT: 9, CH: 0.6 },
  nl: { NL: 8, BE: 2 },
  pt: { PT: 7, BR: 1.2 },
};
