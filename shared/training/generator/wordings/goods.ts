/** What is sold: descriptions of goods and services by trade, to fill tables and tills. */
import type { Language } from '../document.ts';
import type { Random } from '../random.ts';

interface Goods {
  services: string;
  products: string;
  groceries: string;
  meals: string;
  utilities: string;
  hotel: string;
  software: string;
  pharmacy: string;
  /** Behind or below a description: `{n}` is a number, `{date}` a date. */
  details: string;
}

const GOODS: Readonly<Record<Language, Goods>> = {
  fr: {
    services:
      'Prestation de conseil|Développement site internet|Maintenance préventive|Main d’œuvre|Déplacement|Formation initiale|Audit sécurité|Création logo|Installation réseau|Dépannage chaudière|Nettoyage des locaux|Assistance téléphonique|Pose de carrelage|Rédaction de contenus|Location de matériel|Honoraires mensuels',
    products:
      'Ramette papier A4 80g|Cartouche d’encre noire|Écran 24 pouces|Câble HDMI 2 m|Fauteuil de bureau|Perceuse sans fil 18V|Carton double cannelure|Peinture blanche mate 10L|Vis inox 4x40 (boîte de 200)|Lampe LED E27|Clavier sans fil|Panneau OSB 18mm|Gants nitrile taille L|Disque dur 1To|Tuyau PVC Ø100|Classeur à levier',
    groceries:
      'BAGUETTE TRADITION|LAIT DEMI-ECR 1L|BEURRE DOUX 250G|TOMATES GRAPPE|JAMBON SUP 4TR|EAU MINERALE 6X1.5|CAFE MOULU|YAOURT NATURE X8|POMMES GALA|RIZ LONG 1KG|CHOCOLAT NOIR|OEUFS PLEIN AIR|SAC CAISSE|LESSIVE LIQ 2L|COMTE 12 MOIS|PATES PENNE 500G',
    meals:
      'Menu du jour|Entrecôte frites|Café|Salade chèvre|Verre Côtes du Rhône|Pizza reine|Formule midi|Tarte tatin|Demi pression|Eau gazeuse 50cl|Croque-monsieur|Burger maison|Thé vert|Crème brûlée',
    utilities:
      'Abonnement électricité|Consommation heures pleines|Consommation heures creuses|Abonnement mensuel fibre|Forfait mobile 50 Go|Appels hors forfait|Contribution au service public|Part fixe eau potable|Assainissement collectif|Location compteur|Taxe d’acheminement',
    hotel:
      'Chambre double|Nuitée|Petit déjeuner|Taxe de séjour|Parking|Mini-bar|Dîner|Location salle de réunion',
    software:
      'Licence annuelle|Abonnement mensuel Pro|Utilisateurs supplémentaires|Hébergement serveur dédié|Nom de domaine|Sauvegarde en ligne|Support premium|Certificat SSL',
    pharmacy:
      'PARACETAMOL 1G CPR|SERUM PHYSIO 40U|VITAMINE C 500|PANSEMENTS X20|CREME HYDRATANTE|HONORAIRES DISPENSATION|SIROP TOUX 150ML|THERMOMETRE',
    details:
      'Réf. {n}|Garantie 24 mois|Période du {date}|Lot {n}|Selon devis {n}|Livré le {date}|Coloris gris|Série {n}|Semaine {n}',
  },
  en: {
    services:
      'Consulting services|Website development|Annual maintenance|Labour|Call-out charge|Staff training|Security audit|Logo design|Network installation|Boiler repair|Office cleaning|Phone support|Copywriting|Equipment hire|Monthly retainer|Project management',
    products:
      'A4 Copy Paper 80gsm|Black Toner Cartridge|24" LED Monitor|HDMI Cable 2m|Office Chair Mesh|Cordless Drill 18V|Double Wall Carton|White Emulsion 10L|Steel Screws 4x40 Box 200|LED Bulb E27|Wireless Keyboard|OSB Board 18mm|Nitrile Gloves L|Hard Drive 1TB|PVC Pipe 100mm|Lever Arch File',
    groceries:
      'WHITE BREAD 400G|FRESH MILK 1L|BUTTER 250G|TOMATO|COOKING OIL 5KG|MINERAL WATER 1.5L|GROUND COFFEE|YOGURT PLAIN|RED APPLE|RICE 5KG|DARK CHOCOLATE|EGGS GRADE A 10S|PLASTIC BAG|DETERGENT 2L|INSTANT NOODLE 5S|CHEDDAR 200G|NAIL 2IN|AA BATTERY 4S|HAND SOAP|CHILLI SAUCE',
    meals:
      'Set Lunch A|Ribeye Steak|Latte|Caesar Salad|Glass House Red|Margherita|Nasi Lemak|Teh Tarik|Fish & Chips|Sparkling Water|Club Sandwich|Chicken Burger|Green Tea|Creme Brulee|Fried Rice|Draft Beer|Kopi O|Roti Canai',
    utilities:
      'Electricity standing charge|Day units|Night units|Monthly broadband|Mobile plan 50GB|Calls outside allowance|Network access charge|Water supply|Sewerage|Meter rental|Climate levy',
    hotel: 'Double Room|Room charge|Breakfast|City tax|Parking|Minibar|Dinner|Meeting room hire|Resort fee',
    software:
      'Annual licence|Pro plan (monthly)|Additional seats|Cloud compute|Domain renewal|Backup storage 100 GB|Premium support|API requests|Team subscription',
    pharmacy:
      'PARACETAMOL 500MG|SALINE DROPS|VITAMIN C 1000|PLASTERS 20S|MOISTURISER|COUGH SYRUP|THERMOMETER|ALLERGY TABS',
    details:
      'Ref {n}|12 months warranty|Period {date}|Batch {n}|As per quote {n}|Delivered {date}|Colour grey|S/N {n}|Week {n}',
  },
  de: {
    services:
      'Beratungsleistung|Webseite Entwicklung|Wartungspauschale|Arbeitszeit Monteur|Anfahrtspauschale|Schulung|Sicherheitsprüfung|Logo Entwurf|Netzwerkinstallation|Heizungsreparatur|Unterhaltsreinigung|Telefonsupport|Fliesenarbeiten|Texterstellung|Mietgeräte|Projektleitung',
    products:
      'Kopierpapier A4 80g|Druckerpatrone schwarz|Monitor 24 Zoll|HDMI-Kabel 2m|Bürostuhl|Akkuschrauber 18V|Versandkarton|Wandfarbe weiß 10l|Edelstahlschrauben 4x40|LED-Lampe E27|Funktastatur|OSB-Platte 18mm|Nitrilhandschuhe L|Festplatte 1TB|HT-Rohr DN100|Ordner A4 breit',
    groceries:
      'BROETCHEN|VOLLMILCH 3,5%|BUTTER 250G|RISPENTOMATEN|SCHINKEN GEK.|MINERALWASSER|KAFFEE GEM.|JOGHURT NATUR|BANANEN LOSE|REIS 1KG|ZARTBITTER SCHOKO|EIER BODENH. 10ER|TRAGETASCHE|WASCHMITTEL|GOUDA JUNG|PFAND 0,25|NUDELN 500G|APFELSAFT 1L',
    meals:
      'Tagesmenü|Rumpsteak|Kaffee|Gemischter Salat|Glas Riesling|Pizza Salami|Schnitzel Wiener Art|Apfelstrudel|Pils 0,4|Wasser 0,5|Currywurst|Spätzle|Espresso|Kuchen',
    utilities:
      'Grundpreis Strom|Arbeitspreis HT|Arbeitspreis NT|DSL Grundgebühr|Mobilfunk Flat|Verbindungen Inland|Netznutzung|Trinkwasser|Schmutzwasser|Zählermiete|Stromsteuer',
    hotel: 'Doppelzimmer|Übernachtung|Frühstück|Kurtaxe|Stellplatz|Minibar|Abendessen|Tagungsraum',
    software:
      'Jahreslizenz|Monatsabo Pro|Zusätzliche Nutzer|Hosting Server|Domaingebühr|Datensicherung|Premium-Support|SSL-Zertifikat',
    pharmacy:
      'PARACETAMOL 500MG|KOCHSALZLOESUNG|VITAMIN C|PFLASTER 20ST|HANDCREME|HUSTENSAFT|FIEBERTHERM.|NASENSPRAY',
    details:
      'Art. {n}|24 Monate Garantie|Zeitraum {date}|Charge {n}|gemäß Angebot {n}|geliefert am {date}|Farbe grau|S/N {n}|KW {n}',
  },
  es: {
    services:
      'Servicio de consultoría|Desarrollo página web|Mantenimiento mensual|Mano de obra|Desplazamiento|Formación|Auditoría de seguridad|Diseño de logotipo|Instalación de red|Reparación caldera|Limpieza de oficinas|Soporte telefónico|Alquiler de maquinaria|Honorarios profesionales',
    products:
      'Papel A4 80g|Cartucho tinta negro|Monitor 24"|Cable HDMI 2m|Silla de oficina|Taladro 18V|Caja de cartón|Pintura blanca 10L|Tornillos inox 4x40|Bombilla LED E27|Teclado inalámbrico|Tablero OSB 18mm|Guantes nitrilo L|Disco duro 1TB|Tubo PVC 100mm',
    groceries:
      'BARRA DE PAN|LECHE ENTERA 1L|MANTEQUILLA|TOMATE RAMA|JAMON SERRANO|AGUA 1,5L|CAFE MOLIDO|YOGUR NATURAL|MANZANA GOLDEN|ARROZ 1KG|CHOCOLATE|HUEVOS L 12U|BOLSA|DETERGENTE|QUESO CURADO|ACEITE OLIVA 1L',
    meals:
      'Menú del día|Entrecot|Café solo|Ensalada mixta|Copa de vino|Tortilla|Caña|Agua|Bocadillo de calamares|Paella|Flan casero|Café con leche|Pulpo a la gallega',
    utilities:
      'Término de potencia|Término de energía|Cuota fibra|Tarifa móvil|Llamadas|Alquiler de contador|Impuesto eléctrico|Cuota de servicio agua|Alcantarillado',
    hotel: 'Habitación doble|Alojamiento|Desayuno|Parking|Minibar|Cena|Sala de reuniones',
    software:
      'Licencia anual|Suscripción mensual|Usuarios adicionales|Alojamiento web|Dominio|Copia de seguridad|Soporte técnico',
    pharmacy: 'PARACETAMOL 1G|SUERO FISIOLOGICO|VITAMINA C|TIRITAS|CREMA HIDRATANTE|JARABE TOS|TERMOMETRO',
    details:
      'Ref. {n}|Garantía 24 meses|Periodo {date}|Lote {n}|Según presupuesto {n}|Entregado {date}|Color gris|N/S {n}',
  },
  it: {
    services:
      'Consulenza tecnica|Sviluppo sito web|Manutenzione ordinaria|Manodopera|Diritto di chiamata|Corso di formazione|Verifica sicurezza|Progetto grafico|Installazione rete|Riparazione caldaia|Pulizia uffici|Assistenza telefonica|Noleggio attrezzature|Onorario professionale',
    products:
      'Carta A4 80g|Toner nero|Monitor 24"|Cavo HDMI 2m|Sedia ufficio|Trapano 18V|Scatola cartone|Pittura bianca 10L|Viti inox 4x40|Lampada LED E27|Tastiera wireless|Pannello OSB 18mm|Guanti nitrile L|Disco 1TB|Tubo PVC 100',
    groceries:
      'PANE COMUNE|LATTE INTERO 1L|BURRO 250G|POMODORI|PROSCIUTTO CRUDO|ACQUA 1,5L|CAFFE MACINATO|YOGURT|MELE|RISO ARBORIO|CIOCCOLATO|UOVA X6|SHOPPER|DETERSIVO|PARMIGIANO|PASTA 500G',
    meals:
      'Menu fisso|Tagliata|Caffè|Insalata mista|Calice rosso|Margherita|Spaghetti alle vongole|Tiramisù|Birra media|Acqua|Coperto|Panino|Cappuccino|Risotto',
    utilities:
      'Quota fissa energia|Consumo F1|Consumo F2|Canone fibra|Offerta mobile|Chiamate|Trasporto e gestione contatore|Oneri di sistema|Acquedotto|Fognatura',
    hotel:
      'Camera doppia|Pernottamento|Prima colazione|Imposta di soggiorno|Garage|Minibar|Cena|Sala riunioni',
    software: 'Licenza annuale|Canone mensile|Utenti aggiuntivi|Hosting|Dominio|Backup|Assistenza premium',
    pharmacy: 'PARACETAMOLO|SOLUZIONE FISIOL.|VITAMINA C|CEROTTI|CREMA|SCIROPPO|TERMOMETRO',
    details:
      'Cod. {n}|Garanzia 24 mesi|Periodo {date}|Lotto {n}|Come da preventivo {n}|DDT {n} del {date}|Colore grigio|S/N {n}',
  },
  nl: {
    services:
      'Adviesuren|Ontwikkeling website|Onderhoudscontract|Arbeidsloon|Voorrijkosten|Training|Veiligheidsaudit|Ontwerp logo|Installatie netwerk|Reparatie cv-ketel|Schoonmaak kantoor|Telefonische ondersteuning|Huur materieel|Maandelijkse fee',
    products:
      'Kopieerpapier A4|Inktcartridge zwart|Monitor 24 inch|HDMI-kabel 2m|Bureaustoel|Accuboor 18V|Verzenddoos|Muurverf wit 10L|RVS schroeven 4x40|LED-lamp E27|Toetsenbord draadloos|OSB-plaat 18mm|Handschoenen L|Harde schijf 1TB|PVC-buis 100mm',
    groceries:
      'WIT BROOD|HALFV MELK 1L|ROOMBOTER|TROSTOMATEN|ACHTERHAM|BRONWATER|KOFFIE|YOGHURT|ELSTAR APPELS|RIJST 1KG|CHOCOLADE PUUR|EIEREN 10ST|DRAAGTAS|WASMIDDEL|JONG BELEGEN|STATIEGELD|PASTA 500G',
    meals:
      'Dagmenu|Biefstuk|Koffie|Salade geitenkaas|Glas wijn|Pizza|Saté|Appeltaart|Pils|Spa rood|Uitsmijter|Tosti|Cappuccino|Bitterballen',
    utilities:
      'Vaste leveringskosten|Verbruik normaal|Verbruik dal|Internet abonnement|Mobiel abonnement|Gesprekskosten|Netbeheerkosten|Drinkwater|Energiebelasting',
    hotel: 'Tweepersoonskamer|Overnachting|Ontbijt|Toeristenbelasting|Parkeren|Minibar|Diner|Vergaderzaal',
    software: 'Jaarlicentie|Maandabonnement|Extra gebruikers|Hosting|Domeinnaam|Back-up|Premium support',
    pharmacy: 'PARACETAMOL 500|NEUSSPRAY|VITAMINE C|PLEISTERS|HANDCREME|HOESTSIROOP|THERMOMETER',
    details:
      'Art. {n}|Garantie 24 mnd|Periode {date}|Batch {n}|Volgens offerte {n}|Geleverd {date}|Kleur grijs|S/N {n}|Week {n}',
  },
  pt: {
    services:
      'Serviços de consultoria|Desenvolvimento de site|Manutenção mensal|Mão de obra|Deslocação|Formação|Auditoria de segurança|Design de logótipo|Instalação de rede|Reparação de caldeira|Limpeza de escritório|Apoio telefónico|Aluguer de equipamento|Honorários',
    products:
      'Papel A4 80g|Tinteiro preto|Monitor 24"|Cabo HDMI 2m|Cadeira de escritório|Berbequim 18V|Caixa de cartão|Tinta branca 10L|Parafusos inox 4x40|Lâmpada LED E27|Teclado sem fios|Placa OSB 18mm|Luvas nitrilo L|Disco 1TB|Tubo PVC 100mm',
    groceries:
      'PAO DE FORMA|LEITE MG 1L|MANTEIGA|TOMATE|FIAMBRE|AGUA 1,5L|CAFE MOIDO|IOGURTE|MACA GALA|ARROZ 1KG|CHOCOLATE|OVOS 12|SACO|DETERGENTE|QUEIJO FLAMENGO|AZEITE 750ML',
    meals:
      'Prato do dia|Bitoque|Café|Salada mista|Copo de vinho|Bacalhau à Brás|Imperial|Água|Tosta mista|Pastel de nata|Sopa|Galão|Francesinha',
    utilities:
      'Potência contratada|Consumo vazio|Consumo cheias|Mensalidade fibra|Tarifário móvel|Chamadas|Taxa de exploração|Água consumo|Saneamento',
    hotel:
      'Quarto duplo|Alojamento|Pequeno-almoço|Taxa turística|Estacionamento|Minibar|Jantar|Sala de reuniões',
    software:
      'Licença anual|Subscrição mensal|Utilizadores adicionais|Alojamento|Domínio|Cópia de segurança|Suporte premium',
    pharmacy: 'PARACETAMOL 1G|SORO FISIOLOGICO|VITAMINA C|PENSOS|CREME HIDRATANTE|XAROPE|TERMOMETRO',
    details:
      'Ref. {n}|Garantia 24 meses|Período {date}|Lote {n}|Conforme orçamento {n}|Entregue {date}|Cor cinza|N/S {n}',
  },
};

export type Trade = Exclude<keyof Goods, 'details'>;

/** A description of something of a trade. */
export function goods(random: Random, language: Language, trade: Trade): string {
  return random.word(GOODS[language][trade]);
}

/** What may stand behind or below a description; `{date}` is left in. */
export function goodsDetail(random: Random, language: Language): string {
  return random.word(GOODS[language].details).replace('{n}', () => random.digits(random.int(1, 6)));
}
