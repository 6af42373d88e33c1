/** A socket that is still waited for, or tried again, while another way is taken. It takes over with its first message. */
import { HEAD_START_MS, type Line } from './connection-phase.ts';

/** How long a socket may take in all. */
export const TRIAL_MS = 20_000;
/** How long after a failed socket the next one is tried, while another way works. */
export const NEXT_TRIAL_MS = 60_000;
export class SocketTrial {
  private readonly monotonic: () => number;
  private line: Line | null = null;
  private until = 0;
  private nextAt = 0;

  /** @param monotonic ms from a clock that never jumps */
  constructor(monotonic: () => number) {
    this.monotonic = monotonic;
  }

  /** Whether it is time for another one. */
  get isDue(): boolean {
    return this.line === null && this.monotonic() >= this.nextAt;
  }

  isOf({ socket }: Pick<Line, 'socket'>): boolean {
    return this.line?.socket === socket;
  }

  start(line: Line): void {
    this.end();
    this.line = line;
    this.until = this.monotonic() + TRIAL_MS;
  }

  /** As `start`, with a socket that has had its head start. */
  goOn(line: Line): void {
    this.start(line);
    this.until -= HEAD_START_MS;
  }

  /** What is being tried; the trial is over. */
  take(): Line | null {
    const line = this.line;
    this.line = null;
    return line;
  }

  endIfOverdue(): void {
    if (this.line !== null && this.monotonic() >= this.until) this.end();
  }

  /** Not before a while will it be time again. */
  end(): void {
    this.postpone();
    this.take()?.socket.close();
  }

  postpone(): void {
    this.nextAt = this.monotonic() + NEXT_TRIAL_MS;
  }
}
