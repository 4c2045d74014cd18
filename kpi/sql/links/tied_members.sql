-- The members whose strongest rung names several entities: they count for none of them until a person decides.
-- grain: one row per day × kind of entity, and one for all kinds
-- counts: persons; one who is tied for a household and for an organisation stands at both, and once in all
-- nulls: entity_kind in the row of all kinds
-- needs: links
select as_of, entity_kind, count(distinct member) as members
from links
where candidates > 1
group by grouping sets ((as_of, entity_kind), (as_of))
order by as_of, entity_kind
