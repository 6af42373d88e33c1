/** Seats on the wire, apart from the schemas so that a phone need not load those. */

/** The seat of whoever runs the laptop, on its desk. */
export const OWNER_SEAT_ID = 0;
/** A seat's PIN has as many digits. */
export const PIN_DIGITS = 4;
