-- Version 17. What lists say in the columns of yes and no that a plan names (config.yaml -> plans, marks): of each accepted row the
-- answer of its cell, null where the cell is empty. A list without the column has no row here.
create table marks (
    batch integer not null,
    row integer not null,           -- as in the register's own table
    mark varchar not null,
    yes boolean
);
