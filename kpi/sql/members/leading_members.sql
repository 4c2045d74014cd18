-- Where one indicator alone is asked about: the members whom a code, a number or a person's word may ever lead to what it counts.
-- No row of anybody else can change who takes part, and of thousands of members few speak for an enterprise or an office.
-- grain: one row per member; none where everybody is looked at
-- counts: none
-- nulls: none
-- needs: decided, numbers_ever
select member
from memberships
where not $everybody and (
    entry is not null
    or household is not null and (list_contains($slots::varchar[], 'household') or list_contains($named_in::varchar[], 'household'))
    or organisation is not null
        and (list_contains($slots::varchar[], 'organisation') or list_contains($named_in::varchar[], 'organisation'))
)
union
select m.member
from memberships m
join numbers_ever n on n.phone = m.phone
where not $everybody
union
select m.member
from memberships m
join numbers_ever n on n.phone = m.other_phone
where not $everybody
union
select member from decided where not $everybody
