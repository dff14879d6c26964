-- Entries of a span of days. They are written in the order of their time, so a block range says enough and costs a write nothing.
create index entry_at on ledger.entry using brin (at) with (pages_per_range = 32, autosummarize = on);
