-- Claims letters: each with all of its items or not at all, since the text names them. What fails its check is recorded as
-- that and left out of the text that is written next; what has to wait may not go beside the letter, which stands for it in
-- the caps. Each item is claimed as any delivery of its campaign is.
create or replace function rekindle.claim_letters(
  campaign int, version int, moment timestamptz, provider text,
  ids bigint[], learners bigint[], subjects bigint[], tokens bigint[], template_hashes text[], address_hashes bytea[],
  from_minute int, to_minute int, fallback_zone text,
  codes text[], link_deliveries bigint[], link_indexes smallint[], targets text[], paid_units smallint[], items jsonb,
  digests bytea[]
) returns table (id bigint, status text, attempt smallint)
language plpgsql as $$
#variable_conflict use_column
declare
  place int;
  part record;
  answer record;
  parts jsonb[];
  answers jsonb;
begin
  for place in 1 .. cardinality(ids) loop
    parts := array(
      select jsonb_build_object('id', ids[place], 'learner', learners[place], 'subject', subjects[place], 'token', tokens[place],
               'hash', template_hashes[place], 'campaign', campaign, 'version', version, 'from', from_minute, 'to', to_minute,
               'zone', fallback_zone, 'units', paid_units[place], 'leads', true)
      union all
      select i.item || jsonb_build_object('units', 0, 'leads', false)
        from jsonb_array_elements(items) i(item) where (i.item ->> 'carrier')::bigint = ids[place]);
    answers := '{}';
    begin
      for part in select p.* from rekindle.letter_parts(parts) p loop
        select c.* into answer from rekindle.claim_deliveries(
          part.campaign, part.version, moment, provider, array[part.id], array[part.learner], array[part.subject],
          array[part.token], array[part.hash], array[address_hashes[place]], part.from_minute, part.to_minute, part.zone,
          array(select l.code from unnest(codes, link_deliveries) l(code, delivery) where l.delivery = part.id),
          array(select l.delivery from unnest(link_deliveries) l(delivery) where l.delivery = part.id),
          array(select l.index from unnest(link_indexes, link_deliveries) l(index, delivery) where l.delivery = part.id),
          array(select l.target from unnest(targets, link_deliveries) l(target, delivery) where l.delivery = part.id),
          array[part.units], digests => array[digests[place]]) c;
        answers := answers || jsonb_build_object(part.id::text, jsonb_build_array(answer.status, answer.attempt));
      end loop;
      if exists (select from jsonb_each(answers) a where a.value ->> 0 is distinct from 'sending') then
        raise exception 'a letter is claimed whole' using errcode = 'RK006';
      end if;
      return query
        select a.key::bigint, a.value ->> 0, (a.value ->> 1)::smallint from jsonb_each(answers) a;
    exception when sqlstate 'RK006' then   -- nothing of it is claimed
      for part in select p.* from rekindle.letter_parts(parts) p loop
        continue when answers -> part.id::text ->> 0 is null or answers -> part.id::text ->> 0 = 'sending';
        if part.leads or answers -> part.id::text ->> 0 <> 'scheduled' then
          return query select c.* from rekindle.claim_deliveries(
            part.campaign, part.version, moment, provider, array[part.id], array[part.learner], array[part.subject],
            array[part.token], array[part.hash], array[address_hashes[place]], part.from_minute, part.to_minute, part.zone,
            '{}', '{}', '{}', '{}', array[part.units]) c;
        else
          return query
            update rekindle.message_deliveries d set status = 'skipped', reason = 'left_out', attention_at = null
             where d.id = part.id and d.status = 'scheduled' returning d.id, d.status, d.attempt;
        end if;
      end loop;
    end;
  end loop;
end
$$;
revoke execute on function rekindle.claim_letters from public;
