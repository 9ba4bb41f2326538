/** Small HTTP servers on this machine that remember what was sent to them. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface HttpListener {
  url: string;
  received: ReceivedRequest[];
  stop(): void;
}

/** @param statusFor the answer to each request, 200 by default. */
export async function listenHttp(
  statusFor: (request: ReceivedRequest) => number = () => 200,
): Promise<HttpListener> {
  const received: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    for await (const chunk of request) body += chunk;
    const seen = { path: request.url ?? '', headers: request.headers, body };
    received.push(seen);
    const status = statusFor(seen);
    response.writeHead(status, status === 410 ? { 'x-amzn-errortype': 'GoneException' } : {});
    response.end(status === 410 ? '{"message":null}' : undefined);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
