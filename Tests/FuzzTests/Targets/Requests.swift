import Channels
import Domain
import Encoding
import FunctionContract
import HostEvents
import Pages

@testable import Access
@testable import Adapters
@testable import FunctionHost

extension FuzzTargets {
  /// Paths, forms, and headers in which secrets stand.
  static let requests: [FuzzTarget] = [
    FuzzTarget("http-target") { input in
      guard let target = HTTPTarget(input.text) else { return nil }
      let path = target.text.prefix { $0 != "?" }
      if HTTPTarget(target.text)?.text != target.text { return "a target has one spelling" }
      if !path.hasPrefix("/") || path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) {
        return "a path goes down only"
      }
      let request = HTTPRequest(
        method: "GET", rawPath: String(path), rawQuery: String(target.text.dropFirst(path.count)))
      let routes: Routes<Int> = ["GET /a/{b}/c": 1, "POST /a/**": 2, "GET /{a}": 3]
      if case .found(_, let parameters) = routes.match(request), parameters.values.contains(where: \.isEmpty) {
        return "a parameter is not empty"
      }
      _ = Parameters(request)["a"]
      return nil
    },
    FuzzTarget("form") { input in
      let (lines, body) = input.lines(1)
      let form = Form(Fixtures.post("/", ["content-type": lines[0]], body))
      let size = form.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
      return broken(
        "a form is no longer than its body",
        unless: size <= 3 * (body.count + 2) + 3 * lines[0].utf8.count * form.fields.count)
    },
    FuzzTarget("posted-event") { input in
      let (lines, body) = input.lines(6)
      var headers = ["content-type": lines[0], "ce-specversion": lines[1], "ce-id": lines[2], "ce-time": lines[3]]
      headers["ce-type"] = lines[4]
      headers["ce-source"] = lines[5]
      let request = Fixtures.post("/events", headers.filter { !$0.value.isEmpty }, body)
      guard case .event(let event)? = try? Envelope(posted: request) else { return nil }
      return broken("an event has a name", unless: !event.id.isEmpty && !event.type.isEmpty)
    },
    FuzzTarget("trace", longest: 256) { input in
      guard let parent = XRayTrace.traceparent(input.text) else { return nil }
      return broken("a traceparent has 55 characters", unless: parent.utf8.count == 55)
    },
    FuzzTarget("sessions", longest: 256) { input in
      let keys = AccessKeys(Fixtures.secret)
      let sessions = Sessions(keys: keys, cookie: "__Host-rekindle-fuzz")
      let value = input.text
      let request = HTTPRequest(method: "GET", rawPath: "/", headers: ["authorization": value], cookies: [value])
      if let hosts = try? XAPIKeys(Fixtures.settings), hosts.admit(request), value.utf8.count < 30 {
        return "nobody gets in without the key"
      }
      if sessions.admit(request, now: Fixtures.now) {
        let end = Int(value.drop { $0 != "=" }.dropFirst().prefix { $0 != "." }) ?? 0
        return broken("a session ends", unless: end > Fixtures.now.seconds)
      }
      return nil
    },
  ]
}
