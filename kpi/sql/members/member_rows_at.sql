-- Every row about a member on the lists of his group that are in force; where one indicator alone is asked about, those about whom
-- anything leads to what it counts (leading_members). Whom a list gives by his id alone is called as the newest list up to the day
-- that names him does.
-- On a list of participants of a plan's own a row stands for the entry of its code: rows of one name or phone that give different
-- codes are not one person who would be tied between them.
-- grain: one row per day × group × list × row
-- counts: days: how many days the group's lists in force describe
-- nulls: role, phones, household, organisation, entry, component where the list has none; display_name is '' where no list names him
-- needs: member_batches, leading_members, earlier_names
select
    b.as_of, b.group_code,
    case when b.of_plan then concat_ws('/', m.member, m.household, m.organisation, m.entry) else m.member end as member,
    b.observed_on, b.precedence, lists.days,
    if(m.display_name = '', coalesce(n.display_name, ''), m.display_name) as display_name,
    if(m.display_name = '', coalesce(n.name_key, ''), m.name_key) as name_key,
    m.role, m.component, m.phone,
    m.other_phone, m.household, m.organisation, m.entry
from member_batches b
join (
    select as_of, group_code, count(distinct observed_on) as days from member_batches group by as_of, group_code
) lists on lists.as_of = b.as_of and lists.group_code = b.group_code
join memberships m on m.batch = b.batch and m."group" = b.group_code
left join leading_members l on l.member = m.member
left join earlier_names n on n.as_of = b.as_of and n.member = m.member and m.display_name = ''
where $everybody or l.member is not null
