-- Which command caused the event (command-id.ts); null in older events, and in those of commands without a key. Where its answer is
-- damaged, the event tells that it was done.
alter table events add column cause text;
update settings set value = '7', checksum = checksum_of('settings', 'database_version', '7')
  where name = 'database_version';
