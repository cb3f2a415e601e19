import FunctionContract
import Store

/// Which of the views in `lms` are a platform's own: rows of `lms_data` do not show in them.
struct PlatformViews {
  private let names: [String]

  init(_ connection: borrowing Connection) throws(RunnerError) {
    do throws(StoreError) {
      names = try connection.texts(
        """
        select v.relname from pg_class v join pg_class t on t.relname = v.relname and t.relnamespace = to_regnamespace('lms_data')
         where v.relnamespace = to_regnamespace('lms') and not exists (
           select from pg_rewrite r join pg_depend d on d.objid = r.oid and d.refobjid = t.oid where r.ev_class = v.oid)
         order by 1
        """
      ).compactMap { $0.first ?? nil }
    } catch {
      throw RunnerError(error)
    }
  }

  /// Refuses to fill tables that nobody would read.
  func refuse(_ tables: some Sequence<String>) throws(RunnerError) {
    let wanted = Set(tables)
    guard let name = names.first(where: wanted.contains) else { return }
    throw RunnerError(
      .configuration,
      "lms.\(name) is a view of the platform's own, so learners loaded into lms_data would not be seen: use another "
        + "database (--root), or `drop view lms.\(name) cascade` and `local-runner database start`, which makes ours again"
    )
  }
}
