-- Version 18. What happened on a day or in a span of days, in the office's words, beside the figures. Rows are added, never changed; a
-- note that is struck out stays to be seen. No figure rests on them.
create table notes (
    note integer primary key,
    starts_on date not null,
    ends_on date not null,
    indicator varchar,              -- null: the whole plan
    words varchar not null,
    noted_by varchar not null,
    known_at timestamp not null
);
create table struck_notes (
    note integer primary key,
    reason varchar not null,
    struck_by varchar not null,
    known_at timestamp not null
);
