/** Whose a game is, where an installation has several owners. */

/** The owner who runs the installation and has its key: every game is hers in which nobody else is named. */
export const HOST_OWNER_ID = 0;

/** What `game_created` says of it: nothing where it is the host's owner's. */
export function ownedBy(ownerId: number = HOST_OWNER_ID): { readonly ownerId?: number } {
  return ownerId === HOST_OWNER_ID ? {} : { ownerId };
}

/** Whether a game exists for this owner: the host's owner has all of them, others have their own. */
export function isGameOf(ownerId: number, game: { readonly ownerId: number }): boolean {
  return ownerId === HOST_OWNER_ID || game.ownerId === ownerId;
}
