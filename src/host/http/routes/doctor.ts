/** Whether phones reach the laptop, and why not. docs/protocol.md, "Network doctor". */
import { DoctorReport } from '../../../protocol/doctor-report.ts';
import type { Authorization } from '../../auth/authorization.ts';
import { describeRoute } from '../route-schemas.ts';
import type { Api, Services } from '../services.ts';

export function doctorRoutes(
  app: Api,
  { doctor }: Pick<Services, 'doctor'>,
  authorization: Authorization,
): void {
  const summary = 'Whether phones reach the laptop, and why not';
  app.get(
    '/host/doctor',
    { schema: describeRoute({ tags: ['host'], summary, response: DoctorReport }) },
    async (request) => {
      await authorization.requireOwnerOrAnyBanker(request);
      return doctor.report();
    },
  );
}
