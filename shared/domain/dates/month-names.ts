/** Month names and abbreviations in French, English, German, Spanish, Italian, Dutch and Portuguese, folded. */

const NAMES: readonly string[] = [
  'janvier janv january jan januar januari enero ene gennaio gen janeiro jaenner janner',
  'fevrier fevr fev february feb februar februari febrero febbraio fevereiro',
  'mars march mar marz maerz mrz marzo maart mrt marco',
  'avril avr april apr abril abr aprile',
  'mai may mei mayo maggio mag maio',
  'juin june jun juni junio giugno giu junho',
  'juillet juil july jul juli julio luglio lug julho',
  'aout august aug augustus agosto ago',
  'septembre september sept sep septiembre settembre set setembro',
  'octobre october oct oktober okt octubre ottobre ott outubro out',
  'novembre november nov noviembre novembro',
  'decembre december dec dezember dez diciembre dic dicembre dezembro',
];

const MONTHS = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);

/** 1–12 for a folded month name, else null. Reads the usual OCR slips of digits for letters ("0ct"). */
export function monthNumber(folded: string): number | null {
  return MONTHS.get(folded) ?? MONTHS.get(folded.replace(/0/g, 'o').replace(/1/g, 'l')) ?? null;
}
