-- Version 9. What was wrong with a list is kept by place and kind: no cell, and no words that quote one. Older loads lose both;
-- their kind says what was wrong (kpi.domain.errors.UNQUOTED). The file is written anew after it (kpi.store.duckdb.rewriting).
update batches set problems = coalesce((
    select to_json(list(struct_pack(
        "row" := p."row", "column" := p."column", code := p.code,
        message := case when p.code not in (
            'formula_error', 'mangled_letters', 'damaged_uid', 'not_a_number', 'not_a_phone', 'not_a_date', 'unknown_word',
            'unknown_village', 'unknown_group', 'closed_but_open', 'closed_before_received', 'due_before_received',
            'extended_before_received', 'suspension_backwards', 'suspended_before_received', 'heading', 'code_alike', 'codes_alike',
            'other_head', 'doubtful_code', 'unknown_code', 'converted'
        ) then p.message end,
        severity := p.severity, cell := p.cell
    ) order by place))
    from (
        select generate_subscripts(found, 1) as place, unnest(found) as p
        from (select from_json(problems, '[{"row":"INTEGER","column":"VARCHAR","code":"VARCHAR","message":"VARCHAR",
            "severity":"VARCHAR","cell":"VARCHAR"}]') as found)
    )
), '[]');
