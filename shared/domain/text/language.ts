/** The languages that people read the product's sentences in: French by default, English where preferred. */
export type Language = 'fr' | 'en';

/** A text in each of them. */
export type Bilingual = Readonly<Record<Language, string>>;
