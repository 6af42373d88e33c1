/** Calls every listener. One that throws keeps neither the others nor the emitting code from going on. */
export class Emitter<Payload> {
  private readonly onError: (error: unknown) => void;
  private readonly subscriptions = new Set<{ readonly listener: (payload: Payload) => void }>();

  constructor(onError: (error: unknown) => void) {
    this.onError = onError;
  }

  /** Returns the unsubscriber. A function that subscribes twice is called twice. */
  subscribe(listener: (payload: Payload) => void): () => void {
    const subscription = { listener };
    this.subscriptions.add(subscription);
    return () => void this.subscriptions.delete(subscription);
  }

  emit(payload: Payload): void {
    for (const { listener } of Array.from(this.subscriptions)) {
      try {
        listener(payload);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}
