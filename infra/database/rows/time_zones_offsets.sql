-- Distances to UTC as people write them, east of it with a plus: `UTC+5:30`, `GMT+5`, `+0530`, and Moodle's old `5.5`. Whole hours
-- have zones of their own, whose signs are turned round; for the others, a zone that keeps that time.
insert into rekindle.time_zones as t (name, zone, is_known)
select distinct n.name, o.zone, exists (select from rekindle.time_zones s where s.zone = o.zone and s.is_known)
  from (select case sign(h) when -1 then '-' else '+' end as sign, abs(h) as hours, 0 as minutes,
               'Etc/GMT' || case when h > 0 then '-' || h when h < 0 then '+' || -h else '' end as zone
          from generate_series(-12, 14) h
        union all
        values ('-', 9, 30, 'Pacific/Marquesas'), ('-', 3, 30, 'America/St_Johns'), ('+', 3, 30, 'Asia/Tehran'),
          ('+', 4, 30, 'Asia/Kabul'), ('+', 5, 30, 'Asia/Kolkata'), ('+', 5, 45, 'Asia/Kathmandu'), ('+', 6, 30, 'Asia/Yangon'),
          ('+', 8, 45, 'Australia/Eucla'), ('+', 9, 30, 'Australia/Darwin'), ('+', 10, 30, 'Australia/Lord_Howe'),
          ('+', 12, 45, 'Pacific/Chatham')) o
 cross join unnest(array['', 'utc', 'gmt', 'utc ', 'gmt ']) before(word)
 cross join lateral (
   select before.word || o.sign || form.text as name
     from unnest(array[format('%s:%s', o.hours, lpad(o.minutes::text, 2, '0')),
                       format('%s:%s', lpad(o.hours::text, 2, '0'), lpad(o.minutes::text, 2, '0')),
                       lpad(o.hours::text, 2, '0') || lpad(o.minutes::text, 2, '0'),
                       case o.minutes when 0 then o.hours::text end]) form(text)
   union all
   select trim('+' from o.sign) || form.text
     from unnest(array[(o.hours + o.minutes / 60.0)::numeric(4, 2)::text,
                       trim(trailing '0' from (o.hours + o.minutes / 60.0)::numeric(4, 2)::text),
                       case o.minutes when 0 then o.hours::text || '.0' end,
                       case o.minutes when 0 then o.hours::text end]) form(text)) n
 where n.name is not null and n.name !~ '\.$'
on conflict (name) do update set zone = excluded.zone, is_known = excluded.is_known
 where (t.zone, t.is_known) is distinct from (excluded.zone, excluded.is_known) and (excluded.is_known or not t.is_known);
