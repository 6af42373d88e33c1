/** Page sizes of lists. Separate from the schemas, so that phones need not load those. */

export const DEFAULT_PAGE_SIZE = 100;
export const MAX_PAGE_SIZE = 500;
