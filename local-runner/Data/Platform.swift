import Domain
import FunctionContract
import Store

/// The sources in a database whose course of events can be played.
struct Platform {
  private let sources: [String]

  init(_ connection: borrowing Connection) throws(RunnerError) {
    do throws(StoreError) {
      sources = try connection.texts(
        """
        select n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where p.proname = 'play' and n.nspname in ('oulad', 'sample') order by 1
        """
      ).compactMap { $0.first ?? nil }
    } catch {
      throw RunnerError(error)
    }
  }

  var isEmpty: Bool { sources.isEmpty }

  /// Lets the platform know what had happened at `until`.
  func play(until: Instant, _ connection: borrowing Connection) throws(RunnerError) {
    for source in sources {
      do throws(StoreError) {
        _ = try connection.texts("select \(source).play($1::timestamptz)", [.instant(until)])
      } catch {
        throw RunnerError(error)
      }
    }
  }
}
