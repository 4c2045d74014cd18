-- Every row about a member on the lists of his group that are in force.
-- grain: one row per day × group × list × row
-- counts: days: how many days the group's lists in force describe
-- nulls: role, phones, household, organisation, component where the list has none
-- needs: member_batches
select
    b.as_of, b.group_code, m.member, b.observed_on, b.precedence, lists.days, m.display_name, m.name_key, m.role, m.component, m.phone,
    m.other_phone, m.household, m.organisation
from member_batches b
join (
    select as_of, group_code, count(distinct observed_on) as days from member_batches group by as_of, group_code
) lists on lists.as_of = b.as_of and lists.group_code = b.group_code
join memberships m on m.batch = b.batch and m."group" = b.group_code
