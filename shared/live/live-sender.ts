/** Sends to one live connection, through the WebSocket API's @connections address (LIVE_ENDPOINT). */
import {
  ApiGatewayManagementApiClient,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import type { LiveSender } from '../contract/services.ts';
import { setting } from '../environment.ts';

export function liveSender(): LiveSender {
  const client = new ApiGatewayManagementApiClient({ endpoint: setting('LIVE_ENDPOINT') });
  return {
    async send(connectionId, message) {
      try {
        await client.send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: message }));
        return true;
      } catch (error) {
        if (error instanceof GoneException) return false;
        throw error;
      }
    },
  };
}
