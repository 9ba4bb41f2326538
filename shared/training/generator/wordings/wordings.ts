/** The words of one document: a wording of each concept, in its language, as it likes to write them. */
import type { Language } from '../document.ts';
import type { Random } from '../random.ts';
import type { Concept, Wordings } from './concepts.ts';
import { DUTCH } from './dutch.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { ITALIAN } from './italian.ts';
import { PORTUGUESE } from './portuguese.ts';
import { SPANISH } from './spanish.ts';

const ALL: Readonly<Record<Language, Wordings>> = {
  fr: FRENCH,
  en: ENGLISH,
  de: GERMAN,
  es: SPANISH,
  it: ITALIAN,
  nl: DUTCH,
  pt: PORTUGUESE,
};

const lists = new Map<string, string[]>();

function wordingsOf(language: Language, concept: Concept): readonly string[] {
  const key = `${language} ${concept}`;
  let list = lists.get(key);
  if (!list) {
    list = ALL[language][concept].split('|');
    lists.set(key, list);
  }
  return list;
}

export interface LabelHabits {
  /** After a label that stands before its value. */
  colon: ':' | ' :' | '' | '.:';
  case: 'as is' | 'upper' | 'lower first';
  /** A second language behind a slash, or null. */
  second: Language | null;
  accents: boolean;
}

/** Picks wordings and keeps to them: a document says a thing in one way, mostly. */
export class Words {
  readonly language: Language;
  readonly habits: LabelHabits;
  readonly #random: Random;
  readonly #chosen = new Map<Concept, string>();
  readonly #names: Readonly<Record<string, string>>;

  /** `names` replace `{tax}` and `{currency}` in wordings. */
  constructor(
    random: Random,
    language: Language,
    names: Readonly<Record<string, string>>,
    habits: LabelHabits,
  ) {
    this.#random = random;
    this.language = language;
    this.#names = names;
    this.habits = habits;
  }

  /** The document's wording of a concept, `{rate}`, `{number}` and the like left in. */
  of(concept: Concept): string {
    let wording = this.#chosen.get(concept);
    if (wording === undefined) {
      wording = this.fresh(concept);
      this.#chosen.set(concept, wording);
    }
    return wording;
  }

  /** A wording chosen anew. */
  fresh(concept: Concept): string {
    const list = wordingsOf(this.language, concept);
    let wording = this.#random.pick(list);
    for (let i = 0; i < 9 && this.#foreign(wording); i++) wording = this.#random.pick(list);
    return this.#filled(wording);
  }

  /** Whether a wording names a currency that is not the document's. */
  #foreign(wording: string): boolean {
    const named = /\b(?:EUR|EUROS?|USD)\b|€|R\$/i.exec(wording)?.[0].toUpperCase();
    if (named === undefined) return false;
    const code = named === 'R$' ? 'BRL' : named === 'USD' ? 'USD' : 'EUR';
    return this.#names.code !== code;
  }

  /** A label: the wording in the document's case, perhaps in two languages, without `{rate}`. */
  label(concept: Concept): string {
    let wording = this.of(concept)
      .replace(/ ?\(?@? ?\{rate\}\)?/g, '')
      .trim();
    if (wording === '') wording = this.#filled('{tax}');
    if (this.habits.second && this.#random.chance(0.9)) {
      const other = this.#filled(this.#random.pick(wordingsOf(this.habits.second, concept)))
        .replace(/ ?\(?@? ?\{rate\}\)?/g, '')
        .trim();
      if (other !== wording) wording = `${wording} / ${other}`;
    }
    return this.cased(wording);
  }

  /** A label with the document's colon, if it has one. */
  withColon(label: string): string {
    return /[:°#º]$/.test(label) && this.habits.colon === ''
      ? label
      : `${label.replace(/:$/, '')}${this.habits.colon}`;
  }

  cased(text: string): string {
    const accented = this.habits.accents ? text : withoutAccents(text);
    if (this.habits.case === 'upper') return accented.toUpperCase();
    if (this.habits.case === 'lower first') return accented[0]!.toLowerCase() + accented.slice(1);
    return accented;
  }

  #filled(wording: string): string {
    return wording.replace(/\{(tax|currency)\}/g, (_, name: string) => this.#names[name] ?? '');
  }
}

/** `é` is `e`, `ß` is `ss`. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss');
}

/** Units of quantity that a language's tables print. */
export function unitsOf(language: Language): string[] {
  return [...wordingsOf(language, 'units')];
}
