/** Challenge callbacks, with and without React: `useChallengeWebSocket` and `ChallengeWebSocketClient`. */
import { useEffect, useRef } from 'react';
import {
  type ChallengeClientOptions,
  type ChallengeEventName,
  type ChallengeHandler,
  ChallengeWebSocketClient,
} from './challenge-websocket-client.ts';

export {
  type ChallengeClientOptions,
  type ChallengeEventName,
  type ChallengeHandler,
  ChallengeWebSocketClient,
} from './challenge-websocket-client.ts';

export interface ChallengeHandlers {
  readonly onChallengeRequested?: ChallengeHandler;
  readonly onChallengeAssigned?: ChallengeHandler;
  readonly onChallengeCompleted?: ChallengeHandler;
  readonly onChallengeCancelled?: ChallengeHandler;
  readonly onChallengeExpired?: ChallengeHandler;
  readonly onChallengeUndone?: ChallengeHandler;
}

const NAMES = [
  ['challenge_requested', 'onChallengeRequested'],
  ['challenge_assigned', 'onChallengeAssigned'],
  ['challenge_completed', 'onChallengeCompleted'],
  ['challenge_cancelled', 'onChallengeCancelled'],
  ['challenge_expired', 'onChallengeExpired'],
  ['challenge_undone', 'onChallengeUndone'],
] as const satisfies readonly (readonly [ChallengeEventName, keyof ChallengeHandlers])[];

/**
 * Calls the handlers for a player's own challenges (`scope: 'game'`: for everyone's; bankers and boards get all), once per
 * (id, version), including what happened while disconnected. An undo calls the handler of the resulting status, then
 * `onChallengeUndone`. Handlers may be inline: the latest ones are called.
 */
export function useChallengeWebSocket(
  gameCode: string,
  playerId: number,
  handlers: ChallengeHandlers,
  options: Pick<ChallengeClientOptions, 'scope' | 'baseUrl' | 'token' | 'environment'> = {},
): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  const { scope, baseUrl, token, environment } = options;
  useEffect(() => {
    const client = new ChallengeWebSocketClient(gameCode, playerId, { scope, baseUrl, token, environment });
    for (const [name, handler] of NAMES) client.on(name, (challenge) => latest.current[handler]?.(challenge));
    client.connect();
    return () => client.disconnect();
  }, [gameCode, playerId, scope, baseUrl, token, environment]);
}
