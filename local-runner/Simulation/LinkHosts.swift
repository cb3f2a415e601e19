import Store

/// The hosts that the courses' links lead to and the installation's setting does not name.
struct LinkHosts {
  /// The variable that names them.
  static let setting = "REKINDLE_LINK_HOSTS"

  /// Hosts that are not named, in order.
  let refused: [String]
  private let allowed: String

  /// - Parameter allowed: the setting's value.
  init(_ connection: borrowing Connection, allowed: String) throws(RunnerError) {
    let named = Set(allowed.lowercased().split(separator: ",").map { $0.trimmed })
    self.allowed = allowed
    do throws(StoreError) {
      refused = try connection.texts(
        "select distinct lower(substring(btrim(url) from '^https://([^/:?#]+)')) from lms.courses order by 1"
      ).compactMap { $0.first ?? nil }.filter { !named.contains($0) }
    } catch {
      throw RunnerError(error)
    }
  }

  /// What to change; nil where nothing is refused.
  var advice: String? {
    if refused.isEmpty { return nil }
    let more = refused.count > 3 ? " and \(refused.count - 3) more" : ""
    return """
      courses link to \(refused.prefix(3).joined(separator: ", "))\(more), which \(Self.setting) does not name (it is \
      \(allowed)), so messages with such a link are skipped: set \(Self.setting)=\(refused.prefix(3).joined(separator: ",")) \
      in the environment
      """
  }
}
