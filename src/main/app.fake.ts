/** Stand-ins for what needs Electron's runtime, typed by the real thing. */
import { EventEmitter } from 'node:events';
import type { App, Event } from 'electron';

export interface FakeEvent {
  readonly preventDefault: () => void;
  isPrevented(): boolean;
}

/** An Electron event that remembers whether it was prevented. */
export function fakeEvent(): Pick<Event, 'preventDefault'> & FakeEvent {
  let prevented = false;
  return { preventDefault: () => void (prevented = true), isPrevented: () => prevented };
}

/** An app that records how it was asked to exit. */
export class FakeApp extends EventEmitter implements Pick<App, 'quit' | 'exit' | 'relaunch'> {
  readonly recorded: string[] = [];
  quit(): void {
    this.recorded.push('quit');
  }
  exit(code = 0): void {
    this.recorded.push(`exit ${code}`);
  }
  relaunch(): void {
    this.recorded.push('relaunch');
  }
}
