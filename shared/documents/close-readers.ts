/** Ending what reading keeps warm, for programs that are done: commands, tests, a server that stops. */

import { threadsEnded } from '../ocr/call-thread.ts';
import { closeDefaultReader } from './open-document.ts';
import { closePdfThreads } from './pdf-thread.ts';

/** Ends the process's own OCR engines and PDF threads. They start again if something is read afterwards. */
export async function closeReaders(): Promise<void> {
  await Promise.all([closeDefaultReader(), closePdfThreads()]);
  await threadsEnded();
}
