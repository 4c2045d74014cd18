-- What the marked indicators count, entity by entity; nothing of a village with an entity that no list answers.
-- grain: one row per day × indicator × entity
-- counts: takes_part: its register says yes
-- nulls: as in marked_entities
-- needs: marked_entities, unmarked_villages
select e.as_of, e.indicator, e.entity_kind, e.code, e.name, e.village, e.yes as takes_part
from marked_entities e
left join unmarked_villages u
    on u.as_of = e.as_of and u.indicator = e.indicator and u.village is not distinct from e.village
where u.indicator is null
