/** Signing out: this browser forgets that it acts for an owner. It needs no right, so that it may be asked for twice. */
import { clearOwnerCookie } from '../execute-command.ts';
import { describeRoute, PUBLIC_ROUTE } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';

export function signOutRoutes(app: Api, { credentials }: Pick<Services, 'credentials'>): void {
  const summary = 'Close the desk of an owner in this browser';
  app.post(
    '/host/sign-out',
    { schema: { ...describeRoute({ tags: ['host'], summary, status: 204 }), ...PUBLIC_ROUTE } },
    (request, reply) => {
      validBody(request);
      clearOwnerCookie(reply, credentials);
      return reply.code(204).send();
    },
  );
}
