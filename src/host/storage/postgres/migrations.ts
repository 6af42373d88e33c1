/** The tables of the store on PostgreSQL, as numbered steps. A step that was ever released never changes. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Oldest first. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
      -- One game, one gapless log. Everything that names a person hangs on its game, so that wiping a game takes all of it.
      -- 'staged': its log is still being written. 'retired': it was wiped, and is being removed. Nobody sees either.
      create table games (
        game_id bigint primary key,
        code text not null unique,
        state text not null default 'stored' check (state in ('staged', 'stored', 'retired')),
        last_seq bigint not null,
        last_checksum bigint not null,
        made_at timestamptz not null default now()
      );
      -- Each event's checksum covers its row and the checksum before it; the game has that of its last event.
      create table events (
        game_id bigint not null references games on delete cascade,
        seq bigint not null,
        at bigint not null,
        play_ms bigint not null,
        caused_by bigint not null,
        version integer not null,
        body text not null,
        checksum bigint not null,
        primary key (game_id, seq)
      );
      create table seats (
        participant_id bigint primary key,
        game_id bigint not null references games on delete cascade
      );
      create index seats_of_game on seats (game_id);
      create table outcomes (
        game_id bigint not null references games on delete cascade,
        participant_id bigint not null,
        key text not null,
        request_hash text not null,
        status integer not null,
        body text not null,
        secrets_of bigint,
        primary key (game_id, participant_id, key)
      );
      create index outcomes_in_any_game on outcomes (participant_id, key);
      create table checkpoints (
        game_id bigint primary key references games on delete cascade,
        play_ms bigint not null,
        at bigint not null
      );
      create table tickets (
        hash text primary key,
        purpose text not null check (purpose in ('desk', 'banker', 'board', 'seat')),
        game_id bigint references games on delete cascade,
        participant_id bigint,
        expires_at bigint not null,
        used_at bigint
      );
      create index tickets_of_game on tickets (game_id);
      create index tickets_by_expiry on tickets (expires_at);
      -- Never rolled back, so that no id is issued twice, whatever becomes of what it was issued for.
      create sequence game_ids;
      create sequence participant_ids;
      create sequence challenge_ids;
      create table host_responses (
        number bigint generated always as identity unique,
        participant_id bigint not null,
        key text not null,
        request_hash text not null,
        status integer not null,
        body text not null,
        primary key (participant_id, key)
      );
      create table library (
        is_only boolean primary key default true check (is_only),
        revision bigint not null,
        contents text not null
      );
      create table settings (
        name text primary key,
        value text not null
      );
      insert into settings (name, value) values ('database_id', gen_random_uuid()::text);
      -- One row for each transaction that wrote something: where the answer to a commit was lost, it tells whether there was one.
      create table transaction_marks (
        id uuid primary key,
        made_at timestamptz not null default now()
      );
      create index transaction_marks_by_age on transaction_marks (made_at);
    `,
  },
  {
    version: 2,
    sql: `
      -- When each host was alive last, ms since 1970 by the server's clock. Where none was, play time stood still.
      create table hosts_alive (
        host uuid primary key,
        seen_at bigint not null
      );
      create table gaps (
        from_at bigint primary key,
        to_at bigint not null
      );
    `,
  },
  {
    version: 3,
    sql: `
      -- What has to be known of a game that no host has open: when something is due in it, ms since 1970, whether it is played, and which
      -- one it continues. Derived from its log as of this event: where the log has gone on without it, it is not known. Apart from the
      -- games, whose rows change with each event: there, these indexes would have to change as well.
      create table outlooks (
        game_id bigint primary key references games on delete cascade,
        seq bigint not null,
        due_at bigint,
        status text not null,
        continues bigint
      );
      create index outlooks_by_due on outlooks (due_at) where due_at is not null;
      create index outlooks_in_progress on outlooks (game_id) where status = 'in_progress';
      create index outlooks_by_continued on outlooks (continues) where continues is not null;
    `,
  },
  {
    version: 4,
    sql: `
      -- What each owner keeps for all their games. That of the host's owner stays where hosts of earlier versions look for it.
      create table owner_libraries (
        owner_id bigint primary key,
        revision bigint not null,
        contents text not null
      );
    `,
  },
  {
    version: 5,
    sql: `
      -- When the names of an evening that is over were replaced, because evenings are kept for a time only.
      alter table games add column names_removed_at timestamptz;
    `,
  },
  {
    version: 6,
    sql: `
      -- The files of languages that whoever runs the hosts has added; null: it was removed. What each has ever held is known by its SHA-256.
      create table added_languages (
        file text primary key,
        revision bigint not null,
        contents bytea,
        seen text[] not null
      );
    `,
  },
  {
    version: 7,
    sql: `
      -- Which command caused the event (command-id.ts), so that it tells that the command was done where its answer is damaged; and a
      -- checksum of each answer. Null in older rows, and in those of hosts of earlier versions.
      alter table events add column cause text;
      alter table outcomes add column checksum bigint;
    `,
  },
  {
    version: 8,
    sql: `
      -- Who has joined within the hour, and from which address: under a keyed hash that is another one in each game. Unlogged: it is never
      -- in archived logs and standbys, and a server that has crashed forgets it.
      create unlogged table recent_joins (
        participant_id bigint primary key,
        game_id bigint not null references games on delete cascade,
        source text not null,
        at bigint not null
      );
      create index recent_joins_of_game on recent_joins (game_id);
      create index recent_joins_by_age on recent_joins (at);
    `,
  },
  {
    version: 9,
    sql: `
      -- Since when an answer that belongs to no game is kept: of each owner, and of old ones, only so many are. And a checksum of it, which
      -- is null in older rows, and in those of hosts of earlier versions.
      alter table host_responses add column made_at timestamptz not null default now();
      alter table host_responses add column checksum bigint;
      create index host_responses_by_age on host_responses (made_at);
    `,
  },
  {
    version: 10,
    sql: `
      -- What is added to the server's clock, ms, so that the time of all hosts goes on where that was set; and whether a host doubts it.
      create table shared_clock (
        is_only boolean primary key default true check (is_only),
        correction_ms bigint not null default 0,
        doubt bigint not null default 0,
        doubt_state text not null default 'settled' check (doubt_state in ('open', 'denied', 'settled'))
      );
    `,
  },
];
