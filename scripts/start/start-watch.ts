import type { StartupStatus } from './startup-status.ts';

const KEPT_CHARACTERS = 65_536;

export interface StartWatchParts {
  /** How long the app may stay silent before its desk is ready, ms. */
  readonly patienceMs: number;
  /** Called once when that time is up. */
  readonly giveUp: () => void;
  readonly stderr: (text: string) => void;
}

/**
 * Follows an app as it starts, by the status it reports. Its standard error is held back until it is ready or ends on purpose: if
 * the start fails, people get one sentence instead.
 */
export class StartWatch {
  readonly #parts: StartWatchParts;
  #silence: NodeJS.Timeout;
  #state: StartupStatus = 'starting';
  #wasSilent = false;
  #said = '';

  constructor(parts: StartWatchParts) {
    this.#parts = parts;
    this.#silence = this.#wait();
  }

  get state(): StartupStatus {
    return this.#state;
  }

  get wasSilent(): boolean {
    return this.#wasSilent;
  }

  /** At most the last 64 KB of what was held back. */
  get said(): string {
    return this.#said;
  }

  onStatus(status: StartupStatus): void {
    if (this.#state !== 'starting') {
      this.#state = status === 'done' ? 'done' : this.#state;
      return;
    }
    clearTimeout(this.#silence);
    if (status === 'starting') {
      this.#silence = this.#wait();
      return;
    }
    this.#state = status;
    this.release();
  }

  onError(text: string): void {
    if (this.#state === 'starting') this.#said = (this.#said + text).slice(-KEPT_CHARACTERS);
    else this.#parts.stderr(text);
  }

  /** Shows what was held back. */
  release(): void {
    if (this.#said !== '') this.#parts.stderr(this.#said);
    this.#said = '';
  }

  stop(): void {
    clearTimeout(this.#silence);
  }

  #wait(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#wasSilent = true;
      this.#parts.giveUp();
    }, this.#parts.patienceMs);
  }
}
