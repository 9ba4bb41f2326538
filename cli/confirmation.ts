/** Asks a person before something is lost. */
import { createInterface } from 'node:readline/promises';
import { CommandError } from './command.ts';

/**
 * Resolves when the answer is yes, or `--yes` gave it beforehand.
 * @throws CommandError when it is not, or nobody is there to ask.
 */
export async function confirm(question: string, givenBeforehand: boolean): Promise<void> {
  if (givenBeforehand) return;
  if (!process.stdin.isTTY) throw new CommandError('nobody is there to confirm: give --yes');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `);
    if (!/^(y|yes|o|oui)$/i.test(answer.trim())) throw new CommandError('nothing was changed');
  } finally {
    terminal.close();
  }
}
