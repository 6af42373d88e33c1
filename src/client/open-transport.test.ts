import { expect, it } from 'vitest';
import { headlessEnvironment } from './environment.ts';
import { openTransport } from './open-transport.ts';
import type { TransportKind } from './transport-choice.ts';

const HANDLERS = { onOpen: () => undefined, onMessage: () => undefined, onClose: () => undefined };

/** What a connection of this kind sends to say who it is. */
function headersOf(kind: TransportKind, tokens: { token?: string; sharedTokens?: string[] }): Headers {
  const sent: Headers[] = [];
  const environment = headlessEnvironment({
    openSocket: (_url, headers) => {
      sent.push(new Headers({ ...headers }));
      return { send: () => undefined, close: () => undefined };
    },
    fetch: (_url, { headers }) => {
      sent.push(new Headers(headers));
      return new Promise(() => undefined);
    },
  });
  const seat = { baseUrl: 'http://192.168.1.5:4747', code: 'ABC234', participantId: 7 };
  openTransport(kind, { ...seat, ...tokens, cursor: null, environment }, HANDLERS).close();
  const [headers = new Headers()] = sent;
  return headers;
}

it.each(['socket', 'stream', 'polls'] as const)(
  'a %s of a phone that keeps no cookies brings the tokens of its other seats',
  (kind) => {
    const headers = headersOf(kind, { token: 'own', sharedTokens: ['one', 'two'] });
    expect(headers.get('Authorization')).toBe('Bearer own');
    expect(headers.get('Shared-With')).toBe('one two');
    expect(headersOf(kind, {}).has('Authorization')).toBe(false);
    expect(headersOf(kind, {}).has('Shared-With')).toBe(false);
  },
);
