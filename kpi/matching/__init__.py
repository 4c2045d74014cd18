"""Who is this member? The ladder itself is ``kpi/sql/candidates.sql``; here its rungs get their names and reasons."""
