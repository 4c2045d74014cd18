-- The register of villages on each day.
-- grain: one row per day × village
-- counts: none
-- nulls: none
-- needs: register_batches
select as_of, code, name
from (
    select b.as_of, r.code, r.name,
        row_number() over (partition by b.as_of, r.code order by b.precedence desc) as newest
    from register_batches b
    join villages r on r.batch = b.batch
    where b.dataset = 'village'
) ranked
where newest = 1
