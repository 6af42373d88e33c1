/** Reads a table as spreadsheets do, at every separator, and finds the cells that they would run. */
import { CsvError, parse } from 'csv-parse/sync';

/** How a spreadsheet may be told to split: at which characters, and whether quotes mean anything. */
const READINGS = [
  { delimiter: [','], quote: '"' },
  { delimiter: [';'], quote: '"' },
  { delimiter: ['\t'], quote: '"' },
  { delimiter: ['|'], quote: '"' },
  { delimiter: [',', ';', '\t'], quote: '"' },
  { delimiter: [' '], quote: '"' },
  { delimiter: [','], quote: false },
  { delimiter: [' '], quote: false },
  { delimiter: [';'], quote: false },
  { delimiter: [',', ';', '\t', '|'], quote: false },
] as const;

/** What a spreadsheet reads as a formula, in a cell from which blanks, quotes and invisible characters were taken. */
const RUNS = /^[\s\p{C}\u2800"'“”‘’]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212\uFE66\uFE62\uFE63\uFE6B]/u;
/** Text by its apostrophe, a number, perhaps with the half of a line break that was not split at, or a sign and nothing behind it. */
const IS_HARMLESS = /^[\s\p{C}\u2800"“”‘]*(?:['’]|.$)|^-?\d+(?:\.\d+)?\r?$/u;

/** The cells that would run as a formula in some spreadsheet. */
export function cellsThatRun(table: string): readonly string[] {
  return READINGS.flatMap((reading) =>
    cellsOf(table, reading).filter((cell) => RUNS.test(cell) && !IS_HARMLESS.test(cell)),
  );
}

/** Lenient, as spreadsheets are: a quotation that is still open at the end is closed there. */
function cellsOf(table: string, { delimiter, quote }: (typeof READINGS)[number]): readonly string[] {
  const options = {
    delimiter: [...delimiter],
    quote,
    relax_quotes: true,
    relax_column_count: true,
  };
  try {
    return parse(table, options).flat();
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    return parse(`${table}"`, options).flat();
  }
}
