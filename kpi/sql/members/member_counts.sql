-- What became of the people on the lists: linked, tied or neither; each person once.
-- grain: one row per day
-- counts: persons
-- nulls: none
-- needs: members_at, links
select
    person.as_of,
    count(*) filter (where found.linked) as linked,
    count(*) filter (where not found.linked) as tied,
    count(*) filter (where found.member is null) as unlinked
from (select distinct as_of, member from members_at) person
left join (
    select as_of, member, max(case when candidates = 1 then 1 else 0 end) = 1 as linked
    from links
    group by as_of, member
) found on found.as_of = person.as_of and found.member = person.member
group by person.as_of
