import FunctionContract
import TestKit
import Testing

@testable import calendar_replies
@testable import campaign_admin
@testable import dashboard_query
@testable import follow_link
@testable import ingest
@testable import notices
@testable import onboard
@testable import unsubscribe

/// A host believes the manifest, a handler its table: each path of one leads somewhere in the other.
struct RouteTableTests {
  private static let tables = [
    DashboardQuery.name: DashboardQuery.routes.all, FollowLink.name: FollowLink.routes.all,
    Unsubscribe.name: Unsubscribe.routes.all, Ingest.name: Ingest.routes.all,
    CampaignAdmin.name: CampaignAdmin.routes.all, Notices.name: Notices.routes.all,
    Onboard.name: Onboard.routes.all, CalendarReplies.name: CalendarReplies.routes.all,
  ]

  private func declared(_ handler: String) throws -> [Route] {
    try #require(Sample.all.first { $0.handler == handler }).manifest().consumes.routes
  }

  @Test(arguments: tables.keys.sorted())
  func everyRouteOfAHandlerIsDeclaredInItsManifest(_ handler: String) throws {
    let declared = try declared(handler)
    for route in Self.tables[handler] ?? [] {
      #expect(declared.contains { $0.leads(to: route) }, "\(handler) answers \(route.method) \(route.path)")
    }
  }

  @Test(arguments: tables.keys.sorted())
  func everyRouteOfAManifestIsAnsweredByItsHandler(_ handler: String) throws {
    for route in try declared(handler) {
      let isAnswered = Self.tables[handler]?.contains { route.leads(to: $0) } == true
      #expect(isAnswered, "\(handler) declares \(route.method) \(route.path)")
    }
  }

  @Test(arguments: Sample.handlers.filter { $0 != "delivery-webhook" })
  func everyHandlerThatTakesRequestsIsComparedHere(_ handler: String) throws {
    #expect(try declared(handler).isEmpty == (Self.tables[handler] == nil))
  }
}

extension Route {
  /// Whether a host with this route hands over what `other` is about.
  fileprivate func leads(to other: Route) -> Bool { parameters(method: other.method, path: other.path) != nil }
}
