import { createHostAdminClient } from '../../../client/host-admin-client.ts';
import { createHostClient } from '../../../client/host-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { deskRights } from './desk-rights.ts';
import { withLibraryPressedAgain } from './laptop-pressed-again.ts';

/** The clients for calls that only the laptop's owner may make. */
export const ownerLaptop = withLibraryPressedAgain(
  createHostAdminClient({ seat: OWNER_SEAT_ID, spareRight: deskRights.of(OWNER_SEAT_ID) }),
);
export const ownerApi = createHostClient({ seat: OWNER_SEAT_ID, spareRight: deskRights.of(OWNER_SEAT_ID) });
