/** What a command is, and how it fails. */
import type { ParseArgsOptionsConfig } from 'node:util';

/** A failure the user can do something about: one clear line on stderr, exit status 1. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** The installation that a command speaks to is not running. */
export class NoAnswerError extends CommandError {
  constructor(address: string) {
    super(`the installation does not answer at ${address}: is npm start running?`);
  }
}

export interface CommandInput {
  positionals: string[];
  options: Record<string, string | boolean | undefined>;
}

export interface Command {
  /** After `bordereau`, with its arguments: `extract FILE…`. */
  usage: string;
  summary: string;
  /** Below the usage in `bordereau COMMAND --help`. */
  help: string;
  options: ParseArgsOptionsConfig;
  /** How many words beside options it takes. */
  maximumArguments: number;
  /** The exit status. */
  run(input: CommandInput): Promise<number>;
}
