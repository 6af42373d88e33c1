/** A stored response, as a row of `outcomes`. */
import { checksumOf } from './checksum.ts';
import type { IdempotencyRecord } from './event-store.ts';

export interface IdempotencyRow {
  readonly participantId: number;
  readonly key: string;
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
  readonly secretsOf: number | null;
}

export function outcomeChecksum(
  gameId: number,
  { participantId, key, requestHash, status, body, secretsOf }: IdempotencyRow,
): number {
  return checksumOf(['outcomes', participantId, key, gameId, requestHash, status, body, secretsOf]);
}

export function toIdempotencyRecord({
  requestHash,
  status,
  body,
  secretsOf,
}: IdempotencyRow): IdempotencyRecord {
  return { requestHash, response: { status, body, secretsOf } };
}
