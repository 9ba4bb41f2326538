/** `node test/support/samples/generate.ts` writes `events/samples/` anew: the same bytes each run. */
import { mkdir, writeFile } from 'node:fs/promises';
import { atelierLumiere } from './documents/atelier-lumiere.ts';
import { cobaltConseil } from './documents/cobalt-conseil.ts';
import { encreBleue } from './documents/encre-bleue.ts';
import { feinwerkOstheim } from './documents/feinwerk-ostheim.ts';
import { garageBelair } from './documents/garage-belair.ts';
import { harbourSignage } from './documents/harbour-signage.ts';
import { imprimerieVasselin } from './documents/imprimerie-vasselin.ts';
import { kestrelLinde } from './documents/kestrel-linde.ts';
import { locamat } from './documents/locamat.ts';
import { maraichersDuVal } from './documents/maraichers-du-val.ts';
import { menuiserieChanterelle } from './documents/menuiserie-chanterelle.ts';
import { plomberieKerouedan } from './documents/plomberie-kerouedan.ts';
import { quincaillerieDuPort } from './documents/quincaillerie-du-port.ts';
import { transportsGirolle } from './documents/transports-girolle.ts';
import type { Sample } from './truth.ts';

export const SAMPLE_FOLDER = new URL('../../../events/samples/', import.meta.url);

/** Every sample document, in the order of `truth.json`. */
export const SAMPLES: readonly (() => Promise<Sample>)[] = [
  atelierLumiere,
  maraichersDuVal,
  plomberieKerouedan,
  transportsGirolle,
  quincaillerieDuPort,
  harbourSignage,
  feinwerkOstheim,
  imprimerieVasselin,
  locamat,
  garageBelair,
  encreBleue,
  menuiserieChanterelle,
  cobaltConseil,
  kestrelLinde,
];

if (import.meta.main) {
  await mkdir(SAMPLE_FOLDER, { recursive: true });
  const truths = [];
  for (const make of SAMPLES) {
    const { bytes, truth } = await make();
    await writeFile(new URL(encodeURIComponent(truth.file), SAMPLE_FOLDER), bytes);
    console.log(`${String(bytes.length).padStart(8)}  ${truth.file}`);
    truths.push(truth);
  }
  await writeFile(new URL('truth.json', SAMPLE_FOLDER), `${JSON.stringify(truths, null, 2)}\n`);
}
