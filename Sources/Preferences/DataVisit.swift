import Access
import Domain
import Pages
import Store

/// One look at the page behind a link to a learner's data, or what they do there.
///
/// A GET changes nothing, since mail scanners follow links.
struct DataVisit {
  let deliveryID: Int
  let now: Instant

  /// Answers the request; `form` is nil for a request that must change nothing.
  func answer(_ form: Form?, _ connection: borrowing Connection) throws(StoreError) -> Answer {
    guard let link = try connection.first(HeldData(deliveryID: deliveryID, now: now)) else {
      return .problem(.dataGone)
    }
    if link.state == .used { return .problem(.dataLinkUsed) }
    if link.state == .late { return .problem(.dataLinkLate) }
    switch form?["do"] {
    case nil where form == nil: return .held(link)
    case "ask": return .eraseQuestion(link)
    case "copy":
      let copy = try connection.first(TakeCopy(deliveryID: deliveryID, now: now))
      return copy.map { .copy($0) } ?? .problem(.dataLinkUsed)
    case "erase":
      switch try connection.first(EraseByLink(deliveryID: deliveryID, now: now)) {
      case .erased: return .erased(link)
      case .busy: return .problem(.messageUnderWay)
      case nil: return .problem(.dataLinkUsed)
      }
    default: return .problem(.invalidChoice)
    }
  }
}
