/** Each owner's library. */
import { HOST_OWNER_ID } from '../../game/game-owner.ts';
import type { HostResponses, LibraryStore } from '../storage/event-store.ts';
import { createLibrary, type Library } from './library.ts';

export type LibraryOf = (ownerId: number) => Library;

export interface LibrariesOptions {
  /** That of the host's owner. */
  readonly exerciseLibrary: LibraryStore;
  /** Those of others; absent: there are none. */
  readonly libraryOf?: ((ownerId: number) => LibraryStore) | undefined;
  readonly hostResponses: Pick<HostResponses, 'find' | 'put'>;
}

/** The libraries by their owners' ids. Throws for an owner of whom the store keeps none. */
export function createLibraries({ exerciseLibrary, libraryOf, hostResponses }: LibrariesOptions): LibraryOf {
  const libraries = new Map<number, Library>();
  const storeOf = (ownerId: number): LibraryStore => {
    if (ownerId === HOST_OWNER_ID) return exerciseLibrary;
    if (libraryOf === undefined) throw new Error('this store keeps one library, that of the host’s owner');
    return libraryOf(ownerId);
  };
  return (ownerId) => {
    // One for all: each has its changes wait for one another.
    const library = libraries.get(ownerId) ?? createLibrary(storeOf(ownerId), hostResponses);
    libraries.set(ownerId, library);
    return library;
  };
}
