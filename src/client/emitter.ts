/** Those who want to be told. One that throws harms neither the others nor the teller. */
export class Listeners<News> {
  readonly #onError: (error: unknown) => void;
  readonly #listeners = new Set<{ readonly call: (news: News) => void }>();

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Returns what removes it. The same function added twice is told twice. */
  add(call: (news: News) => void): () => void {
    const listener = { call };
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(news: News): void {
    for (const { call } of Array.from(this.#listeners)) {
      try {
        call(news);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
