-- Version 19. Each configuration that the screen put in force, and each that it found changed by hand, as the whole text of its file.
-- Rows are added, never changed; nothing is read from here but to show it and to put it back. No figure rests on them.
create table settings_versions (
    version integer primary key,
    content varchar not null,
    saved_at timestamp not null,    -- local time; of a file changed by hand when the screen found it so
    saved_by varchar not null,      -- empty: changed by hand
    reason varchar not null         -- empty: changed by hand
);
