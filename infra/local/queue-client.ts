import { Agent, request } from 'node:http';
import { REGION } from './template.ts';

/** A message as SQS's JSON protocol gives it. */
export interface ReceivedMessage {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  MD5OfMessageAttributes?: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
}

/** How the event source stands to a message whose visibility it changes; the engine keeps account of it. */
export type DeliveryOutcome = 'running' | 'failed';

/** The four SQS calls of an event source, over connections that stay open: they are made for every message. */
export class QueueClient {
  readonly #endpoint: URL;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(endpoint: string) {
    this.#endpoint = new URL(endpoint);
  }

  async receive(
    queueUrl: string,
    max: number,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<ReceivedMessage[]> {
    const result = await this.#call(
      'ReceiveMessage',
      {
        QueueUrl: queueUrl,
        MaxNumberOfMessages: max,
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      },
      { signal },
    );
    return (result.Messages as ReceivedMessage[] | undefined) ?? [];
  }

  async delete(queueUrl: string, receiptHandles: readonly string[]): Promise<void> {
    for (let index = 0; index < receiptHandles.length; index += 10) {
      const Entries = receiptHandles
        .slice(index, index + 10)
        .map((ReceiptHandle, id) => ({ Id: String(id), ReceiptHandle }));
      await this.#call('DeleteMessageBatch', { QueueUrl: queueUrl, Entries });
    }
  }

  async changeVisibility(
    queueUrl: string,
    receiptHandle: string,
    seconds: number,
    outcome: DeliveryOutcome,
  ): Promise<void> {
    await this.#call(
      'ChangeMessageVisibility',
      { QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds },
      { outcome },
    );
  }

  close(): void {
    this.#agent.destroy();
  }

  #call(action: string, body: object, options: { signal?: AbortSignal; outcome?: DeliveryOutcome } = {}) {
    const payload = JSON.stringify(body);
    return new Promise<Record<string, unknown>>((resolve, reject) => {
      const call = request(
        this.#endpoint,
        {
          method: 'POST',
          agent: this.#agent,
          signal: options.signal,
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(payload),
            'x-amz-target': `AmazonSQS.${action}`,
            // Emulators read the region here and check nothing else.
            authorization: `AWS4-HMAC-SHA256 Credential=LOCAL/20260101/${REGION}/sqs/aws4_request, SignedHeaders=host, Signature=0`,
            ...(options.outcome && { 'x-local-outcome': options.outcome }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            if (response.statusCode === 200) resolve(text === '' ? {} : JSON.parse(text));
            else reject(new Error(`${action} answered ${response.statusCode}: ${text.slice(0, 300)}`));
          });
        },
      );
      call.on('error', reject);
      call.end(payload);
    });
  }
}
