/// Every statement of the product, by the handler under whose role it runs.
///
/// Each handler has its own list in `Statements+<Handler>.swift`; a test prepares every one of them against the migrated
/// schema as the roles that run it.
public enum Statements {
  public static let byHandler: [String: [any Statement.Type]] = [
    "detect": detect,
    "schedule-tick": scheduleTick,
    "send-email": sending,
    "send-sms": sending,
    "delivery-webhook": deliveryWebhook,
    "unsubscribe": unsubscribe,
    "follow-link": followLink,
    "dashboard-query": dashboardQuery,
    "rollup": rollup,
    "cleanup": cleanup,
    "migrate": migrate,
    "publish": publish,
  ]

  /// Every statement once.
  public static var all: [any Statement.Type] {
    var seen: Set<ObjectIdentifier> = []
    return byHandler.sorted { $0.key < $1.key }.flatMap(\.value).filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}
