-- Each event's checksum covers its row and the checksum before it, so that a changed, lost or swapped row is noticed; null in older
-- events. A game has those of its last event. The other rows have one each: `checksum_of` is the program's own (checksum.ts).
alter table events add column checksum integer;
alter table games add column last_seq integer;
alter table games add column last_checksum integer;

alter table outcomes add column checksum integer;
update outcomes set checksum =
  checksum_of('outcomes', participant_id, key, game_id, request_hash, status, body, secrets_of);
alter table ticks add column checksum integer;
update ticks set checksum = checksum_of('ticks', game_id, play_ms, at);
alter table tickets add column checksum integer;
update tickets set checksum =
  checksum_of('tickets', hash, purpose, game_id, participant_id, expires_at, used_at);
alter table high_water add column checksum integer;
update high_water set checksum = checksum_of('high_water', kind, id);
alter table settings add column checksum integer;
update settings set checksum = checksum_of('settings', name, value);
