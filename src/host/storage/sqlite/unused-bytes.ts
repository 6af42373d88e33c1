/**
 * Blanks what a page of the database does not use. SQLite's `secure_delete` blanks deleted rows, but where rows were moved to another
 * page, it leaves copies of them between the list of rows and the rows. Layout: https://www.sqlite.org/fileformat2.html#b_tree_pages
 */

/** The first byte of a page with rows: an inner page or a leaf, of an index or a table. Other pages begin with 0. */
const INNER = [0x02, 0x05];
const LEAF = [0x0a, 0x0d];
const LEAF_HEADER_BYTES = 8;
const INNER_HEADER_BYTES = 12;
/** The file's own header, before the first page's. */
const FILE_HEADER_BYTES = 100;
const POINTER_BYTES = 2;
/** Where its rows begin; 0 stands for 65,536. */
const CONTENT_AT = 5;
const ROWS_AT = 3;

/** Blanks the unused bytes of one page, and returns whether there were any that were not blank. What it cannot make sense of stays. */
export function blankUnusedBytes(page: Buffer, pageNumber: number): boolean {
  const header = pageNumber === 1 ? FILE_HEADER_BYTES : 0;
  const kind = page[header] ?? 0;
  if (!INNER.includes(kind) && !LEAF.includes(kind)) return false;
  const headerBytes = LEAF.includes(kind) ? LEAF_HEADER_BYTES : INNER_HEADER_BYTES;
  const begin = header + headerBytes + page.readUInt16BE(header + ROWS_AT) * POINTER_BYTES;
  const content = page.readUInt16BE(header + CONTENT_AT);
  const end = content === 0 ? page.length : content;
  if (begin >= end || end > page.length) return false;
  const unused = page.subarray(begin, end);
  if (unused.every((byte) => byte === 0)) return false;
  unused.fill(0);
  return true;
}
