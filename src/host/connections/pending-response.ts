import type { Socket } from 'node:net';

/** Whether an earlier request on the same connection is unanswered. Node records that here; a WebSocket would overtake the response. */
export function hasPendingResponse(socket: Socket): boolean {
  return '_httpMessage' in socket && socket._httpMessage !== null;
}
