-- The loads that figures of a day rest on: a load whose scopes all have a newer list is not among them.
-- grain: one row per day × batch
-- counts: none
-- nulls: none
-- needs: register_batches, member_batches, case_batches
select as_of, batch from register_batches where dataset <> 'case'
union
select as_of, batch from member_batches
union
select as_of, batch from case_batches
