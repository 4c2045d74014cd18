-- The days the world is seen at.
-- grain: one row per day asked for
-- counts: calendar day, seen at its end
-- nulls: none
-- needs:
select distinct unnest($as_of::date[]) as as_of
