-- The newest word of a person about a member and an entity that had been given by known_at.
-- grain: one row per member × entity
-- counts: confirmed: true yes, false no; words taken back are left out
-- nulls: display_name, entity_name where they were not noted
-- needs:
select d.decision, d.member, d.entity_kind, d.entity_code, d.confirmed, d.reason, d.known_at, d.decided_by, d.display_name, d.entity_name
from decisions d
where d.known_at <= $known_at
    and d.confirmed is not null
    and not exists (
        select 1
        from decisions later
        where later.member = d.member
            and later.entity_kind = d.entity_kind
            and later.entity_code = d.entity_code
            and later.known_at <= $known_at
            and later.decision > d.decision
    )
