-- Who is in which group on each day, and what is known of him there: field by field what the newest day says whose rows fill it,
-- since the newest complete list. Rows of one day stand together; so do the groups of a person who is in several.
-- Most groups have lists of one day only, and their rows are taken as they are.
-- grain: one row per day × group × member × what lists of one day say of him in different ways
-- counts: none
-- nulls: role, phones, household, organisation, entry, component where no list has one
-- kept: within a view
-- needs: member_rows_at
select as_of, group_code, member, display_name, name_key, role, component, phone, other_phone, household, organisation, entry
from member_rows_at
where days = 1
union all
select distinct
    as_of, group_code, member,
    case when observed_on = named_on then display_name else newest_name end,
    case when observed_on = named_on then name_key else newest_key end,
    case when observed_on = role_on and role is not null then role else newest_role end,
    case when observed_on = component_on and component is not null then component else newest_component end,
    case when observed_on = phone_on and phone is not null then phone else newest_phone end,
    case when observed_on = phone_on and phone is not null then other_phone else nullif(newest_other_phone, '') end,
    case when observed_on = household_on and household is not null then household else newest_household end,
    case when observed_on = organisation_on and organisation is not null then organisation else newest_organisation end,
    case when observed_on = entry_on and entry is not null then entry else newest_entry end
from (
    select
        *,
        max(observed_on) over everything as named_on,
        max(case when role is not null then observed_on end) over everything as role_on,
        max(case when component is not null then observed_on end) over everything as component_on,
        max(case when phone is not null then observed_on end) over everything as phone_on,
        max(case when household is not null then observed_on end) over everything as household_on,
        max(case when organisation is not null then observed_on end) over everything as organisation_on,
        max(case when entry is not null then observed_on end) over everything as entry_on,
        last_value(display_name) over everything as newest_name,
        last_value(name_key) over everything as newest_key,
        last_value(role ignore nulls) over everything as newest_role,
        last_value(component ignore nulls) over everything as newest_component,
        last_value(phone ignore nulls) over everything as newest_phone,
        last_value(case when phone is not null then coalesce(other_phone, '') end ignore nulls) over everything as newest_other_phone,
        last_value(household ignore nulls) over everything as newest_household,
        last_value(organisation ignore nulls) over everything as newest_organisation,
        last_value(entry ignore nulls) over everything as newest_entry
    from member_rows_at
    where days > 1
    window everything as (
        partition by as_of, group_code, member order by precedence
        rows between unbounded preceding and unbounded following
    )
) weighed
where observed_on in (named_on, role_on, component_on, phone_on, household_on, organisation_on, entry_on)
