-- Names that have been compared with a register, by these rules: kept in the store, or worked out for this question.
-- grain: one row per slot × village × register × name
-- counts: hinted: the name itself names that village, so that it is compared there whatever its group
-- nulls: none
-- needs:
select comparison, slot, village, register, name, hinted from comparisons where rules = $matching_rules
union all
select comparison, slot, village, register, name, hinted from fresh_comparisons
