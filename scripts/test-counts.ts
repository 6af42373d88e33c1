import { existsSync, readFileSync } from 'node:fs';
import { type Counts, NO_COUNTS } from './task.ts';

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function numberAt(record: Record<string, unknown>, key: string): number {
  const value = record[key];
  return typeof value === 'number' ? value : 0;
}

function read(file: string): Record<string, unknown> {
  return existsSync(file) ? asRecord(JSON.parse(readFileSync(file, 'utf8'))) : {};
}

/** The counts in a Vitest JSON report; zeros if the run never wrote one. */
export function vitestCounts(file: string): Counts {
  const report = read(file);
  return {
    passed: numberAt(report, 'numPassedTests'),
    failed: numberAt(report, 'numFailedTests'),
    skipped: numberAt(report, 'numPendingTests') + numberAt(report, 'numTodoTests'),
  };
}

/** The counts in a Playwright JSON report; a test that passed only on a retry counts as passed. */
export function playwrightCounts(file: string): Counts {
  const report = read(file);
  if (!('stats' in report)) return NO_COUNTS;
  const stats = asRecord(report['stats']);
  return {
    passed: numberAt(stats, 'expected') + numberAt(stats, 'flaky'),
    failed: numberAt(stats, 'unexpected'),
    skipped: numberAt(stats, 'skipped'),
  };
}
