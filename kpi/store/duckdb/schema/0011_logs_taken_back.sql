-- Version 11. Of logs of reports that are taken back neither the numbers that no log in force has nor what a deadline was extended by is
-- kept; a number gives way to one of the program's, the same wherever it stood. The file is written anew after it.
create temp table taken_back as
    select b.batch from batches b
    where coalesce((select e.undone from batch_events e where e.batch = b.batch order by e.event desc limit 1), false);
with gone as (
    select code, min((batch, row)) as first from cases group by code
    having count(*) filter (batch not in (select batch from taken_back)) = 0
), numbered as (select code, row_number() over (order by first) as number from gone)
update cases set code = 'đã rút ' || n.number from numbered n where n.code = cases.code;
update cases set extension_basis = 'đã rút' where batch in (select batch from taken_back) and trim(extension_basis) <> '';
drop table taken_back;
