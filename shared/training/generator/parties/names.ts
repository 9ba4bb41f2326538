/** Invented names of people and businesses. Assembled from small lists and from syllables; no real company is meant. */
import type { Language } from '../document.ts';
import type { Random } from '../random.ts';

interface NameWords {
  first: readonly string[];
  last: readonly string[];
  /** What a business does, as it stands in a name. */
  trades: readonly string[];
  /** Words that stand before or after a trade. */
  attributes: readonly string[];
  /** Shops and places to eat. */
  shops: readonly string[];
  /** `Maison %`, `% et Fils`: % is a family name. */
  houses: readonly string[];
}

const w = (text: string) => text.split('|');

const WORDS: Readonly<Record<Language, NameWords>> = {
  fr: {
    first: w(
      'Camille|Julien|Sophie|Nicolas|Claire|Antoine|Émilie|Mathieu|Hélène|Thomas|Élodie|Karim|Manon|Benoît|Aïcha|François|Chloé|Yann',
    ),
    last: w(
      'Morel|Garnier|Lefèvre|Perrin|Rousselot|Delmas|Charpentier|Besson|Mercier|Lacroix|Vasseur|Guérin|Teyssier|Marchand|Le Goff|Renaudin|Aubry|Chevalier|Barbier|Fontanel|Pélissier|Dumas',
    ),
    trades: w(
      'Menuiserie|Plomberie|Électricité|Boulangerie|Imprimerie|Transports|Informatique|Conseil|Peinture|Couverture|Maçonnerie|Fournitures|Bureautique|Formation|Nettoyage|Paysages|Distribution|Emballages|Communication|Traiteur|Logistique|Climatisation|Serrurerie|Énergie|Textile|Ingénierie',
    ),
    attributes: w(
      'Générale|du Centre|de l’Ouest|Services|Express|Plus|Moderne|Durable|des Alpes|Atlantique|du Midi|Nord|Associés|Pro|et Cie',
    ),
    shops: w(
      'Le Petit Marché|Au Bon Grain|La Table du Port|Chez Margot|Le Comptoir Vert|Épicerie du Coin|Café des Halles|Brasserie du Parc|La Crêperie Bleue|Pharmacie du Marché|Pharmacie Centrale|Librairie du Canal|Fleurs de Saison|Hôtel du Lac|Garage de la Plaine|Pressing Minute|Station du Rond-Point|Le Fournil|Bistrot des Amis',
    ),
    houses: w(
      'Maison %|Établissements %|Ets %|% et Fils|% & Associés|Atelier %|Cabinet %|Société %|Groupe %|% Frères|Garage %',
    ),
  },
  en: {
    first: w(
      'James|Emily|Oliver|Grace|Daniel|Hannah|Samuel|Laura|Peter|Alice|Kevin|Priya|Wei Ling|Ahmad|Rachel|Marcus|Nurul|Tom',
    ),
    last: w(
      'Harper|Whitfield|Bennett|Carter|Langley|Fletcher|Morrison|Dawson|Prescott|Osborne|Tan|Lim|Rahman|Kapoor|Novak|Sullivan|Hughes|Barlow|Wong|Marsh|Thornton|Ellery',
    ),
    trades: w(
      'Plumbing|Electrical|Bakery|Printing|Logistics|Consulting|Software|Design|Landscaping|Hardware|Stationery|Foods|Engineering|Media|Catering|Security|Supplies|Furniture|Marketing|Textiles|Auto Parts|Packaging|Cleaning|Marine|Roofing',
    ),
    attributes: w(
      'Northern|Premier|Blue Ridge|Summit|Green|United|City|Bright|Global|Allied|Coastal|Rapid|First|Golden|Eastern|Digital',
    ),
    shops: w(
      'The Corner Deli|Harbour Grill|Green Leaf Cafe|Sunrise Mini Market|City Pharmacy|The Book Nook|Lucky Star Restaurant|Riverside Inn|Quick Stop|Daily Fresh Mart|Old Oak Tavern|Family Hardware|Noodle Corner|Golden Wok|Restoran Selera Baru|Kedai Runcit Maju|Bright Smile Dental|Parkview Hotel|Speedy Fuel|Pasar Segar|Kopitiam Seri Bunga|Book & Paper House',
    ),
    houses: w('% & Sons|% Brothers|% Group|% Partners|The % Company|% Associates|% & Co|% Trading|%’s'),
  },
  de: {
    first: w(
      'Anna|Lukas|Julia|Markus|Sabine|Stefan|Katrin|Jürgen|Lena|Florian|Birgit|Matthias|Ayşe|Heike|Jonas|Petra',
    ),
    last: w(
      'Brandt|Hoffmeister|Krüger|Lindner|Vogel|Schuster|Bergmann|Kessler|Neumeier|Roth|Pfeiffer|Winkler|Haas|Döring|Seidel|Ackermann|Thielemann|Jansen|Böhm|Straub',
    ),
    trades: w(
      'Elektrotechnik|Sanitär|Bäckerei|Druckerei|Spedition|Software|Bau|Gartenbau|Bürobedarf|Metallbau|Tischlerei|Maschinenbau|Reinigung|Getränke|Heizungsbau|Consulting|Medien|Verpackungen|Autohaus|Malerbetrieb|Werbetechnik|Messtechnik|Feinkost|Textil',
    ),
    attributes: w(
      'Nord|Süd|Rhein|Alpen|Moderne|Service|Handels|Technik|Vertriebs|Systeme|Zentral|Hanse|Neue',
    ),
    shops: w(
      'Marktkauf am Ring|Gasthaus zur Linde|Café Sonnenschein|Löwen-Apotheke|Stadtbäckerei|Hotel am Park|Blumen Paradies|Getränkemarkt Süd|Tankstelle am Kreisel|Frischemarkt|Buchhandlung am Dom|Restaurant Adria|Pizzeria Napoli|Baumarkt West|Drogerie Schönweg|Hofladen Wiesental|Taxi-Zentrale',
    ),
    houses: w(
      '% & Söhne|Gebr. %|% & Partner|Autohaus %|Firma %|Bäckerei %|Ingenieurbüro %|% Gruppe|Familie %|Metzgerei %',
    ),
  },
  es: {
    first: w('Lucía|Javier|Carmen|Álvaro|Marta|Diego|Elena|Raúl|Nuria|Pablo|Inés|Sergio|Begoña|Íñigo'),
    last: w(
      'Navarro|Ibáñez|Castaño|Robles|Serrano|Molina|Vidal|Peñalver|Crespo|Santamaría|Ferrer|Rivas|Montero|Gallardo|Núñez|Echeverría',
    ),
    trades: w(
      'Construcciones|Fontanería|Electricidad|Panadería|Imprenta|Transportes|Informática|Consultoría|Pinturas|Muebles|Suministros|Papelería|Limpiezas|Jardines|Distribuciones|Embalajes|Comunicación|Catering|Logística|Climatización|Hostelería|Ingeniería',
    ),
    attributes: w(
      'del Sur|Levante|Ibérica|Generales|Integrales|del Norte|Hispana|Mediterránea|Urbana|Modernas|Express',
    ),
    shops: w(
      'Bar La Plaza|Supermercado El Ahorro|Cafetería Central|Restaurante Casa Lola|Farmacia Mayor|Hotel Miramar|Ferretería El Tornillo|Frutería La Huerta|Mesón del Puerto|Librería Cervantina|Gasolinera La Cruz|Panadería El Horno|Parking Centro',
    ),
    houses: w('Hermanos %|Hijos de %|% y Asociados|Talleres %|Grupo %|Casa %|Bodegas %|% e Hijos'),
  },
  it: {
    first: w('Giulia|Marco|Francesca|Luca|Chiara|Alessandro|Elisa|Paolo|Sara|Davide|Niccolò|Martina'),
    last: w(
      'Bellini|Moretti|Fontana|Galli|Marchetti|Rinaldi|Conti|De Santis|Ferraro|Lombardi|Pellegrini|Sartori|Basile|Colombo|Vitale|Zanetti',
    ),
    trades: w(
      'Edilizia|Idraulica|Elettronica|Panificio|Tipografia|Trasporti|Informatica|Consulenza|Arredamenti|Forniture|Cartoleria|Pulizie|Impianti|Officina|Meccanica|Distribuzione|Imballaggi|Ristorazione|Logistica|Termoidraulica|Alimentari',
    ),
    attributes: w('Nord|Generale|Moderna|Italiana|Service|del Lago|Adriatica|Nuova|Europa|Tecno|Veneta'),
    shops: w(
      'Bar Sport|Trattoria da Nino|Ristorante Il Gabbiano|Farmacia San Carlo|Supermercato Il Risparmio|Albergo Bellavista|Pizzeria Vesuvio|Caffè del Corso|Ferramenta Centrale|Libreria Aurora|Panetteria Il Forno|Enoteca del Borgo|Tabaccheria Stazione',
    ),
    houses: w('F.lli %|% & Figli|Studio %|Officine %|Ditta %|Gruppo %|% & C.|Cantina %'),
  },
  nl: {
    first: w('Sanne|Bram|Femke|Daan|Lotte|Jeroen|Marieke|Ruben|Anouk|Thijs|Esther|Wouter'),
    last: w(
      'de Vries|van Dijk|Bakker|Visser|Smeets|Hendriks|van den Berg|Mulder|de Graaf|Kuipers|Dekker|Hoekstra|Willems|Postma|van Leeuwen|Verhoeven',
    ),
    trades: w(
      'Installatietechniek|Loodgieters|Bakkerij|Drukkerij|Transport|Automatisering|Advies|Schildersbedrijf|Kantoorartikelen|Schoonmaak|Hoveniers|Groothandel|Verpakkingen|Techniek|Bouw|Logistiek|Horeca|Reclame|Meubelen|Metaal',
    ),
    attributes: w('Noord|Zuid|Holland|Centraal|Algemene|Service|Groep|West|Nederland|Plus'),
    shops: w(
      'Eetcafé De Hoek|Supermarkt De Molen|Apotheek Centrum|Hotel De Haven|Bloemen van Lente|Restaurant De Zwaan|Boekhandel Pagina|Tankstation Rijkerswoerd|Slagerij De Os|Lunchroom Zoet|Bouwmarkt Oost|Café ’t Anker',
    ),
    houses: w('Gebroeders %|% & Zonen|Fa. %|Autobedrijf %|% Groep|Bakkerij %|% Advies|% & Partners'),
  },
  pt: {
    first: w('Beatriz|João|Inês|Tiago|Mariana|Rui|Sofia|Gonçalo|Catarina|Nuno|Teresa|Luís'),
    last: w(
      'Carvalho|Figueiredo|Teixeira|Moura|Antunes|Cardoso|Nogueira|Pacheco|Simões|Brandão|Valente|Magalhães|Coelho|Barbosa|Queirós',
    ),
    trades: w(
      'Construções|Canalizações|Electricidade|Padaria|Gráfica|Transportes|Informática|Consultoria|Pinturas|Móveis|Papelaria|Limpezas|Jardins|Distribuição|Embalagens|Comunicação|Logística|Climatização|Hotelaria|Engenharia|Têxteis',
    ),
    attributes: w('do Norte|Central|Geral|Lusitana|do Minho|Atlântica|Moderna|Serviços|Rápida|Ibérica'),
    shops: w(
      'Café Central|Supermercado Bom Preço|Restaurante O Pescador|Farmácia Nova|Hotel Ribeira|Padaria Pão Quente|Livraria Aurora|Tasca do Zé|Pastelaria Doce Lar|Posto da Ponte|Mercearia da Vila|Talho Central',
    ),
    houses: w('Irmãos %|% & Filhos|Grupo %|Oficinas %|Casa %|% e Associados|Quinta %|Viúva %'),
  },
};

