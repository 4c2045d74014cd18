-- The mobile numbers on the registers. A landline (02…) is no one's Zalo account.
-- grain: one row per day × entity × number (twice where an entry repeats its own number)
-- counts: slot: a person speaks for one household and, besides, for one organisation
-- nulls: none
-- needs: households_at, businesses_at, institutions_at
select as_of, 'household' as slot, 'household' as entity_kind, code as entity_code, phone
from households_at where phone not like '02%'
union all
select as_of, 'household', 'household', code, other_phone from households_at where other_phone not like '02%'
union all
select as_of, 'organisation', 'business', code, phone from businesses_at where phone not like '02%'
union all
select as_of, 'organisation', 'business', code, other_phone from businesses_at where other_phone not like '02%'
union all
select as_of, 'organisation', 'institution', code, phone from institutions_at where phone not like '02%'
union all
select as_of, 'organisation', 'institution', code, other_phone from institutions_at where other_phone not like '02%'
