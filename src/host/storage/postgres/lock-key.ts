/** A key among the advisory locks of a database, as SQL: a number of ours, and the schema. */
export const lockKey = (number: number): string =>
  `${number}, ('x' || left(md5(coalesce(current_schema(), '')), 8))::bit(32)::integer`;
