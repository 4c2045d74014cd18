-- Version 1. Observations are appended, never edited: every row belongs to a batch, and a mistake is a batch undone.
create table batches (
    batch integer primary key,
    dataset varchar not null,
    as_of date not null,            -- the day the file describes
    known_at timestamp not null,    -- the commune's local time at which it was loaded
    loaded_by varchar not null,
    file varchar not null,
    sheet varchar not null,
    sha256 varchar not null,
    simulated boolean not null,
    read integer not null,
    accepted integer not null,
    rejected integer not null,
    ignored integer not null,
    problems json not null,
    dropped_columns json not null
);
-- What a batch speaks for: the commune, a village, a group. A partial one adds and never takes away.
create table batch_scopes (
    batch integer not null,
    scope varchar not null,
    complete boolean not null,
    total_members integer,
    primary key (batch, scope)
);
-- A batch taken back or put back; the newest event by then decides.
create table batch_events (
    event integer primary key,
    batch integer not null,
    undone boolean not null,
    known_at timestamp not null,
    done_by varchar not null,
    reason varchar not null
);
create table decisions (
    decision integer primary key,
    member varchar not null,
    entity_kind varchar not null,
    entity_code varchar not null,
    confirmed boolean,              -- null: the earlier word is taken back
    reason varchar not null,
    known_at timestamp not null,
    decided_by varchar not null
);
create table villages (batch integer not null, row integer not null, code varchar not null, name varchar not null);
create table households (
    batch integer not null, row integer not null, code varchar not null, head_name varchar not null, village varchar not null,
    phone varchar, other_phone varchar, members integer, status varchar
);
create table businesses (
    batch integer not null, row integer not null, code varchar not null, name varchar not null, kind varchar,
    representative varchar, phone varchar, other_phone varchar, village varchar, status varchar
);
create table institutions (
    batch integer not null, row integer not null, code varchar not null, name varchar not null, kind varchar not null,
    representative varchar, phone varchar, other_phone varchar, village varchar
);
create table groups (
    batch integer not null, row integer not null, code varchar not null, name varchar not null, kind varchar not null,
    village varchar, zalo_id varchar, manager varchar, rules boolean, approved_list boolean
);
create table officials (
    batch integer not null, row integer not null, name varchar not null, name_key varchar not null, post varchar not null,
    village varchar, phone varchar, other_phone varchar
);
create table memberships (
    batch integer not null, row integer not null, "group" varchar not null, member varchar not null, uid varchar,
    display_name varchar not null, name_key varchar not null, role varchar, phone varchar, other_phone varchar,
    household varchar, organisation varchar, component varchar
);
create table cases (
    batch integer not null, row integer not null, code varchar not null, kind varchar not null,
    received_at timestamp not null, received_has_time boolean not null, village varchar, channel varchar,
    due_at timestamp, due_has_time boolean, extended_to timestamp, extended_has_time boolean, extension_basis varchar,
    suspended_from timestamp, suspended_to timestamp, closed_at timestamp, closed_has_time boolean,
    outcome varchar, notified boolean, procedure_complete boolean
);
