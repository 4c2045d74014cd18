-- The villages and the groups on the registers that stand on a day.
-- grain: one row per day × dataset (village, group) × code
-- counts: folded: the code to compare by (fold_code); kind, village: of groups
-- nulls: kind of villages; village and zalo_id of villages, and where the register has none
-- kept: within a view
-- needs: place_registers
select as_of, dataset, code, name, kind, village, zalo_id, fold_code(code) as folded
from (
    select r.as_of, r.dataset, p.code, p.name, p.kind, p.village, p.zalo_id,
        row_number() over (partition by r.as_of, r.dataset, p.code order by r.precedence desc) as newest
    from place_registers r
    join (
        select batch, code, name, null as kind, null as village, null as zalo_id from villages
        union all
        select batch, code, name, kind, village, zalo_id from groups
    ) p on p.batch = r.batch
) ranked
where newest = 1
