/** For tests: everything that a client receives, whatever carries it, and ways to wait for it. */
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { Snapshot } from '../../protocol/entity-schemas.ts';
import { PresenceItem } from '../../protocol/frames.ts';

/** Any frame in the protocol, with all fields in one flat type. */
const AnyFrame = Type.Object({
  type: Type.String(),
  seq: Type.Optional(Type.Integer()),
  at: Type.Optional(Type.Integer()),
  play_ms: Type.Optional(Type.Integer()),
  epoch: Type.Optional(Type.String()),
  server_time: Type.Optional(Type.Integer()),
  resumed: Type.Optional(Type.Boolean()),
  snapshot: Type.Optional(Type.Union([Snapshot, Type.Null()])),
  event_type: Type.Optional(Type.String()),
  data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  items: Type.Optional(Type.Array(PresenceItem)),
  t: Type.Optional(Type.Number()),
  until: Type.Optional(Type.Number()),
});
export type AnyFrame = Static<typeof AnyFrame>;
const anyFrame = Compile(AnyFrame);

/** Several events in one frame. */
const BatchFrame = Type.Object({ type: Type.Literal('events'), items: Type.Array(AnyFrame) });
const batchFrame = Compile(BatchFrame);

export abstract class FrameLog {
  readonly frames: AnyFrame[] = [];
  /** How many events each batch frame contained; the events themselves are in `frames`. */
  readonly batchSizes: number[] = [];
  /** The close code; -1 if the connection was refused. */
  closeCode: number | null = null;
  /** HTTP status of a refused connection. */
  rejectedStatus: number | null = null;
  readonly #bySeq = new Map<number, AnyFrame>();
  readonly #waiters = new Set<() => void>();

  abstract send(message: unknown): void;
  /** Leaves as a closing page does. */
  abstract close(): Promise<void>;
  abstract terminate(): void;
  /** Stops reading, and reads on. */
  abstract pause(): void;
  abstract resume(): void;

  /** The event frames received. */
  get events(): readonly AnyFrame[] {
    return this.ofType('event');
  }

  get seqs(): readonly number[] {
    return this.events.map(({ seq }) => seq ?? Number.NaN);
  }

  ofType(type: string): readonly AnyFrame[] {
    return this.frames.filter((frame) => frame.type === type);
  }

  async welcome(): Promise<AnyFrame> {
    return this.next('welcome');
  }

  /** The first frame of this type after skipping `skip` of them. Rejects if the socket closes first. */
  async next(type: string, skip = 0): Promise<AnyFrame> {
    return this.until(`${type} ${skip}`, () => this.ofType(type)[skip] ?? null);
  }

  /** Waits for the event with this seq. */
  async reached(seq: number): Promise<AnyFrame> {
    return this.until(`event ${seq}`, () => this.#bySeq.get(seq) ?? null);
  }

  /** Waits for the close code. */
  async closed(): Promise<number> {
    return this.until('a close', () => this.closeCode);
  }

  protected receive(message: unknown): void {
    if (batchFrame.Check(message)) {
      this.batchSizes.push(message.items.length);
      for (const frame of message.items) this.#record(frame);
    } else this.#record(anyFrame.Parse(message));
    this.notify();
  }

  protected noteClosed(code: number): void {
    this.closeCode ??= code;
    this.notify();
  }

  protected noteRejected(status: number | null): void {
    this.rejectedStatus = status;
    this.noteClosed(-1);
  }

  #record(frame: AnyFrame): void {
    this.frames.push(frame);
    if (frame.type === 'event' && frame.seq !== undefined) this.#bySeq.set(frame.seq, frame);
  }

  protected until<Thing>(what: string, look: () => Thing | null): Promise<Thing> {
    return new Promise((resolve, reject) => {
      const attempt = () => {
        const found = look();
        if (found === null && this.closeCode === null) return;
        this.#waiters.delete(attempt);
        if (found === null) reject(new Error(`closed with ${this.closeCode} while waiting for ${what}`));
        else resolve(found);
      };
      this.#waiters.add(attempt);
      attempt();
    });
  }

  protected notify(): void {
    for (const attempt of this.#waiters) attempt();
  }
}
