-- Names of open members that have not been compared yet with the register of their village, or of a village that they name.
-- grain: one row per day × slot × village × register × name
-- counts: none
-- nulls: none
-- needs: open_members, rolls, compared
select r.as_of, r.slot, r.village, r.register, wanted.display_name as name
from (
    select as_of, slot, village, display_name from open_members
    union
    select m.as_of, m.slot, c.village, m.display_name
    from open_members m
    join compared c on c.slot = m.slot and c.name = m.display_name and c.hinted
) wanted
join rolls r on r.as_of = wanted.as_of and r.slot = wanted.slot and r.village = wanted.village
left join compared done
    on done.slot = r.slot and done.village = r.village and done.register = r.register and done.name = wanted.display_name
where done.name is null
