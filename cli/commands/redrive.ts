/**
 * `bordereau redrive`: puts the messages of a dead-letter queue back to work. Messages are sent before they are
 * deleted, so a crash in between repeats one, which consumers can take; none is lost.
 */
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type Command, CommandError, NoAnswerError } from '../command.ts';
import { awsSettings, NAME_PREFIX } from '../local-install.ts';
import { progressBar } from '../progress-bar.ts';

/** Hidden from other receivers while it is moved. */
const VISIBILITY_SECONDS = 60;

export const redriveCommand: Command = {
  usage: 'redrive QUEUE [--dry-run]',
  summary: "send a dead-letter queue's messages back to their queue",
  help: `QUEUE is a queue's name, e.g. intake or, as its alarm gives it, bordereau-intake; its dead-letter queue is
QUEUE-dead. Mend the cause first: a message that fails again comes back. Prints {queue, moved, found} as JSON.

  --dry-run   only count, move nothing

Uses the local installation, or AWS when BORDEREAU_AWS=1 is set (with your usual AWS credentials).`,
  options: { 'dry-run': { type: 'boolean', default: false } },
  maximumArguments: 1,
  async run({ positionals: [named], options }) {
    if (!named) throw new CommandError('name a queue: bordereau redrive QUEUE');
    const queue = named.startsWith(NAME_PREFIX) ? named : `${NAME_PREFIX}${named}`;
    const settings = await awsSettings();
    const client = new SQSClient(settings);
    const urlOf = async (name: string) => {
      try {
        return (await client.send(new GetQueueUrlCommand({ QueueName: name }))).QueueUrl;
      } catch (error) {
        const answered = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
        if (settings.endpoint !== undefined && !answered) throw new NoAnswerError(settings.endpoint);
        throw new CommandError(`queue ${name} cannot be found (${(error as Error).name})`);
      }
    };
    const [target, dead] = await Promise.all([urlOf(queue), urlOf(`${queue}-dead`)]);
    const bar = progressBar(1);
    const seen = new Set<string>();
    let moved = 0;
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: dead,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: VISIBILITY_SECONDS,
          MessageAttributeNames: ['All'],
        }),
      );
      const fresh = Messages.filter(({ MessageId }) => !seen.has(MessageId ?? ''));
      if (fresh.length === 0) break;
      for (const { MessageId = '', Body, ReceiptHandle, MessageAttributes } of fresh) {
        seen.add(MessageId);
        if (!options['dry-run']) {
          await client.send(
            new SendMessageCommand({ QueueUrl: target, MessageBody: Body, MessageAttributes }),
          );
          await client.send(new DeleteMessageCommand({ QueueUrl: dead, ReceiptHandle }));
        }
        moved++;
        bar.update(0, `${moved} messages`);
      }
    }
    bar.clear();
    process.stdout.write(
      `${JSON.stringify({ queue, moved: options['dry-run'] ? 0 : moved, found: moved })}\n`,
    );
    return 0;
  },
};
