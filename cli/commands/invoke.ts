/** `bordereau invoke`: runs one function on an event from a file, on this machine or on AWS. */
import { readFile } from 'node:fs/promises';
import { type Command, CommandError, NoAnswerError } from '../command.ts';
import { localInstall, NAME_PREFIX } from '../local-install.ts';

export const invokeCommand: Command = {
  usage: 'invoke FUNCTION [EVENT.json]',
  summary: 'run one function on a captured event, e.g. invoke intake events/s3-put-inbox.json',
  help: `Runs the function in the running local installation and prints what it answers. FUNCTION is its id
(the name of its bundle, e.g. intake, tasks, create-administrator); without EVENT.json the event is {}.
Exit status 1 when the function fails; its log is in the data folder's logs/.`,
  options: {},
  maximumArguments: 2,
  async run({ positionals: [name, file] }) {
    if (!name) throw new CommandError('name a function: bordereau invoke FUNCTION [EVENT.json]');
    let event = '{}';
    if (file) {
      event = await readFile(file, 'utf8').catch(() => {
        throw new CommandError(`${file} cannot be read`);
      });
      try {
        JSON.parse(event);
      } catch {
        throw new CommandError(`${file} is not JSON`);
      }
    }
    const { awsUrl } = await localInstall();
    const functionName = name.startsWith(NAME_PREFIX) ? name : `${NAME_PREFIX}${name}`;
    let response: Response;
    try {
      response = await fetch(
        `${awsUrl}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`,
        {
          method: 'POST',
          body: event,
        },
      );
    } catch {
      throw new NoAnswerError(awsUrl);
    }
    const answer = await response.text();
    process.stdout.write(`${answer}\n`);
    return response.ok && !response.headers.has('x-amz-function-error') ? 0 : 1;
  },
};
