-- The lists that the figures of a day rest on, for whoever asks where a figure comes from.
-- grain: one row per day × batch
-- counts: accepted: rows that were taken; typed: one row that a person typed, no list
-- nulls: none
-- needs: batches_in_use
select u.as_of, b.batch, b.dataset, b.as_of as observed_on, b.known_at, b.loaded_by, b.file, b.sheet, b.accepted, b.simulated,
    coalesce(b.reason, '') <> '' as typed,
    (select list(s.scope order by in_order(s.scope)) from batch_scopes s where s.batch = b.batch) as scopes
from batches_in_use u
join batches b on b.batch = u.batch
order by u.as_of, b.dataset, b.as_of, b.batch
