/** What does not work as it should but stops nothing: one sentence a topic, as long as it holds. */
import type { Cancel } from './clock.ts';

export type Topic = 'port' | 'address' | 'mdns' | 'pages' | 'log';

export interface Warnings {
  list(): readonly string[];
  /** Replaces what is said about a topic; null: all is well. */
  say(topic: Topic, sentence: string | null): void;
  listen(listener: () => void): Cancel;
}

/** `log`: gets each new sentence once. */
export function createWarnings(log: (sentence: string) => void): Warnings {
  const sentences = new Map<Topic, string>();
  const listeners = new Set<() => void>();
  return {
    list: () => [...sentences.values()],
    say(topic, sentence) {
      if ((sentences.get(topic) ?? null) === sentence) return;
      if (sentence === null) sentences.delete(topic);
      else {
        sentences.set(topic, sentence);
        log(sentence);
      }
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
