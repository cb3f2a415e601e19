import Callbacks
import Channels
import Domain
import FunctionContract
import JSON

@testable import HostEvents

extension FuzzTargets {
  /// What hosts and payment providers send.
  static let hosts: [FuzzTarget] = [
    FuzzTarget("host-events") { input in
      FuzzTargets.fault(ofHost: Fixtures.post("/events/lms", ["content-type": "application/json"], input))
    },
    FuzzTarget("leads") { input in
      FuzzTargets.fault(ofHost: Fixtures.post("/events/lms", ["content-type": "text/csv"], input))
    },
    FuzzTarget("xapi") { input in
      let headers = ["x-experience-api-version": "1.0.3", "content-type": "application/json"]
      guard let read = try? XAPIRequest(Fixtures.post("/xapi/statements", headers, input)) else { return nil }
      var names = XAPINames(home: "https://lms.example")
      names.mailboxes = ["ada@learner.example": 7]
      names.courses = ["https://lms.example/courses/1": .init(id: 1, isWhole: true)]
      for statement in read.statements {
        if (try? JSON.parse(statement.body)) == nil { return "a statement is kept as JSON" }
        if let fault = FuzzTargets.fault(of: statement.element(names, now: Fixtures.now)) { return fault }
      }
      return nil
    },
    FuzzTarget("stripe") { input in
      guard let json = try? JSON.parse(input, limits: .callback), let stripe = try? Stripe(Fixtures.settings) else {
        return nil
      }
      let known = PaymentNames(payment: -3, refund: 4, learner: 7, reference: "pi_1")
      for element in stripe.read(json, now: Fixtures.now) {
        if let news = element.news {
          if (try? JSON.parse(news.question.bytes)) == nil { return "a question is JSON" }
          if let fault = FuzzTargets.fault(of: news.element(known, source: "stripe")) { return fault }
        }
        if case .element(let element) = element, let fault = FuzzTargets.fault(of: element) { return fault }
      }
      return nil
    },
    FuzzTarget("signatures", longest: 5000) { input in
      let (lines, body) = input.lines(4)
      guard let sources = try? EventSources(Fixtures.settings) else { return "the settings are good" }
      let webhook = ["webhook-id": lines[0], "webhook-timestamp": lines[1], "webhook-signature": lines[2]]
      if (try? sources.read(Fixtures.post("/events/lms", webhook, body), from: "lms", now: Fixtures.now)) != nil {
        return "nobody signs without the secret"
      }
      let stripe = Fixtures.post("/events/stripe", ["stripe-signature": lines[3]], body)
      if (try? sources.read(stripe, from: "stripe", now: Fixtures.now)) != nil {
        return "nobody signs without the secret"
      }
      return nil
    },
  ]

  private static func fault(ofHost request: HTTPRequest) -> String? {
    guard let read = try? HostRequest(request, id: "id", now: Fixtures.now) else { return nil }
    if read.elements.count > HostRequest.limit { return "a request has a most of events" }
    return read.elements.lazy.compactMap(fault).first
  }

  private static func fault(of element: HostElement) -> String? {
    if element.id.utf8.count > 400 { return "an id is bounded" }
    switch element {
    case .kept(let kept):
      return broken("a kept event is JSON", unless: (try? JSON.parse(kept.body, limits: .callback)) != nil)
    case .event(let event):
      for row in event.rows {
        guard let columns = (try? JSON.parse(row.columns))?.object, let key = (try? JSON.parse(row.key.columns))?.object
        else { return "a row is JSON that can be stored" }
        if !key.allSatisfy({ columns[$0.key] == $0.value }) { return "a row has its key" }
      }
      return nil
    }
  }
}
