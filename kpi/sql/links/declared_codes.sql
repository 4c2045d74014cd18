-- The codes that lists of members give for them.
-- grain: one row per day × group × member × slot × code
-- counts: slot: a person speaks for one household and, besides, for one organisation; of a register that the plan asked about adds, and
--       whose entries these lists name, its own
-- nulls: none
-- needs: members_at
select distinct as_of, group_code, member, 'household' as slot, household as code from members_at
where household is not null and list_contains($slots::varchar[], 'household')
union all
select distinct as_of, group_code, member, 'organisation', organisation from members_at
where organisation is not null and list_contains($slots::varchar[], 'organisation')
union all
select distinct as_of, group_code, member, register, code
from (
    select m.as_of, m.group_code, m.member, named.register,
        case named.field when 'household' then m.household when 'organisation' then m.organisation else m.entry end as code
    from members_at m
    cross join (select unnest($named_registers::varchar[]) as register, unnest($named_in::varchar[]) as field) named
) by_entry
where code is not null
