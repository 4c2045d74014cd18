-- The register of Zalo groups on each day.
-- grain: one row per day × group
-- counts: none
-- nulls: village where the group belongs to none; manager, rules, approved_list where the list does not say
-- needs: register_batches
select as_of, code, name, kind, village, manager, rules, approved_list
from (
    select b.as_of, r.code, r.name, r.kind, r.village, r.manager, r.rules, r.approved_list,
        row_number() over (partition by b.as_of, r.code order by b.precedence desc) as newest
    from register_batches b
    join groups r on r.batch = b.batch
    where b.dataset = 'group'
) ranked
where newest = 1
