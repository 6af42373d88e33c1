-- One behind the other, whatever their keys; found by participant and key through a table that each connection keeps in memory.
create table outcomes_in_a_row (
  outcome_id integer primary key,
  participant_id integer not null,
  key text not null,
  game_id integer not null references games,
  request_hash text not null,
  status integer not null,
  body text not null,
  secrets_of integer
) strict;
insert into outcomes_in_a_row (participant_id, key, game_id, request_hash, status, body, secrets_of)
  select participant_id, key, game_id, request_hash, status, body, secrets_of from outcomes;
drop table outcomes;
alter table outcomes_in_a_row rename to outcomes;
