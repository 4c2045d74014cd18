-- Version 4. What a decision was about, as it was then: so that it can be told later that a name has changed.
alter table decisions add column display_name varchar;
alter table decisions add column entity_name varchar;
-- Names compared with a register, and whom they point to. Worked out from the lists and the rules alone, kept because it takes
-- time; what is missing is worked out anew. A name that points to nobody is kept, too.
create table comparisons (
    comparison integer not null,
    rules varchar not null,         -- the rules of matching by which it was compared
    slot varchar not null,          -- household, organisation
    village varchar not null,       -- '' for organisations of any village
    register varchar not null,      -- the lists that make up the register
    name varchar not null,          -- a display name as it stands on the lists
    hinted boolean not null         -- the name itself names this village
);
create table suggestions (
    comparison integer not null, entity_kind varchar not null, entity_code varchar not null, rung integer not null,
    standing integer not null, score double not null, namesakes integer not null, evidence varchar not null
);
