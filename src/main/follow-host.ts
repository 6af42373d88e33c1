import type { Host } from '../host/host-types.ts';
import type { AppDependencies } from './app-dependencies.ts';
import type { Notifier } from './notifier.ts';
import { forwardPower, keepAwake } from './power.ts';
import { showWaitingCount } from './waiting-count.ts';
import type { Desk } from './windows/desk-window.ts';

/** Subscribes everything that follows a running host. Returns the functions that unsubscribe. */
export function followHost(
  { app, process, blocker, powerMonitor, badgeImage }: AppDependencies,
  host: Host,
  desk: Desk,
  notifier: Notifier,
): readonly (() => void)[] {
  return [
    keepAwake(blocker, host),
    forwardPower(powerMonitor, host),
    showWaitingCount({ app, platform: process.platform, host, desk, badgeImage, notifier }),
  ];
}
