-- Where a marked indicator cannot be counted: villages with an entity of which no list that stands has the column. One of which some
-- answer and others do not is told as a whole, since what it lacks would look like a no.
-- grain: one row per day × marked indicator × village that has such an entity
-- counts: entities: those of the village without an answer
-- nulls: village where entities belong to none
-- needs: marked_entities
select as_of, indicator, village, count(*) as entities
from marked_entities
where not answered
group by as_of, indicator, village
