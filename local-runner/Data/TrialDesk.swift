import Domain
import FunctionContract
import JSON
import Store

/// The part of an invented platform that grants the trials it is asked for; where nothing is invented, nobody answers.
struct TrialDesk: Sendable {
  let database: ConnectionSettings

  /// Takes an event that no handler consumes; returns what went wrong.
  func hear(_ event: CloudEvent) -> String? {
    guard event.type == "host.trial.requested", let product = event.data?["product"]?.string,
      let days = event.data?["days"]?.integer, let users = event.data?["user_ids"]?.array?.compactMap(\.integer),
      let time = event.time
    else { return nil }
    do throws(StoreError) {
      let connection = try Connection(database)
      let desk = "invented.grant_trials(bigint[], text, int, timestamptz)"
      let isThere = try connection.texts("select to_regprocedure($1)::text", [.text(desk)]).first?.first ?? nil
      if isThere == nil { return nil }
      _ = try connection.texts(
        "select invented.grant_trials($1::bigint[], $2, $3::int, $4::timestamptz)",
        [.ints(users), .text(product), .int(days), .instant(time)])
      return nil
    } catch {
      return "the invented platform granted no trial: \(error.message)"
    }
  }
}
