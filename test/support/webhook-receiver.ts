/** An ERP's end of a webhook: verifies each delivery with Standard Webhooks' own library and keeps what came. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';

export interface ReceivedEvent {
  /** The `webhook-id` header: the same for every repeat. */
  id: string;
  type: string;
  data: { task_id: string; status: string; document_name: string };
}

export class WebhookReceiver {
  readonly received: ReceivedEvent[] = [];
  /** Deliveries whose signature was wrong. */
  refused = 0;
  /** Answered to the next deliveries before it accepts again. */
  readonly failuresToGive: number[] = [];
  #secret: string | undefined;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.statusCode = receiver.#accept(Buffer.concat(chunks).toString(), request.headers);
      response.end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    const { port } = this.#server.address() as { port: number };
    return `http://127.0.0.1:${port}/hooks`;
  }

  /** The secret that the registration answered with. */
  trust(secret: string): void {
    this.#secret = secret;
  }

  #accept(body: string, headers: NodeJS.Dict<string | string[]>): number {
    const failure = this.failuresToGive.shift();
    if (failure !== undefined) return failure;
    try {
      const { type, data } = new Webhook(this.#secret ?? '').verify(
        body,
        headers as Record<string, string>,
      ) as Omit<ReceivedEvent, 'id'>;
      this.received.push({ id: String(headers['webhook-id']), type, data });
      return 204;
    } catch {
      this.refused++;
      return 400;
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
