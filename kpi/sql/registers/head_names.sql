-- The heads of households by name, of every register that stands, whatever day it describes.
-- grain: one row per name
-- counts: none
-- nulls: none
-- needs: live_batches
select distinct h.head_name
from live_batches b
join households h on h.batch = b.batch
where b.dataset = 'household'
