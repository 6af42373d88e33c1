-- The version a second time, with a checksum, so that a changed bit in SQLite's own number is not taken for the file of a newer
-- program. Every later version keeps it here, and its migration writes its own number.
insert into settings (name, value, checksum)
  values ('database_version', '5', checksum_of('settings', 'database_version', '5'));
