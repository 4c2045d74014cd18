-- Version 14. The paper of the level above that asked for a report, as its first sentence cites it.
-- Null: none is cited, as in every report frozen before.
alter table reports add column request varchar;
