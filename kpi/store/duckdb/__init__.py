"""The store on DuckDB, the only room that knows it: database, relations, migrations; it knows no indicator."""
