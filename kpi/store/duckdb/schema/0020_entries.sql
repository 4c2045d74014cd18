-- Version 20. The rows of registers that plans add (config.yaml -> plans, registers), whatever register it is: their batch says which.
-- What they say in columns of yes and no stands in marks. No name of a person is here, nor any column that the plan does not name.
create table entries (
    batch integer not null,
    row integer not null,
    code varchar not null,
    name varchar,                   -- of a thing or a body
    village varchar,
    kind varchar,                   -- a meaning of the plan's
    status varchar                  -- likewise
);
