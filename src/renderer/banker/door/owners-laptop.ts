import { createLaptopClient } from '../../../client/laptop.ts';
import { OWNER_SEAT } from './open-desk.ts';

/** Calls that only whoever runs the laptop may make. */
export const ownersLaptop = createLaptopClient({ seat: OWNER_SEAT });
