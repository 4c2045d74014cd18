-- Version 6. Reports that were frozen: beside their frozen state, the period, the configuration and the files that went up.
create table configurations (
    hash varchar primary key,
    content json not null           -- config.yaml as it was, checked
);
create table reports (
    number integer primary key,     -- the frozen state's
    period varchar not null,        -- month, quarter, half, year
    starts_on date not null,
    replaces integer                -- the frozen report that this one corrects
);
-- What went up, byte by byte; rows are added, never changed.
create table report_files (
    number integer not null,
    name varchar not null,
    sha256 varchar not null,
    content blob not null,
    primary key (number, name)
);
-- prepared, checked, approved: who and when.
create table report_steps (
    number integer not null,
    step varchar not null,
    done_by varchar not null,
    known_at timestamp not null,
    primary key (number, step)
);
