/// The SQL that brings the rows of the temporary table `incoming` into their table: new ones are inserted, known ones updated,
/// and one that does not fit is left out with its reason while its neighbours go on.
///
/// A row whose key stands again further down waits until the end and counts only where none of these fits.
struct RowMerge {
  let table: HostTable
  /// The table's columns that the file has.
  let columns: [HostTable.Column]

  /// Where a file's rows wait, as texts.
  var preparation: String {
    let texts = columns.map { "\(quoted($0.name)) text" }.joined(separator: ", ")
    return """
      drop table if exists incoming, left_out, tally, overtaken;
      create temporary table incoming (line bigint not null, \(texts), place bigint generated always as identity primary key);
      create temporary table left_out (line bigint not null, reason text not null);
      create temporary table tally (is_new boolean not null, n bigint not null);
      create temporary table overtaken (place bigint primary key, by_line bigint not null);
      """
  }

  /// A thousand rows at a time; where one of them does not fit, these one by one.
  var script: String {
    """
    create or replace function pg_temp.merge_rows(first bigint, last bigint) returns void language plpgsql as $merge$
    begin
      with merged as (\(insertion) returning xmax = 0 as is_new)
      insert into tally select m.is_new, count(*) from merged m group by m.is_new;
    end $merge$;
    create or replace function pg_temp.fault_of(which bigint) returns text language plpgsql as $merge$
    begin
    \(columns.compactMap(trial).joined(separator: "\n"))
      return null;
    end $merge$;
    create or replace function pg_temp.merge_one(which bigint) returns void language plpgsql as $merge$
    declare
      missing text; rule text;
    begin
      perform pg_temp.merge_rows(which, which);
    exception when data_exception or integrity_constraint_violation then
      get stacked diagnostics missing = column_name, rule = constraint_name;
      insert into left_out
      select n.line, coalesce(pg_temp.fault_of(which), nullif(missing, '') || ' is missing', 'it breaks the rule ' || rule)
        from incoming n where n.place = which;
    end $merge$;
    \(overtaking)
    do $merge$
    declare
      low bigint; one bigint; late record;
    begin
      for low in select generate_series(1, max(n.place), 1000) from incoming n loop
        begin
          perform pg_temp.merge_rows(low, low + 999);
        exception when data_exception or integrity_constraint_violation then
          for one in select n.place from incoming n where n.place between low and low + 999 order by n.place loop
            perform pg_temp.merge_one(one);
          end loop;
        end;
      end loop;
      for late in select o.place, o.by_line from overtaken o order by o.place desc loop
        if exists (select from left_out l where l.line = late.by_line) then
          delete from overtaken o where o.place = late.place;
          perform pg_temp.merge_one(late.place);
        end if;
      end loop;
    end $merge$
    """
  }

  /// Notes the rows whose key stands again further down the file.
  private var overtaking: String {
    let keys = columns.filter(\.isKey).map { "n.\(quoted($0.name))" }.joined(separator: ", ")
    if keys.isEmpty { return "" }
    return """
      insert into overtaken
      select p.place, p.by_line
        from (select n.place, lead(n.line) over (partition by \(keys) order by n.place) as by_line from incoming n) p
       where p.by_line is not null;
      """
  }

  /// One statement for a run of rows: of those with one key the last counts; a table without a key holds each row once.
  private var insertion: String {
    let names = columns.map { quoted($0.name) }.joined(separator: ", ")
    let values = columns.map { "\(value($0)) as \(quoted($0.name))" }.joined(separator: ", ")
    let target = "insert into \(table.schema).\(quoted(table.name)) as t (\(names))"
    let keys = columns.filter(\.isKey).map { quoted($0.name) }
    let others = columns.filter { !$0.isKey }.map { quoted($0.name) }
    let rows = """
      select \(values), n.place from incoming n
       where n.place between first and last and not exists (select from overtaken o where o.place = n.place)
      """
    guard !keys.isEmpty else {
      let same = columns.map { "o.\(quoted($0.name)) is not distinct from i.\(quoted($0.name))" }
      let pair = columns.filter(\.isRequired).map { "o.\(quoted($0.name)) = i.\(quoted($0.name))" }
      return """
        \(target) select distinct \(names) from (\(rows)) i
         where not exists (select from \(table.schema).\(quoted(table.name)) o where \((pair + same).joined(separator: " and ")))
        """
    }
    let key = keys.joined(separator: ", ")
    let newest = "select distinct on (\(key)) \(names) from (\(rows)) i order by \(key), place desc"
    if others.isEmpty { return "\(target) \(newest) on conflict (\(key)) do nothing" }
    let update = others.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    let before = others.map { "t.\($0)" }.joined(separator: ", ")
    let after = others.map { "excluded.\($0)" }.joined(separator: ", ")
    return
      "\(target) \(newest) on conflict (\(key)) do update set \(update) where (\(before)) is distinct from (\(after))"
  }

  private func value(_ column: HostTable.Column) -> String {
    let text = "n.\(quoted(column.name))"
    let value =
      switch column.kind {
      case .text: text
      case .number: "regexp_replace(\(text), '^(-?\\d+),(\\d{1,2})$', '\\1.\\2')::\(column.type)"
      case .moment where column.isPast:
        // The runner's clock may be ahead of the wall clock, and a minute is no future.
        """
        case when \(text) !~ '^\\d{4}-\\d\\d-\\d\\d' or \(text)::\(column.type) > clock_timestamp() + interval '1 minute'
          + coalesce((select c.ahead from local_runner.clock c), '0') then 'no date' else \(text) end::\(column.type)
        """
      case .moment: "case when \(text) !~ '^\\d{4}-\\d\\d-\\d\\d' then 'no date' else \(text) end::\(column.type)"
      case .whole: "regexp_replace(\(text), '^(-?\\d+)[.,]0+$', '\\1')::\(column.type)"
      case .other: "\(text)::\(column.type)"
      }
    return column.isRequired && column.standard != nil ? "coalesce(\(value), \(column.standard ?? "null"))" : value
  }

  private func trial(_ column: HostTable.Column) -> String? {
    guard column.kind != .text else { return nil }
    let reason = "\(column.name) is not \(column.wanted): ".replacing("'", with: "''")
    return """
        begin
          perform \(value(column)) from incoming n where n.place = which;
        exception when data_exception or integrity_constraint_violation then
          return (select '\(reason)' || left(n.\(quoted(column.name)), 40) from incoming n where n.place = which);
        end;
      """
  }

  private func quoted(_ name: String) -> String { "\"\(name)\"" }
}

extension HostTable.Column {
  enum Kind { case text, whole, number, moment, other }

  var kind: Kind {
    switch type {
    case "text": .text
    case "bigint", "integer", "smallint": .whole
    case _ where type.hasPrefix("numeric"): .number
    case "date", "timestamp with time zone": .moment
    default: .other
    }
  }

  /// What a value must be, for people.
  var wanted: String {
    if isPast { return "a time that has passed, such as 2026-11-20T09:30:00Z" }
    return switch type {
    case "bigint", "integer", "smallint": "a whole number"
    case "rekindle.channel": "a channel such as whatsapp"
    case "boolean": "true or false, yes or no, 1 or 0"
    case "date": "a date such as 2026-11-20"
    case "timestamp with time zone": "a time such as 2026-11-20T09:30:00Z"
    case _ where type.hasPrefix("numeric"): "a number that fits"
    default: "of the type \(type)"
    }
  }
}
