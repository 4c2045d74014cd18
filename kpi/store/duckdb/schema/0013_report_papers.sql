-- Version 13. The number and day that a report got when it was signed and entered in the office's book. Rows are added, the newest
-- decides; null: the earlier one is taken back.
create table report_papers (
    event integer primary key,
    number integer not null,        -- the frozen report's
    paper varchar,                  -- "12/BC-UBND"
    issued_on date,
    noted_by varchar not null,
    known_at timestamp not null
);
