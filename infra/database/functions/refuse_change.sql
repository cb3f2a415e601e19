-- Published versions never change.
create or replace function rekindle.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is immutable', tg_table_name using errcode = 'RK003';
end
$$;
create or replace trigger campaign_versions_immutable before update on rekindle.campaign_versions
  for each row execute function rekindle.refuse_change();
