-- The register of agencies, units and schools on each day.
-- grain: one row per day × institution
-- counts: none
-- nulls: representative, village, phones where the list has none
-- needs: register_batches
select as_of, code, name, kind, representative, village, phone, other_phone
from (
    select b.as_of, r.code, r.name, r.kind, r.representative, r.village, r.phone, r.other_phone,
        row_number() over (partition by b.as_of, r.code order by b.precedence desc) as newest
    from register_batches b
    join institutions r on r.batch = b.batch
    where b.dataset = 'institution'
) ranked
where newest = 1
