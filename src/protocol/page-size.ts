/** How much of a list one call gives, apart from the schemas so that a phone need not load those. */

export const DEFAULT_PAGE_SIZE = 100;
export const MAX_PAGE_SIZE = 500;
