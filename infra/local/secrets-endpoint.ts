import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServedSecret } from './engine-protocol.ts';

/** Answers the reading half of Secrets Manager's API; secrets are made by the template and never changed here. */
export function answerSecrets(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  secrets: readonly ServedSecret[],
): void {
  const action = String(request.headers['x-amz-target']).split('.')[1];
  const id = readSecretId(body);
  const secret = secrets.find(({ arn, name }) => arn === id || name === id);
  if (action !== 'GetSecretValue' && action !== 'DescribeSecret') {
    return void send(response, 400, {
      __type: 'UnknownOperationException',
      message: `${action} is not available locally.`,
    });
  }
  if (!secret) {
    const message = "Secrets Manager can't find the specified secret.";
    return void send(response, 400, { __type: 'ResourceNotFoundException', message, Message: message });
  }
  const common = { ARN: secret.arn, Name: secret.name, CreatedDate: secret.createdSeconds };
  if (action === 'DescribeSecret') {
    return void send(response, 200, {
      ...common,
      VersionIdsToStages: { [secret.versionId]: ['AWSCURRENT'] },
    });
  }
  send(response, 200, {
    ...common,
    VersionId: secret.versionId,
    SecretString: secret.value,
    VersionStages: ['AWSCURRENT'],
  });
}

function readSecretId(body: Buffer): string {
  try {
    return String(JSON.parse(body.toString('utf8')).SecretId);
  } catch {
    return '';
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
