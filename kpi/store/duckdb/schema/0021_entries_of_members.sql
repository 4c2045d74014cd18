-- Version 21. On lists of participants of a plan's own: the code of the entry of a register that the plan adds (entries) for which the row
-- stands. Of such a row nothing else is kept that could say who somebody is.
alter table memberships add column entry varchar;
