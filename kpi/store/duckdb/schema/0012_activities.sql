-- Version 12. What the commune did for the plan: papers by number, sessions, posts, guides and postings by count. No person, no words.
create table activities (
    batch integer not null, row integer not null, kind varchar not null, held_on date not null, paper varchar, village varchar,
    place varchar, quantity integer, people integer, reach integer, qr boolean
);
-- The first of the days that a list of activities speaks for, up to its own day; null of every other list.
alter table batch_scopes add column starts_on date;
-- Why something was typed instead of loaded from a file; empty of files.
alter table batches add column reason varchar default '';
