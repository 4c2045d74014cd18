-- The entries that a compared name points to.
-- grain: one row per comparison × entity
-- counts: as in kpi/matching/roll.py: Candidate
-- nulls: none
-- needs:
select comparison, entity_kind, entity_code, rung, standing, score, namesakes, evidence from suggestions
union all
select comparison, entity_kind, entity_code, rung, standing, score, namesakes, evidence from fresh_suggestions
