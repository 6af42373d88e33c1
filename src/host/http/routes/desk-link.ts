/** A fresh link to the desk for whoever starts the program a second time on this laptop. */
import { DeskLinkBody, DeskLinkResponse } from '../../../protocol/rest-schemas.ts';
import { equalInConstantTime } from '../../auth/credentials.ts';
import { isLoopback } from '../../lan/addresses.ts';
import { jsonOutcome, sendOutcome } from '../execute-command.ts';
import { refusal } from '../problems.ts';
import { describeRoute, PUBLIC_ROUTE } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';
import { validBody } from '../validation.ts';

export function deskLinkRoutes(
  app: Api,
  { deskSecret, deskUrl, rateLimits }: Pick<Services, 'deskSecret' | 'deskUrl' | 'rateLimits'>,
): void {
  const summary = 'A fresh link to the desk, for a second start on the same data folder';
  const response = DeskLinkResponse;
  app.post(
    '/host/desk-link',
    {
      schema: {
        ...describeRoute({ tags: ['host'], summary, status: 201, response }),
        ...PUBLIC_ROUTE,
        body: DeskLinkBody,
      },
    },
    async (request, reply) => {
      const { secret } = validBody(request);
      if (!isLoopback(request.ip) || !equalInConstantTime(secret, deskSecret)) {
        await rateLimits.failedAuth(request.ip);
        throw refusal('laptop_only', 'Only this laptop itself can ask for a link to the desk.');
      }
      return sendOutcome(reply, jsonOutcome(201, { url: await deskUrl() }));
    },
  );
}
