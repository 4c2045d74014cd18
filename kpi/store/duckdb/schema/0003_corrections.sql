-- Version 3. Spellings that a person has explained once: a header, a village, a group, a word. The newest row decides.
create table corrections (
    correction integer primary key,
    kind varchar not null,          -- header, village, group, word
    dataset varchar not null,       -- '' for villages and groups
    field varchar not null,         -- the column, for words
    spelling varchar not null,      -- as it stood in the list
    folded varchar not null,        -- as it is compared
    meaning varchar,                -- a field, a code, a meaning; null: the earlier row is taken back
    reason varchar not null,
    known_at timestamp not null,
    decided_by varchar not null
);
