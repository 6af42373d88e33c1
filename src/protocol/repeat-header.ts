/** The header of an answer that was given before, under the same `Idempotency-Key`: its value is `true`. */
export const REPEAT_HEADER = 'Idempotent-Replayed';
