/** Events and contexts as Lambda hands them to consumers. */
import { readFileSync } from 'node:fs';
import type { Context, SQSEvent } from 'aws-lambda';

/** An event captured in `events/`. */
export function capturedEvent<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(new URL(`../../events/${file}.json`, import.meta.url), 'utf8'));
}

export function lambdaContext(remainingMs = 300_000): Context {
  return { getRemainingTimeInMillis: () => remainingMs, awsRequestId: 'request' } as Context;
}

/** A batch of messages; a text is a body as it is, anything else its JSON. */
export function sqsEvent(bodies: readonly unknown[], receiveCount = 1): SQSEvent {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `message-${index}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: String(receiveCount) },
    })),
  } as unknown as SQSEvent;
}
