import type { Cancel, Environment } from './environment.ts';

/** Until the second try, ms; each time after that twice as long, up to the longest. */
export const FIRST_RETRY_MS = 1_000;
export const LONGEST_RETRY_MS = 8_000;
/** What has not come by then takes long, ms. */
export const LATE_MS = 20_000;

interface KeepLoadingOptions<Part> {
  readonly environment: Pick<Environment, 'after'>;
  readonly load: () => Promise<Part>;
  readonly onLoaded: (part: Part) => void;
  /** Called each time that it did not come, or takes long; it may still come. */
  readonly onMissing?: () => void;
}

/** Loads a part of a page, again and again until it comes. Returns what stops it. */
export function keepLoading<Part>(options: KeepLoadingOptions<Part>): Cancel {
  const { environment, load, onLoaded, onMissing } = options;
  let isWanted = true;
  let cancelTimer: Cancel = () => undefined;
  const tryOnce = (retryMs: number): void => {
    cancelTimer = environment.after(LATE_MS, () => onMissing?.());
    void load().then(
      (part) => {
        if (!isWanted) return undefined;
        cancelTimer();
        return onLoaded(part);
      },
      () => {
        if (!isWanted) return;
        cancelTimer();
        onMissing?.();
        cancelTimer = environment.after(retryMs, () => tryOnce(Math.min(retryMs * 2, LONGEST_RETRY_MS)));
      },
    );
  };
  tryOnce(FIRST_RETRY_MS);
  return () => {
    isWanted = false;
    cancelTimer();
  };
}
