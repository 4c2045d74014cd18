-- The lists of activities that stand, each with the days that it speaks for; a whole one takes the place of what was loaded before
-- it of these days, an addition that of its own earlier load alone: sha256 and sheet tell which sheet of which file a list is.
-- grain: one row per batch
-- counts: starts_on and ends_on: the first and the last of its days; load_order as in live_batches
-- nulls: none
-- kept: within a view
-- needs: live_batches
select b.batch, s.starts_on, b.observed_on as ends_on, s.complete, b.load_order, loaded.sha256, loaded.sheet
from live_batches b
join batches loaded on loaded.batch = b.batch
join batch_scopes s on s.batch = b.batch
where b.dataset = 'activity'
