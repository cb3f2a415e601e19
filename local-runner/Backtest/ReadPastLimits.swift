import Store

/// What the campaign's queries read that cannot be rewound, and why not.
struct ReadPastLimits: Statement {
  static let sql = """
    with text as (
      select q.sql from rekindle.campaign_versions v cross join jsonb_each_text(v.definition->'sql') q(name, sql)
       where v.campaign_id = $1::int and v.version = $2::int),
    read as (
      select distinct m.found[1] as relation from text t cross join regexp_matches(t.sql, 'lms[.]([a-z_]+)', 'g') m(found)
      union select 'users' from text t where t.sql ~ 'rekindle[.]active_people')
    select c.relname::text as relation,
           case when not exists (select from past.relations r where r.relation = c.relname) then 'has no dates: as it is now'
                when to_regclass('past.' || quote_ident(c.relname)) is null then 'is no view, so it is read as it is now'
                else (select r.forgets from past.relations r where r.relation = c.relname) end as reason
      from read d join pg_class c on c.relnamespace = to_regnamespace('lms') and c.relname = d.relation
     where not exists (
       select from past.relations r
        where r.relation = c.relname and r.forgets is null and to_regclass('past.' || quote_ident(c.relname)) is not null)
     order by 1
    """
  static let columns = ["relation", "reason"]
  var id: CampaignVersionID
  var binds: [Bind] { [.int(id.campaign), .int(id.version)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (relation: String, reason: String) {
    (try cells.text(0), try cells.text(1))
  }
}
