-- What is to be compared before whom names point to can be told; as_of is a day on which that register stands.
-- grain: one row per slot × village × register × name
-- counts: none
-- nulls: none
-- needs: uncompared
select slot, village, register, name, max(as_of) as as_of
from uncompared
group by slot, village, register, name
order by slot, village, register, name
