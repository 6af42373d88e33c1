import { createHostAdminClient } from '../../../client/host-admin-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';

/** Calls that only whoever runs the laptop may make. */
export const ownerLaptop = createHostAdminClient({ seat: OWNER_SEAT_ID });