const SYLLABLES = w(
  'ba|bel|bri|cal|cor|dan|del|dra|el|fa|fen|gal|gri|hel|in|ka|kor|la|len|lo|mar|mel|mi|nel|no|or|pal|per|ra|ren|ri|ro|sal|sen|so|ta|tel|ti|tra|ul|va|vel|vi|vo|wen|xa|yo|za|zen',
);
const ENDINGS = w(
  'a|o|ex|is|on|ia|ix|um|ent|ora|eo|tec|soft|lab|net|co|nova|data|mat|plast|med|log|pro|line',
);

/** A name made of syllables: `Velnora`, `Brakim`. */
function inventedWord(random: Random): string {
  const count = random.int(1, 2);
  let word = '';
  for (let i = 0; i < count; i++) word += random.pick(SYLLABLES);
  word += random.pick(ENDINGS);
  return word[0]!.toUpperCase() + word.slice(1);
}

/** A person's name: `Claire Morel`, `C. Morel`, `MOREL Claire`. */
export function personName(random: Random, language: Language): string {
  const { first, last } = WORDS[language];
  const given = random.pick(first);
  const family = random.pick(last);
  return random.weighted({
    [`${given} ${family}`]: 8,
    [`${given[0]}. ${family}`]: 1,
    [`${family.toUpperCase()} ${given}`]: language === 'fr' || language === 'it' ? 1 : 0.1,
    [`${given} ${family.toUpperCase()}`]: language === 'fr' ? 1 : 0.1,
  });
}

