-- The mobile numbers of what counts: only among these a number is weighed. A landline (02…) is no one's Zalo account.
-- grain: one row per day × entity × number (twice where an entry repeats its own number)
-- counts: slot as in register_entries
-- nulls: none
-- needs: entities_at, register_entries
select e.as_of, r.slot, e.entity_kind, e.code as entity_code, r.phone
from entities_at e
join (
    select as_of, slot, entity_kind, code, phone from register_entries where phone not like '02%'
    union all
    select as_of, slot, entity_kind, code, other_phone from register_entries where other_phone not like '02%'
) r on r.as_of = e.as_of and r.entity_kind = e.entity_kind and r.code = e.code
