/**
 * CSV (RFC 4180) in which no cell can run as a formula. A spreadsheet may split the lines at another character than the comma, as
 * many do in countries with a decimal comma, and then our quotes mean nothing to it: what stands behind any separator may
 * become the beginning of a cell.
 */

/** What spreadsheets take, or took, for the beginning of a formula; also in its full-width, small and superscript forms. */
const FORMULA_SIGNS = String.raw`=+\-@\u207A-\u207C\u208A-\u208C\u2212\uFE62\uFE63\uFE66\uFE6B\uFF0B\uFF0D\uFF1D\uFF20`;
/** Where a cell may begin: separators that spreadsheets offer, and every line break. */
const SEPARATORS = String.raw`;,|\t\n\v\f\r\u0085\u2028\u2029`;
/** What a spreadsheet, or whoever cleans the text, may take away before a formula: blanks, quotes, all that is invisible. */
const SKIPPED = String.raw`[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800"'\u2018-\u201F\u0060´«»]*`;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
/** No lookbehind: the desk opens in browsers that have none. */
const BEFORE_FORMULA = new RegExp(
  [
    String.raw`(?:^|[${SEPARATORS}])${SKIPPED}(?=[${FORMULA_SIGNS}])`,
    // A sign between spaces is left alone: where spaces separate, it is a whole cell.
    String.raw`\s${SKIPPED}(?=[${FORMULA_SIGNS}](?! ))`,
  ].join('|'),
  'gu',
);
const BEFORE_COMMAND = /^\s*(?=[|%])/u;
const NEEDS_QUOTES = /["\p{C}\p{Zl}\p{Zp};,|]|^\p{Z}|\p{Z}$/u;

/** What a file begins with: without it, spreadsheets do not recognise UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** What separates the cells. */
export type Separator = ',' | ';';

/** One row, line ending included. An apostrophe is put before whatever looks like a formula; numbers are left alone. */
export function csvLine(cells: readonly string[], separator: Separator = ','): string {
  return `${cells.map(csvCell).join(separator)}\r\n`;
}

function csvCell(text: string): string {
  if (NUMBER.test(text)) return text;
  const safe = text.replace(BEFORE_COMMAND, "$&'").replace(BEFORE_FORMULA, "$&'");
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
