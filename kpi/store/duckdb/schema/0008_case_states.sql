-- Version 8. How far a report has come, in the log's own words: open, late, closed, void. Logs of before do not say it.
alter table cases add column state varchar;
