-- Who may sign in, who has, and what he saw and did. Moments are the commune's local time, as text that sorts by time.
create table if not exists accounts (
    account text primary key,       -- as it is typed, folded to lower case
    name text not null,             -- as it stands beside what he does
    roles text not null,            -- words of kpi.access.roles.Role, joined by a space
    village text,                   -- the code of the one that a village head speaks for
    password text not null,         -- argon2id
    made_at text not null,
    disabled_at text
) strict;
create table if not exists sessions (
    id text primary key,            -- may be shown; opens nothing
    token_hash blob not null unique,
    account text not null references accounts,
    kind text not null,             -- browser, or command
    address text not null,
    program text not null,
    started_at text not null,
    used_at text not null,
    ends_at text not null,
    ended_at text
) strict;
create table if not exists attempts (
    at text not null,
    account text not null,          -- of a name that nobody has a mark that tells nothing of it
    address text not null,
    right integer not null
) strict;
create index if not exists attempts_by_time on attempts (at);
create table if not exists second_steps (
    account text primary key references accounts,
    secret text not null,           -- what the codes are worked out from: whoever reads it can make them
    made_at text not null,
    confirmed_at text,              -- codes are asked for from here on
    last_step integer not null      -- the newest half minute whose code was taken; none of it or before is taken again
) strict;
create table if not exists recovery_codes (
    hash blob primary key,
    account text not null references second_steps on delete cascade,
    used_at text
) strict;
create table if not exists identities (
    account text primary key references accounts,
    identity text not null unique   -- as the office's provider names its owner: an e-mail address, or its own name for him (sub)
) strict;
create table if not exists sign_ins_begun (
    ticket_hash blob primary key,
    account text not null,          -- as attempts count it
    right integer not null,         -- whether the password was
    attempt integer not null,       -- its row of attempts, which counts as wrong until the code is right
    at text not null
) strict;
create table if not exists audit (
    number integer primary key,     -- from 1, without a gap
    at text not null,
    account text not null,
    name text not null,
    address text not null,
    what text not null,             -- an English message, shown in the language of whoever reads it
    about text not null,
    hash text not null              -- SHA-256 over this entry and the hash of the one before
) strict;
create table if not exists audit_cut (up_to integer not null, hash text not null, at text not null) strict;
create trigger if not exists audit_stays before update on audit begin select raise(abort, 'the audit log is never changed'); end;
create trigger if not exists audit_grows before delete on audit
    when old.number > (select coalesce(max(up_to), 0) from audit_cut)
    begin select raise(abort, 'the audit log is never changed'); end;
