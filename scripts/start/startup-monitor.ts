import type { StartupStatus } from './startup-status.ts';

const MAX_HELD_BACK_CHARACTERS = 65_536;

export interface StartupMonitorOptions {
  /** How long the app may stay silent before its desk is ready, ms. */
  readonly silenceTimeoutMs: number;
  /** Called once when that time is up. */
  readonly onTimeout: () => void;
  readonly stderr: (text: string) => void;
}

/**
 * Follows an app as it starts, by the statuses it reports. Its standard error is held back until it is ready or exits on purpose:
 * if the start fails, people get one sentence instead.
 */
export class StartupMonitor {
  readonly #options: StartupMonitorOptions;
  #timer: NodeJS.Timeout;
  #state: StartupStatus = 'starting';
  #hasTimedOut = false;
  #heldBack = '';

  constructor(options: StartupMonitorOptions) {
    this.#options = options;
    this.#timer = this.#startTimer();
  }

  get state(): StartupStatus {
    return this.#state;
  }

  get hasTimedOut(): boolean {
    return this.#hasTimedOut;
  }

  /** At most the last 64 KB of the standard error held back. */
  get heldBack(): string {
    return this.#heldBack;
  }

  onStatus(status: StartupStatus): void {
    if (this.#state !== 'starting') {
      this.#state = status === 'done' ? 'done' : this.#state;
      return;
    }
    clearTimeout(this.#timer);
    if (status === 'starting') {
      this.#timer = this.#startTimer();
      return;
    }
    this.#state = status;
    this.flush();
  }

  onStderr(text: string): void {
    if (this.#state === 'starting') this.#heldBack = (this.#heldBack + text).slice(-MAX_HELD_BACK_CHARACTERS);
    else this.#options.stderr(text);
  }

  /** Shows what was held back. */
  flush(): void {
    if (this.#heldBack !== '') this.#options.stderr(this.#heldBack);
    this.#heldBack = '';
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #startTimer(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#hasTimedOut = true;
      this.#options.onTimeout();
    }, this.#options.silenceTimeoutMs);
  }
}
