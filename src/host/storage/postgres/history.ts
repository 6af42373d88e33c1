/** Which history of the database its tables have. */

/**
 * SQL for its name. Whatever can take the end of a log away changes a part of it: another database, tables that were filled from a copy,
 * or files that were put in place while the server was down. See decision 15.
 */
export const HISTORY = `(select concat_ws(' ', (select value from settings where name = 'database_id'),
  (select oid from pg_database where datname = current_database()), pg_relation_filenode('games'::regclass),
  extract(epoch from pg_postmaster_start_time())))`;
