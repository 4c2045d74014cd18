-- Each case as its newest log has it, with what was typed of it since in the place of the fields that this fills.
-- grain: one row per case
-- counts: local time; log_on: the day up to which its log speaks
-- nulls: whatever the log leaves open
-- needs: logged_cases, typed_cases
select
    logged.code, logged.kind, logged.received_at, logged.received_has_time, logged.village, logged.channel,
    logged.due_at, logged.due_has_time, logged.extended_to, logged.extended_has_time, logged.extension_basis,
    logged.suspended_from, logged.suspended_to,
    coalesce(typed.closed_at, logged.closed_at) as closed_at,
    case when typed.closed_at is null then logged.closed_has_time else typed.closed_has_time end as closed_has_time,
    coalesce(typed.state, logged.state) as state, coalesce(typed.outcome, logged.outcome) as outcome,
    coalesce(typed.procedure_complete, logged.procedure_complete) as procedure_complete, logged.log_on
from logged_cases logged
left join typed_cases typed on typed.code = logged.code
order by in_order(logged.code)
