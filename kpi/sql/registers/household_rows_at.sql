-- Every row of the newest list of every village; a household that moved between lists may stand in two of them.
-- grain: one row per day × village × list × household
-- counts: resides: its status is not one of those that config.yaml leaves out
-- nulls: phone, other_phone, status where the list has none
-- needs: register_batches
select b.as_of, h.code, h.head_name, h.village, h.status, h.phone, h.other_phone, b.precedence, h.row,
    h.status is null or not list_contains($households_left_out, h.status) as resides
from register_batches b
join households h on h.batch = b.batch and h.village = b.scope
where b.dataset = 'household'
