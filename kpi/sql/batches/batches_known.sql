-- The loads that stood at known_at, for a frozen state.
-- grain: one row per batch
-- counts: none
-- nulls: none
-- needs: live_batches
select batch from live_batches order by batch
