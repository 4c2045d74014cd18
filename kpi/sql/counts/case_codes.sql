-- The codes of citizens' reports, of every log that stands.
-- grain: one row per code
-- counts: none
-- nulls: none
-- needs: live_batches
select distinct c.code
from live_batches b
join cases c on c.batch = b.batch
where b.dataset = 'case'
