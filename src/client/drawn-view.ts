/**
 * What is drawn of a game. Events may arrive hundreds of times a second, and drawing takes milliseconds: whoever draws hears of them
 * at most once an animation frame. Each event still counts, in order.
 */
import type { EventFrame } from '../protocol/frames.ts';
import { Emitter } from './emitter.ts';
import type { Cancel, Environment } from './environment.ts';
import type { DrawnView, GameView } from './game-view.ts';

export class FrameByFrame implements DrawnView {
  private readonly nextFrame: Environment['nextFrame'];
  private readonly latest: () => GameView;
  private readonly changes: Emitter<void>;
  private readonly events: Emitter<readonly EventFrame[]>;
  /** Null while nobody listens: then the latest view counts. */
  private drawn: GameView | null = null;
  private unheard: EventFrame[] = [];
  private listeners = 0;
  private cancelFrame: Cancel | null = null;

  constructor(
    nextFrame: Environment['nextFrame'],
    latest: () => GameView,
    onError: (error: unknown) => void,
  ) {
    this.nextFrame = nextFrame;
    this.latest = latest;
    this.changes = new Emitter(onError);
    this.events = new Emitter(onError);
  }

  readonly getView = (): GameView => this.drawn ?? this.latest();
  readonly subscribe = (listener: () => void): Cancel => this.listen(this.changes.subscribe(listener));
  readonly onEvents = (listener: (frames: readonly EventFrame[]) => void): Cancel =>
    this.listen(this.events.subscribe(listener));

  /** The view has changed. */
  changed(): void {
    if (this.listeners > 0) this.cancelFrame ??= this.nextFrame(() => this.draw());
  }

  /** An event has been applied. */
  applied(frame: EventFrame): void {
    if (this.listeners > 0) this.unheard.push(frame);
  }

  close(): void {
    this.cancelFrame?.();
    this.cancelFrame = null;
  }

  private draw(): void {
    this.cancelFrame = null;
    this.drawn = this.latest();
    const events = this.unheard;
    this.unheard = [];
    if (events.length > 0) this.events.emit(events);
    this.changes.emit();
  }

  private listen(unsubscribe: Cancel): Cancel {
    this.drawn ??= this.latest();
    this.listeners += 1;
    let isListening = true;
    return () => {
      unsubscribe();
      if (!isListening) return;
      isListening = false;
      this.listeners -= 1;
      if (this.listeners > 0) return;
      this.close();
      this.drawn = null;
      this.unheard = [];
    };
  }
}
