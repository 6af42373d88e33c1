/** The watch over joins of a host, which has its games alone or shares them with others. */
import type { HostStore } from '../storage/open-store.ts';
import type { HostTime } from '../time/clock.ts';
import { createJoinFloods, type JoinFloods, type JoinFloodsOptions } from './join-floods.ts';
import { rememberJoins } from './join-records.ts';
import { shareJoins, type SharedJoinsOptions } from './shared-joins.ts';

export interface OpenJoinFloodsOptions
  extends Omit<SharedJoinsOptions, 'stored' | 'now'>, Omit<JoinFloodsOptions, 'records' | 'now'> {
  readonly data: Pick<HostStore, 'recentJoins'>;
  /** Whether other hosts have the same games open. */
  readonly isShared: boolean;
  readonly hostTime: Pick<HostTime, 'now'>;
}

export function openJoinFloods({
  data: { recentJoins: stored },
  isShared,
  hostTime,
  ...options
}: OpenJoinFloodsOptions): JoinFloods {
  const now = () => hostTime.now();
  const records =
    isShared && stored !== undefined ? shareJoins({ ...options, stored, now }) : rememberJoins(now);
  return createJoinFloods({ ...options, records, now });
}
