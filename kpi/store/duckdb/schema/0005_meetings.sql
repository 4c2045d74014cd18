-- Version 5. States of the figures that were frozen for a meeting or a report: what they were, and by what they can be had again.
create table frozen_states (
    number integer primary key,
    as_of date not null,
    compared date not null,
    known_at timestamp not null,    -- what was known; nothing that is noted later may lie before it
    code varchar not null,          -- the check code over the figures
    content json not null,          -- the figures themselves, and what else the meeting was shown
    batches json not null,          -- the loads that stood
    config_hash varchar not null,
    frozen_by varchar not null,
    frozen_at timestamp not null
);
-- What a meeting decided. Nothing is edited: each change of a state is a row of its own, the newest decides.
create table conclusions (
    conclusion integer primary key,
    meeting integer not null,       -- the frozen state that was before the meeting
    decision varchar not null,
    post varchar not null,          -- who is responsible, by post
    due_on date,
    noted_by varchar not null,
    known_at timestamp not null
);
create table conclusion_events (
    event integer primary key,
    conclusion integer not null,
    state varchar not null,         -- open, done, dropped
    remark varchar not null,
    noted_by varchar not null,
    known_at timestamp not null
);
