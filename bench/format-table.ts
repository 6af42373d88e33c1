import type { Measurement } from './measurement.ts';

const formatNumber = (value: number | null): string =>
  value === null ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(3);

/** The measurements as a Markdown table. */
export function formatTable(rows: readonly Measurement[]): string {
  const head = ['measure', 'clients', 'ours', 'baseline', 'unit', 'value', 'target', 'met'];
  const lines = rows.map((row) => [
    row.name,
    row.clients?.toString() ?? '',
    formatNumber(row.ours),
    formatNumber(row.baseline),
    row.unit,
    formatNumber(row.value),
    row.target ?? '',
    row.met === null ? '' : row.met ? 'yes' : 'NO',
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const formatRow = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [formatRow(head), formatRow(widths.map((width) => '-'.repeat(width))), ...lines.map(formatRow)].join(
    '\n',
  );
}
