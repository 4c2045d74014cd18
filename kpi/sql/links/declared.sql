-- Whom these codes lead to: to the entry of that very code; where the day's registers have none, to the one whose code is the same
-- folded (fold_code: letters and digits only, no case, no zeros before a number). A fold that fits two entries leads nowhere.
-- grain: one row per day × group × member × slot × code × entity
-- counts: none
-- nulls: none
-- needs: declared_codes, codes_declared_for
select d.as_of, d.group_code, d.member, d.slot, d.code, r.entity_kind, r.code as entity_code
from declared_codes d
join codes_declared_for r on r.as_of = d.as_of and r.slot = d.slot and r.code = d.code
union all
select lost.as_of, lost.group_code, lost.member, lost.slot, lost.code, min(r.entity_kind), min(r.code)
from (
    select d.as_of, d.group_code, d.member, d.slot, d.code, fold_code(d.code) as folded
    from declared_codes d
    left join codes_declared_for r on r.as_of = d.as_of and r.slot = d.slot and r.code = d.code
    where r.code is null
) lost
join (
    -- Whatever the days asked, a code is folded once: that takes longer than all else here.
    select code, fold_code(code) as folded from (select distinct code from codes_declared_for) each_once
) alike on alike.folded = lost.folded
join codes_declared_for r on r.as_of = lost.as_of and r.slot = lost.slot and r.code = alike.code
group by lost.as_of, lost.group_code, lost.member, lost.slot, lost.code
having count(*) = 1
