import Domain

/// Writes down which repeatable scripts the database has, and forgets those that are gone.
struct RecordScripts: Statement {
  static let sql = """
    with known as (select n.file, encode(sha256(convert_to(n.sql, 'UTF8')), 'hex') as checksum
                     from unnest($1::text[], $2::text[]) n(file, sql)),
    gone as (delete from rekindle_migrations.repeatable r where not exists (select from known k where k.file = r.file))
    insert into rekindle_migrations.repeatable as r (file, checksum, applied_at) select k.file, k.checksum, $3 from known k
    on conflict (file) do update set checksum = excluded.checksum, applied_at = excluded.applied_at
     where r.checksum <> excluded.checksum
    """
  var scripts: [Repeatable]
  var now: Instant
  var binds: [Bind] { [.texts(scripts.map(\.file)), .texts(scripts.map(\.sql)), .instant(now)] }
}
