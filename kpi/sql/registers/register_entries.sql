-- Every entry of the registers of households, businesses and institutions, whether it counts or not.
-- grain: one row per day × entity
-- counts: name: of households the head's, of organisations their own; person: who may be in a group for it
-- nulls: village, person, phones where the register has none
-- needs: households_at, businesses_at, institutions_at
select as_of, 'household' as entity_kind, code, village, head_name as name, head_name as person, phone, other_phone
from households_at
union all
select as_of, 'business', code, village, name, representative, phone, other_phone from businesses_at
union all
select as_of, 'institution', code, village, name, representative, phone, other_phone from institutions_at