/** Joins a name and a company form: `Velnora SARL`, `SARL Velnora`, `Velnora, Inc.`. */
function withForm(random: Random, name: string, form: string, country: string): string {
  if (form === '' || form === 'Inh.' || form === 'Auto-entrepreneur' || form.startsWith('di ')) return name;
  if (form.startsWith(',')) return name + form;
  if ((country === 'FR' || country === 'BE') && /^[A-Z.]+$/i.test(form) && random.chance(0.3))
    return `${form} ${name}`;
  if ((country === 'US' || country === 'ES' || country === 'PT') && random.chance(0.3))
    return `${name}, ${form}`;
  return `${name} ${form}`;
}

/** A business's name. `shop` prefers names of shops and places to eat. */
export function businessName(
  random: Random,
  language: Language,
  country: { code: string; forms: readonly string[] },
  shop = false,
): string {
  const words = WORDS[language];
  const last = random.pick(words.last);
  const trade = random.pick(words.trades);
  const attribute = random.pick(words.attributes);
  const romance = language !== 'en' && language !== 'de' && language !== 'nl';
  const core = random.weighted({
    [inventedWord(random)]: 3,
    [`${inventedWord(random)} ${trade}`]: 2,
    [romance ? `${trade} ${last}` : `${last} ${trade}`]: 3,
    [romance ? `${trade} ${attribute}` : `${attribute} ${trade}`]: 3,
    [random.pick(words.houses).replace('%', last)]: 2.5,
    [`${random.letters(random.int(2, 4))} ${trade}`]: 1.2,
    [random
      .letters(random.int(3, 4))
      .split('')
      .join(random.chance(0.5) ? '.' : '')]: 0.5,
    [`${last} & ${random.pick(words.last)}`]: 0.8,
    [`${inventedWord(random)} ${inventedWord(random)}`]: 0.7,
    [random.pick(words.shops)]: shop ? 14 : 0.8,
    [shop ? `${random.pick(words.shops)} ${last}` : `${last} ${attribute}`]: shop ? 3 : 0.5,
  });
  const name = withForm(random, core, random.pick(country.forms), country.code);
  return random.chance(country.code === 'MY' ? 0.7 : 0.22) ? name.toUpperCase() : name;
}
