-- How many hold each post that the plan names for a group, and how many of them are in it, as its owner or as a deputy.
-- grain: one row per day × group × post that somebody holds
-- counts: persons
-- nulls: none
-- needs: post_holders, seated_officials
select
    h.as_of, h.group_code, h.post, count(*) as holders,
    count(s.name_key) as seated,
    count(*) filter (where s.owns) as owners,
    count(*) filter (where s.deputises) as deputies
from post_holders h
left join (
    select as_of, group_code, post, name_key, phone,
        max(case when role = 'owner' then 1 else 0 end) = 1 as owns,
        max(case when role = 'deputy' then 1 else 0 end) = 1 as deputises
    from seated_officials
    group by as_of, group_code, post, name_key, phone
) s on s.as_of = h.as_of and s.group_code = h.group_code and s.post = h.post and s.name_key = h.name_key
    and coalesce(s.phone, '') = coalesce(h.phone, '')
group by h.as_of, h.group_code, h.post
order by h.as_of, in_order(h.group_code), h.post
