/** How much of a list one call gives, apart from the schemas so that a phone need not load those. */

export const USUAL_PAGE = 100;
export const LONGEST_PAGE = 500;
