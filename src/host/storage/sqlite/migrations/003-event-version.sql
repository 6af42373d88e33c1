-- Which version of the events the body was written in. All there are were written in the first.
alter table events add column version integer not null default 1;
