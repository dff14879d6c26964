-- What a department is called in English, in full and in lists; empty where nobody has said.
alter table organizations.department
  add column name_en text not null default '' check (length(name_en) <= 120),
  add column short_name_en text not null default '' check (length(short_name_en) <= 40);
create index department_english on organizations.department (division_code, name) where name_en <> '';
