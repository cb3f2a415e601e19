/// Every statement of the product, by the handler under whose role it runs.
///
/// Each handler has its own list in `Statements+<Handler>.swift`; a test prepares every one of them against the migrated
/// schema as the roles that run it.
public enum Statements {
  private static let byHandler: [String: [any Statement.Type]] = [
    "detect": detect,
    "schedule-tick": scheduleTick,
    "delivery-webhook": deliveryWebhook,
    "ingest": ingest,
    "unsubscribe": unsubscribe,
    "campaign-admin": campaignAdmin,
    "follow-link": followLink,
    "dashboard-query": dashboardQuery,
    "rollup": rollup,
    "cleanup": cleanup,
    "migrate": migrate,
    "publish": publish,
    "send-whatsapp": sendingWhatsApp,
    "send-discord": sendingDiscord,
    "send-calendar": sendingCalendar,
    "send-inapp": sendingInApp,
    "send-worklist": sendingWorklist,
    "calendar-replies": calendarReplies,
    "notices": notices,
    "onboard": onboard,
    "dunning": dunning,
    "watch": watch,
  ]

  /// What a handler runs, the same for every sender that says no other; nil for a name that is no handler's.
  public static func of(_ handler: String) -> [any Statement.Type]? {
    byHandler[handler] ?? (handler.hasPrefix("send-") ? sending : nil)
  }

  /// Every statement once.
  public static var all: [any Statement.Type] {
    var seen: Set<ObjectIdentifier> = []
    let lists = byHandler.sorted { $0.key < $1.key }.map(\.value) + [sending]
    return lists.joined().filter { seen.insert(ObjectIdentifier($0)).inserted }
  }
}
