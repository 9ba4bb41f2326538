/** Finds the command that words name, one (`extract`) or two (`reports list`), and reads its options. */
import { parseArgs } from 'node:util';
import { type Command, CommandError } from './command.ts';

/**
 * How to load each command, by its words. A first word that several share is a group, with an overview of its own.
 */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** What help says of the whole, and the commands there are. */
export interface Program {
  /** `bordereau` */
  name: string;
  version: string;
  description: string;
  commands: Commands;
}

const HELP_WORDS: readonly (string | undefined)[] = ['--help', '-h', 'help'];

/** A line for each command: its words and arguments; options are for its own help. */
async function linesOf(program: Program, loaders: Iterable<() => Promise<Command>>): Promise<string> {
  const commands = await Promise.all([...loaders].map((load) => load()));
  const lines = commands.map(({ usage, summary }) => [usage.replace(/ \[--.*$/, ''), summary] as const);
  const width = Math.max(...lines.map(([usage]) => usage.length));
  return lines.map(([usage, summary]) => `  ${program.name} ${usage.padEnd(width)}  ${summary}`).join('\n');
}

async function overview(program: Program): Promise<string> {
  return `${program.name} ${program.version} — ${program.description}

${await linesOf(program, Object.values(program.commands))}

${program.name} COMMAND --help tells more about one.
`;
}

async function groupOverview(
  program: Program,
  group: string,
  members: Iterable<() => Promise<Command>>,
): Promise<string> {
  return `usage: ${program.name} ${group} COMMAND

${await linesOf(program, members)}

${program.name} ${group} COMMAND --help tells more about one.
`;
}

/** The commands of a group by their second word. */
function membersOf(commands: Commands, group: string): Map<string, () => Promise<Command>> {
  const start = `${group} `;
  return new Map(
    Object.entries(commands)
      .filter(([words]) => words.startsWith(start))
      .map(([words, command]) => [words.slice(start.length), command]),
  );
}

type Found = { command: Command; rest: string[] } | { text: string };

/** The command that `words` begin with, or the text that answers a question for help. */
async function find(program: Program, words: readonly string[]): Promise<Found> {
  const [first, second] = words;
  const { name, commands } = program;
  if (first === undefined || HELP_WORDS.includes(first)) {
    // `bordereau help reports` is `bordereau reports --help`.
    if (first === 'help' && second !== undefined) return find(program, [...words.slice(1), '--help']);
    return { text: await overview(program) };
  }
  if (first === '--version' || first === '-v') return { text: `${program.version}\n` };
  if (first.startsWith('-')) {
    throw new CommandError(`options come after the command; ${name} --help lists commands`);
  }
  const single = !first.includes(' ') && Object.hasOwn(commands, first) ? commands[first] : undefined;
  if (single) return { command: await single(), rest: words.slice(1) };
  const members = membersOf(commands, first);
  if (members.size === 0) throw new CommandError(`there is no command "${first}"; ${name} --help lists them`);
  if (HELP_WORDS.includes(second)) return { text: await groupOverview(program, first, members.values()) };
  const member = second === undefined ? undefined : members.get(second);
  if (member) return { command: await member(), rest: words.slice(2) };
  const choices = [...members.keys()].join(', ');
  throw new CommandError(
    second === undefined || second.startsWith('-')
      ? `name what ${first} is to do: ${choices}`
      : `there is no command "${first} ${second}"; after ${first} comes one of ${choices}`,
  );
}

/**
 * Runs what `words` (the arguments of the process) name; `write` takes texts of help.
 * @returns the exit status.
 * @throws CommandError for words, options or arguments that no command takes, and what the command itself throws.
 */
export async function dispatch(
  program: Program,
  words: readonly string[],
  write: (text: string) => void,
): Promise<number> {
  const found = await find(program, words);
  if ('text' in found) {
    write(found.text);
    return 0;
  }
  const { command, rest } = found;
  const usage = `usage: ${program.name} ${command.usage}`;
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    // Node goes on to explain how a file whose name begins with a dash is given.
    const [reason] = (error as Error).message.split('. To specify');
    throw new CommandError(`${reason}\n${usage}`);
  }
  const options = parsed.values as Record<string, string | boolean | undefined>;
  if (options.help) {
    write(`${usage}\n\n${command.help}\n`);
    return 0;
  }
  if (parsed.positionals.length > command.maximumArguments) {
    throw new CommandError(`unexpected "${parsed.positionals.at(-1)}"\n${usage}`);
  }
  return command.run({ positionals: parsed.positionals, options });
}
