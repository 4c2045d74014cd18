-- What was noted after a moment and may change figures: lists loaded, taken back or put back, people's decisions.
-- grain: one row per load, per event of a load, and per moment at which decisions were noted
-- counts: decisions: how many were noted at that moment
-- nulls: batch, dataset and observed_on of decisions; decisions of lists
-- needs:
select b.known_at, 'load' as what, b.batch, b.dataset, b.as_of as observed_on, cast(null as bigint) as decisions
from batches b
where b.known_at > $known_at and b.known_at <= $until
union all
select e.known_at, case when e.undone then 'undo' else 'redo' end, b.batch, b.dataset, b.as_of, null
from batch_events e
join batches b on b.batch = e.batch
where e.known_at > $known_at and e.known_at <= $until
union all
select d.known_at, 'decision', null, null, null, count(*)
from decisions d
where d.known_at > $known_at and d.known_at <= $until
group by d.known_at
order by 1, 2, 3
