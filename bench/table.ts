import type { Row } from './row.ts';

const number = (value: number | null): string =>
  value === null ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['measure', 'clients', 'ours', 'floor', 'unit', 'value', 'target', 'met'];
  const lines = rows.map((row) => [
    row.measure,
    row.clients?.toString() ?? '',
    number(row.ours),
    number(row.floor),
    row.unit,
    number(row.value),
    row.target,
    row.met ? 'yes' : 'NO',
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const print = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [print(head), print(widths.map((width) => '-'.repeat(width))), ...lines.map(print)].join('\n');
}
