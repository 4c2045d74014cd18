-- Version 16. For which village, until when, by whom and why the list of households without anybody was switched on; the newest row
-- of a village holds. No figure rests on it.
create table call_lists (
    event integer primary key,
    village varchar not null,
    until timestamp not null,       -- local time; of a list that was switched off the moment of that
    reason varchar not null,
    switched_by varchar not null,
    switched_at timestamp not null
);
