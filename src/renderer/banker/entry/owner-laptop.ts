import { createHostAdminClient } from '../../../client/host-admin-client.ts';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { withLibraryPressedAgain } from './laptop-pressed-again.ts';

/** The client for calls that only the laptop's owner may make. */
export const ownerLaptop = withLibraryPressedAgain(createHostAdminClient({ seat: OWNER_SEAT_ID }));
