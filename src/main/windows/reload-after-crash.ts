import type { WebContents } from 'electron';

export type CrashingContents = Pick<WebContents, 'on' | 'reload'>;

const MINUTE_MS = 60_000;
const MAX_RELOADS_PER_MINUTE = 3;

/**
 * Reloads a page that has crashed: the desk comes back as it was. If it keeps crashing, `askAgain` decides whether to try once
 * more, because reloading in a loop helps nobody.
 * @param monotonicNow ms on a clock that never jumps
 */
export function reloadAfterCrash(
  contents: CrashingContents,
  monotonicNow: () => number,
  askAgain: () => Promise<boolean>,
): void {
  let crashes: number[] = [];
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = monotonicNow();
    crashes = [...crashes.filter((at) => now - at < MINUTE_MS), now];
    if (crashes.length <= MAX_RELOADS_PER_MINUTE) contents.reload();
    else void askAgain().then((again) => again && contents.reload());
  });
}
