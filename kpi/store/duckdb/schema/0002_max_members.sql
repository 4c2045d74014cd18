-- Version 2. How many members a group may have at most, as its list says.
alter table batch_scopes add column max_members integer;
