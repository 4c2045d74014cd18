-- Version 15. That persons were forgotten: when, by whom, why, and how much was removed; nothing of the persons themselves.
create table forgettings (
    forgetting integer primary key,
    done_at timestamp not null,     -- no figure rests on it: nothing that was known has changed
    done_by varchar not null,
    reason varchar not null,
    removed json not null,          -- how many of each kind
    last_stand_in bigint not null   -- the highest number that stands for anything removed
);
