/** Whether the host is there. Pages ask before they open a socket: browsers hold new sockets back after some have failed. */
import { PingResponse } from '../../../protocol/rest-schemas.ts';
import { describeRoute, PUBLIC_ROUTE } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';

export function pingRoutes(app: Api, { hostTime }: Pick<Services, 'hostTime'>): void {
  const summary = 'Whether the host is there';
  app.get(
    '/ping',
    { schema: { ...describeRoute({ tags: ['host'], summary, response: PingResponse }), ...PUBLIC_ROUTE } },
    () => Promise.resolve({ server_time: hostTime.now() }),
  );
}
