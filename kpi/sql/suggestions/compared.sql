-- Names that have been compared with a register, by these rules or for good ('*': what they rested on is forgotten, so that nobody
-- can compare them anew): kept in the store, or worked out for this question.
-- grain: one row per slot × village × register × name
-- counts: hinted: the name itself names that village, so that it is compared there whatever its group; for_good: '*'
-- nulls: none
-- needs:
select comparison, slot, village, register, name, hinted, rules = '*' as for_good from comparisons where rules in ($matching_rules, '*')
union all
select comparison, slot, village, register, name, hinted, false from fresh_comparisons
