/** Constants for seats. Separate from the schemas, so that phones need not load those. */

/** The owner's seat, at the laptop's own desk. */
export const OWNER_SEAT_ID = 0;
/** The number of digits in a seat's PIN. */
export const PIN_DIGITS = 4;
