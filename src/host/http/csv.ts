/** CSV for spreadsheets (RFC 4180), in which no cell can run as a formula. */

/** What a spreadsheet may take for a formula, full-width characters included. */
const FORMULA = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n|%]/u;

/** One row, line ending included. A cell that looks like a formula is prefixed with an apostrophe; numbers are left alone. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(text);
  const safe = !isNumber && FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
