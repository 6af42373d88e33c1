/** Libraries of several owners where the store keeps one: on SQLite, where only tests have several. */
import type { LibraryStore } from '../storage/event-store.ts';
import { createMemoryStore, emptyContents } from '../storage/memory-store.fake.ts';

export function memoryLibraries(): (ownerId: number) => LibraryStore {
  const libraries = new Map<number, LibraryStore>();
  return (ownerId) => {
    const library = libraries.get(ownerId) ?? createMemoryStore(emptyContents()).exerciseLibrary;
    libraries.set(ownerId, library);
    return library;
  };
}
