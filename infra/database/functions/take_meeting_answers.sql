-- Takes what people's calendars answer to invitations. Whose answer it is, is no matter of what it says: it must name the
-- meeting and the address that was invited, and reach the organizer's address as that very invitation has it, with a tag that
-- nobody else knows. Of the answers about one meeting the newest counts, by the invitation that is answered, then by when it
-- was written. Returns how many were taken, how many are older than what is known or the same, and how many answer nothing of ours.
create or replace function rekindle.take_meeting_answers(answers jsonb, recipients text[], moment timestamptz)
returns table (taken bigint, older bigint, unmatched bigint)
language sql volatile security definer set search_path = pg_catalog as $$
  with said as materialized (
    select a.value->>'uid' as uid, a.value->>'answer' as answer, a.value->>'attendee' as attendee,
           (a.value->>'sequence')::int as sequence, least((a.value->>'stamped_at')::timestamptz, moment) as stamped_at,
           recipients || array(select jsonb_array_elements_text(a.value->'organizers')) as organizers,
           case when a.value->>'local' is not null then (a.value->>'local')::timestamp at time zone z.name
             when a.value->>'occurrence' is not null then (a.value->>'occurrence')::timestamptz else '-infinity' end as occurrence
      from jsonb_array_elements(answers) a(value) cross join lateral rekindle.local_zone(a.value->>'zone') z),
  matched as materialized (
    select s.*, i.user_id, least(s.sequence, i.sequence) as of_sequence
      from said s
      join rekindle.invitations i on i.uid = s.uid and i.organizer ~ '\+[a-z2-7]{16}@' and lower(i.organizer) = any (s.organizers)
      left join rekindle.message_deliveries d on d.id = i.delivery_id
     where rekindle.address_hash('email', s.attendee) = d.address_hash
        or exists (select from rekindle.addresses a
                    where a.user_id = i.user_id and a.channel = 'calendar' and lower(a.address) = s.attendee)),
  newest as (
    select distinct on (m.uid, m.user_id, m.occurrence) m.*
      from matched m order by m.uid, m.user_id, m.occurrence, m.of_sequence desc, m.stamped_at desc),
  written as (
    insert into rekindle.meeting_answers as k (uid, user_id, occurrence, answer, sequence, stamped_at, received_at)
    select n.uid, n.user_id, n.occurrence, n.answer, n.of_sequence, n.stamped_at, moment from newest n
    on conflict (uid, user_id, occurrence) do update
      set answer = excluded.answer, sequence = excluded.sequence, stamped_at = excluded.stamped_at, received_at = excluded.received_at
      where (k.sequence, k.stamped_at) < (excluded.sequence, excluded.stamped_at)
    returning 1)
  select w.n, m.n - w.n, s.n - m.n
    from (select count(*) as n from written) w, (select count(*) as n from matched) m, (select count(*) as n from said) s
$$;
revoke execute on function rekindle.take_meeting_answers from public;
