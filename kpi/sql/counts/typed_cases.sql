-- What persons typed of a case that a log has, field by field the newest that holds: a fact holds until a log of its day or of a later
-- one is loaded after it, or one that knows of a closing itself. A log that leaves the case open and ends before that day cannot know
-- of it, whenever it is loaded; one that has it closed and names no day says so, too. A report of another day of receipt is another
-- one, whatever its number. Where the newest fact of a case does not hold, none does: it took the place of those before it.
-- grain: one row per case of which something typed holds
-- counts: local time; batch: the newest
-- nulls: what was not typed
-- needs: live_batches, logged_cases
select code, batch, received_at, closed_at, closed_has_time, state, outcome, procedure_complete
from (
    select
        typed.code, typed.batch, typed.received_at, typed.load_order, typed.newest,
        last_value(typed.closed_at ignore nulls) over facts as closed_at,
        last_value(case when typed.closed_at is not null then typed.closed_has_time end ignore nulls) over facts as closed_has_time,
        last_value(typed.state ignore nulls) over facts as state,
        last_value(typed.outcome ignore nulls) over facts as outcome,
        last_value(typed.procedure_complete ignore nulls) over facts as procedure_complete
    from (
        select c.*, b.observed_on, b.load_order, max(b.load_order) over (partition by c.code) as newest
        from live_batches b
        join cases c on c.batch = b.batch
        where b.dataset = 'case' and b.typed
    ) typed
    join logged_cases logged on logged.code = typed.code and logged.received_at::date = typed.received_at::date
    where typed.load_order > logged.load_order
        or (
            logged.closed_at is null
            and case
                when typed.observed_on > logged.log_on then coalesce(logged.state, '') not in ('closed', 'void')
                else logged.state = 'closed'
            end
        )
    window facts as (partition by typed.code order by typed.load_order rows between unbounded preceding and unbounded following)
) held
where load_order = newest
