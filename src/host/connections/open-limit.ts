/** How many connections the host may hold. */
import type { CrowdLimits } from './crowd.ts';

/** Descriptors that connections leave to the database, backups, the log, the pages and the network. */
const RESERVE = 128;
/** Where the system sets no limit, or a very high one. Each idle connection takes some 15 KB. */
const MAX_OPEN = 10_000;
/** Enough for five hundred phones that load the page at once, with six connections each. */
const MAX_STRANGERS = 4_096;
/** Far more than a phone or a hall of them needs: those that have been served no longer count. */
const MAX_PER_ADDRESS = 1_024;

/** @param descriptors how many this process may have open; null: unlimited, or the system does not tell */
export function crowdLimits(descriptors: number | null): CrowdLimits {
  const allowed = descriptors ?? Number.POSITIVE_INFINITY;
  const open = Math.min(MAX_OPEN, Math.max(allowed - RESERVE, Math.floor(allowed / 2)));
  // The rest is for those with a right, however many others come.
  return {
    open,
    strangers: Math.min(MAX_STRANGERS, Math.floor((open * 3) / 4)),
    perAddress: Math.min(MAX_PER_ADDRESS, Math.ceil(open / 2)),
  };
}

/** Null: unlimited, or unknown, as on Windows. */
export function systemDescriptorLimit(): number | null {
  const report: unknown = process.report.getReport();
  const limit = property(property(property(report, 'userLimits'), 'open_files'), 'soft');
  return typeof limit === 'number' ? limit : null;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value
    ? (Object.getOwnPropertyDescriptor(value, name)?.value as unknown)
    : undefined;
}
