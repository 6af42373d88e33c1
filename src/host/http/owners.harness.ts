/** Two owners of one installation, for tests. */
import { sha256, type ListedOwner } from '../auth/owners.ts';
import type { TestApp, TestResponse } from './test-app.harness.ts';

export const SECRETS = { bristol: 'b'.repeat(43), leeds: 'l'.repeat(43) };
export const BRISTOL: ListedOwner = { id: 7_001, name: '4th Bristol', secretHash: sha256(SECRETS.bristol) };
export const LEEDS: ListedOwner = { id: 7_002, name: '2nd Leeds', secretHash: sha256(SECRETS.leeds) };

/** By the owner's link. */
export function signInTo(app: TestApp, secret: string): Promise<TestResponse> {
  return app.call('/api/v2/tickets/redeem', { body: { ticket: `owner.${secret}` } });
}

/** As a browser sends it back. */
export function cookieIn({ headers }: Pick<TestResponse, 'headers'>): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Makes the game as a rehearsal does: with the token that it is given. */
export async function rehearseAs(token: string, hostUrl: string) {
  const created = await fetch(`${hostUrl}/api/v2/games`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Rehearsal' }),
  });
  const made: unknown = await created.json();
  if (typeof made !== 'object' || made === null || !('game_code' in made))
    throw new Error('no game was made');
  const gameCode = String(made.game_code);
  return { gameCode, over: Promise.resolve(), stop: () => Promise.resolve() };
}
