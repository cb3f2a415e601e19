-- For administrators: publishes a draft of words that another key wrote, as a version whose queries are those of the version that it
-- changes. `compiled` are the messages that its texts become and `hash` names the whole content; a version with that content is
-- made current again. Returns the version; null where somebody has changed the draft or the campaign since.
create or replace function rekindle.approve_words(
  draft bigint, expected int, key text, hash text, compiled jsonb, moment timestamptz
) returns int
language plpgsql security definer set search_path = pg_catalog as $$
declare
  words rekindle.word_drafts;
  made int;
begin
  perform pg_advisory_xact_lock(hashtextextended('rekindle publish', 0));
  select d.* into words from rekindle.word_drafts d join rekindle.campaigns c on c.id = d.campaign_id
   where d.id = draft and d.revision = expected and d.status = 'requested' and c.current_version = d.base_version
     for update of d;
  if words.id is null then
    return null;
  end if;
  select v.version into made from rekindle.campaign_versions v
   where v.campaign_id = words.campaign_id and v.content_hash = hash;
  if made is null then
    insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
    select v.campaign_id, (select max(o.version) + 1 from rekindle.campaign_versions o where o.campaign_id = v.campaign_id), hash,
           v.definition, compiled, moment
      from rekindle.campaign_versions v where v.campaign_id = words.campaign_id and v.version = words.base_version
    returning version into made;
    perform rekindle.copy_queries(words.campaign_id, words.base_version, made);
  end if;
  insert into rekindle.campaign_sources as s (campaign_id, version, files)
  select b.campaign_id, made, b.files || words.changes
    from rekindle.campaign_sources b where b.campaign_id = words.campaign_id and b.version = words.base_version
  on conflict (campaign_id, version) do update set files = excluded.files where s.files <> excluded.files;
  update rekindle.campaigns c set current_version = made, revision = c.revision + 1 where c.id = words.campaign_id;
  update rekindle.word_drafts d
     set status = 'published', version = made, decided_by = key, decided_at = moment, reason = null, revision = d.revision + 1
   where d.id = draft;
  return made;
end
$$;
revoke execute on function rekindle.approve_words from public;
