-- The codes that lists of members give for them.
-- grain: one row per day × group × member × slot × code
-- counts: slot: a person speaks for one household and, besides, for one organisation
-- nulls: none
-- needs: members_at
select distinct as_of, group_code, member, 'household' as slot, household as code from members_at where household is not null
union all
select distinct as_of, group_code, member, 'organisation', organisation from members_at where organisation is not null
