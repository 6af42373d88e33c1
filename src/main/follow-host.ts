import type { Host } from '../host/host-types.ts';
import type { Notifier } from './notifier.ts';
import { followSleep, keepAwake } from './power.ts';
import type { ShellParts } from './shell-parts.ts';
import { showWaiting } from './waiting.ts';
import type { Desk } from './windows/desk-window.ts';

/** Everything that follows a running host. Returns the functions that stop it. */
export function followHost(
  { app, process, blocker, power, badge }: ShellParts,
  host: Host,
  desk: Desk,
  notifier: Notifier,
): readonly (() => void)[] {
  return [
    keepAwake(blocker, host),
    followSleep(power, host),
    showWaiting({ app, platform: process.platform, host, desk, badge, notifier }),
  ];
}
