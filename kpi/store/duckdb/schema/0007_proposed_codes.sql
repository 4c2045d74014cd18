-- Version 7. Codes that the program gave to entries of lists without codes. What each belongs to stands in the rows of the lists
-- themselves; here stands only that the code is the program's, and with which load it came.
create table proposed_codes (
    dataset varchar not null,
    code varchar not null,
    batch integer not null,         -- the load that brought it; taken back with it
    reason varchar not null,
    known_at timestamp not null,
    decided_by varchar not null,
    primary key (dataset, code)
);
