/** What does not work as it should but stops nothing: one sentence a topic, as long as it holds. */
import type { Cancel } from './clock.ts';

export type Topic =
  | 'port'
  | 'address'
  | 'mdns'
  | 'pages'
  | 'log'
  | 'recovery'
  | 'storage'
  | 'backup'
  | 'folder';

/** What is said about the games kept here: whoever runs the host has to look after them. */
const ABOUT_GAMES: readonly Topic[] = ['recovery', 'storage', 'backup', 'folder'];

export interface Warnings {
  list(): readonly string[];
  /** Those of the list that are about the games kept here. */
  aboutGames(): readonly string[];
  /** Replaces what is said about a topic; null: all is well. */
  say(topic: Topic, sentence: string | null): void;
  /** Told at each change; `fresh`: the sentence that is new, null when one was taken back. */
  listen(listener: (fresh: string | null) => void): Cancel;
}

export function createWarnings(): Warnings {
  const sentences = new Map<Topic, string>();
  const listeners = new Set<(fresh: string | null) => void>();
  return {
    list: () => [...sentences.values()],
    aboutGames: () => ABOUT_GAMES.flatMap((topic) => sentences.get(topic) ?? []),
    say(topic, sentence) {
      if ((sentences.get(topic) ?? null) === sentence) return;
      if (sentence === null) sentences.delete(topic);
      else sentences.set(topic, sentence);
      for (const listener of listeners) listener(sentence);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
