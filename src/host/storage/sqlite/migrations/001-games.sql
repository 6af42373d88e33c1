-- One game, one gapless log. Everything that names a person hangs on its game, so that wiping a game takes all of it.
create table games (
  game_id integer primary key,
  code text not null unique
) strict;

create table events (
  game_id integer not null references games,
  seq integer not null,
  at integer not null,
  play_ms integer not null,
  caused_by integer not null,
  body text not null,
  primary key (game_id, seq)
) strict, without rowid;

-- For reading by hand.
create view readable_events as
  select code, seq, datetime(at / 1000, 'unixepoch') as at, play_ms, caused_by, body ->> 'type' as type, body
  from events join games using (game_id) order by game_id, seq;

create table outcomes (
  participant_id integer not null,
  key text not null,
  game_id integer not null references games,
  request_hash text not null,
  status integer not null,
  body text not null,
  secrets_of integer,
  primary key (participant_id, key, game_id)
) strict, without rowid;

create table ticks (
  game_id integer primary key references games,
  play_ms integer not null,
  at integer not null
) strict;

create table tickets (
  hash text primary key,
  purpose text not null check (purpose in ('desk', 'banker', 'board', 'seat')),
  game_id integer references games,
  participant_id integer,
  expires_at integer not null,
  used_at integer
) strict, without rowid;

-- The highest id of each kind that was ever written. A wipe leaves it alone.
create table high_water (
  kind text primary key check (kind in ('game', 'participant', 'challenge')),
  id integer not null
) strict, without rowid;
insert into high_water (kind, id) values ('game', 0), ('participant', 0), ('challenge', 0);

create table settings (
  name text primary key,
  value text not null
) strict, without rowid;
