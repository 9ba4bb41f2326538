/** `bordereau`: picks the command and turns failures into one line. */
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { type Command, CommandError } from './command.ts';
import { extractCommand } from './commands/extract.ts';
import { invokeCommand } from './commands/invoke.ts';
import { redriveCommand } from './commands/redrive.ts';
import { tokenCommand } from './commands/token.ts';

const COMMANDS: Record<string, Command> = {
  extract: extractCommand,
  token: tokenCommand,
  invoke: invokeCommand,
  redrive: redriveCommand,
};

function overview(): string {
  const width = Math.max(...Object.values(COMMANDS).map(({ usage }) => usage.length));
  return `bordereau ${manifest.version} — ${manifest.description}

${Object.values(COMMANDS)
  .map(({ usage, summary }) => `  bordereau ${usage.padEnd(width)}  ${summary}`)
  .join('\n')}

bordereau COMMAND --help tells more about one.
`;
}

async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return 0;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`${manifest.version}\n`);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new CommandError(`there is no command "${name}"; bordereau --help lists them`);
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
    throw new CommandError(`${reason}\nusage: bordereau ${command.usage}`);
  }
  const options = parsed.values as Record<string, string | boolean | undefined>;
  if (options.help) {
    process.stdout.write(`usage: bordereau ${command.usage}\n\n${command.help}\n`);
    return 0;
  }
  if (parsed.positionals.length > command.maximumArguments) {
    throw new CommandError(`unexpected "${parsed.positionals.at(-1)}"\nusage: bordereau ${command.usage}`);
  }
  return command.run({ positionals: parsed.positionals, options });
}

// A reader that goes away (`bordereau extract … | head -1`) ends the command quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`bordereau: ${error.message}\n`);
  process.exitCode = 1;
}
