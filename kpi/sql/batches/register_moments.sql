-- When registers became known, were taken back or put back: between two of these moments each day has the same registers.
-- grain: one row per moment
-- counts: none
-- nulls: none
-- needs:
select known_at from batches where dataset in ('village', 'household', 'business', 'institution')
union
select e.known_at
from batch_events e
join batches b on b.batch = e.batch
where b.dataset in ('village', 'household', 'business', 'institution')
order by known_at
