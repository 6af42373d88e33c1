/** The owners of an installation: the host's, who has its key, and those whom the owners file lists. docs/protocol.md, "Owners". */
import { createHash } from 'node:crypto';
import { HOST_OWNER_ID } from '../../game/game-owner.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { Cancel } from '../time/clock.ts';
import type { Credentials } from './credentials.ts';

/** An owner as the owners file lists them. */
export interface ListedOwner {
  /** Never reused. */
  readonly id: number;
  readonly name: string;
  /** SHA-256 of the secret in the owner's link, hex. The secret itself is nowhere. */
  readonly secretHash: string;
}

/** An owner who may act. */
export interface Owner {
  readonly id: number;
  /** Null: the host's owner. */
  readonly name: string | null;
  /** What the owner's cookie holds; it ends with the secret, and when the owner is no longer listed. */
  readonly token: string;
}

export interface Owners {
  readonly host: Owner;
  /** Null: nobody's, or no longer valid. */
  byToken(token: string): Owner | null;
  bySecret(secret: string): Owner | null;
  byId(id: number): Owner | null;
  /** Puts others in the place of those who were listed. */
  replace(listed: readonly ListedOwner[]): void;
  /** Called after each `replace`. */
  onChange(listener: () => void): Cancel;
}

/** Without any but the host's owner, until others are listed. */
export function createOwners(
  credentials: Pick<Credentials, 'ownerToken' | 'isOwnerToken' | 'listedOwnerToken'>,
): Owners {
  const host: Owner = { id: HOST_OWNER_ID, name: null, token: credentials.ownerToken };
  const listeners = new Set<() => void>();
  let byTokenHash = new Map<string, Owner>();
  let bySecretHash = new Map<string, Owner>();
  let byId = new Map<number, Owner>();
  return {
    host,
    // By their hashes: how long a look-up takes says nothing about the token itself.
    byToken: (token) => (credentials.isOwnerToken(token) ? host : (byTokenHash.get(sha256(token)) ?? null)),
    bySecret: (secret) => bySecretHash.get(sha256(secret)) ?? null,
    byId: (id) => (id === HOST_OWNER_ID ? host : (byId.get(id) ?? null)),
    replace(listed) {
      const owners = listed.map(({ id, name, secretHash }) => ({
        secretHash,
        owner: { id, name, token: credentials.listedOwnerToken(id, secretHash) },
      }));
      byTokenHash = new Map(owners.map(({ owner }) => [sha256(owner.token), owner]));
      bySecretHash = new Map(owners.map(({ secretHash, owner }) => [secretHash, owner]));
      byId = new Map(owners.map(({ owner }) => [owner.id, owner]));
      for (const listener of listeners) listener();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Stands for an owner where callers are told apart by a participant's id: in idempotency keys, and in limits. Below that of requests
 * that anyone may make.
 */
export function callerIdOf({ id }: Pick<Owner, 'id'>): number {
  return id === HOST_OWNER_ID ? HOST_ACTOR_ID : -1 - id;
}
