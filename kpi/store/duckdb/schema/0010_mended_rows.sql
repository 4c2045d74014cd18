-- Version 10. Whether the rows of an addition are mended rows of the list that they are added to: those are then no longer open.
-- Null: loaded before, when every addition to a register was one.
alter table batch_scopes add column mends boolean;
