-- What the registers that stand on each day say in the columns of yes and no that plans name: of an entry the newest answer since
-- the newest whole list. A list without the column says nothing of its entries, a blank cell takes nothing back; after a cell that is
-- neither yes nor no (no row of marks, where the list has the column) an entry has no answer until a newer one gives it.
-- grain: one row per day × entity × mark
-- counts: yes: the answer; village: whose list says so, of households and of what villages list each for itself, which may stand in
--       two villages' lists
-- nulls: yes where every cell is empty, which is no yes; village of all else
-- kept: within a view
-- needs: register_batches
select b.as_of, b.dataset as entity_kind, r.village, r.code, has.mark, arg_max(m.yes, b.precedence) as yes
from register_batches b
join (select distinct batch, mark from marks) has on has.batch = b.batch
join (
    select 'household' as dataset, batch, row, code, village from households
    union all
    select 'business', batch, row, code, null from businesses
    union all
    select 'institution', batch, row, code, null from institutions
    union all
    select 'village', batch, row, code, null from villages
    union all
    select listed.dataset, e.batch, e.row, e.code, nullif(s.scope, 'commune')
    from entries e
    join batches listed on listed.batch = e.batch
    join batch_scopes s on s.batch = e.batch and (s.scope = 'commune' or s.scope = e.village)
) r on r.dataset = b.dataset and r.batch = b.batch and (r.village is null or r.village = b.scope)
left join marks m on m.batch = b.batch and m.mark = has.mark and m.row = r.row
group by b.as_of, b.dataset, r.village, r.code, has.mark
having count(m.row) = count(*)
    or max(case when m.yes is not null then b.precedence end) > max(case when m.row is null then b.precedence end)
