import type { RestorePlayerBody } from '../../../protocol/rest-schemas.ts';

/** Brings a player back from the removal at this host time, ms, and from no later one; null: nobody knows of which. */
export const removalMeant = (removedAt: number | null): RestorePlayerBody =>
  removedAt === null ? {} : { removed_at: removedAt };
