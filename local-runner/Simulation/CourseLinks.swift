import Rendering
import Store

/// The hosts that the courses' links lead to and the installation's setting does not name.
struct CourseLinks {
  /// The variable that names them.
  static let setting = "REKINDLE_LINK_HOSTS"

  /// Hosts that are not named, in order.
  let refused: [String]
  private let allowed: String

  /// - Parameter allowed: the setting's value.
  init(_ connection: borrowing Connection, allowed: String) throws(RunnerError) {
    let hosts = LinkHosts(parsing: allowed)
    self.allowed = allowed
    do throws(StoreError) {
      let links = try connection.texts("select distinct url from lms.courses where url <> ''").compactMap {
        $0.first ?? nil
      }
      refused = Set(links.compactMap { CourseLinks.unlisted($0, hosts) }).sorted()
    } catch {
      throw RunnerError(error)
    }
  }

  private static func unlisted(_ link: String, _ hosts: LinkHosts) -> String? {
    do throws(LinkFault) {
      _ = try hosts.target(link)
      return nil
    } catch {
      if case .unlisted(let host) = error { return host }
      return nil
    }
  }

  /// What to change; nil where nothing is refused.
  var advice: String? {
    if refused.isEmpty { return nil }
    let hosts = (allowed.split(separator: ",").map { String($0).trimmed } + refused).joined(separator: ",")
    let more = refused.count > 3 ? " and \(refused.count - 3) more" : ""
    return """
      courses link to \(refused.prefix(3).joined(separator: ", "))\(more), which \(Self.setting) does not name (it is \
      \(allowed)), so messages with such a link are skipped: set \(Self.setting)=\(hosts) in the environment
      """
  }
}
