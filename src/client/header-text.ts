/** Whether it may go into a header, as a key or a token: what a browser has kept may be damaged, and `fetch` throws at the rest. */
export const isHeaderText = (value: unknown): value is string =>
  typeof value === 'string' && /^[!-~]{1,200}$/.test(value);
