import Domain
import FunctionContract
import FunctionHost
import JSON
import Pages

/// The runner's own addresses: mailbox, clock, and a stand-in for the platform that messages of sample learners link to.
struct RunnerPages: Sendable {
  private let live: LiveStage
  private let mailbox: MailboxPages

  init(_ live: LiveStage, _ mailbox: Mailbox) {
    self.live = live
    self.mailbox = MailboxPages(mailbox, PageContext(live.stage))
  }

  /// The answer to `request`; nil where the address is not the runner's.
  func answer(_ request: HTTPRequest) -> HTTPResponse? {
    let parts = request.rawPath.split(separator: "/").map(String.init)
    switch (parts.first, parts.dropFirst().first) {
    case (nil, _): return HTTPResponse(status: 303, headers: ["location": "/mailbox"])
    case ("mailbox", _), ("mailbox.json", nil): return mailbox.answer(request, parts)
    case ("_", "clock"): return clock(request)
    case ("_", "learn"): return SamplePlatform.page(request)
    default: return nil
    }
  }

  private func clock(_ request: HTTPRequest) -> HTTPResponse {
    if request.method == "GET" { return .json(["now": .string(live.stage.clock.now.rfc3339)]) }
    guard let leap = Form(request)["by"].flatMap({ Leap($0) }) else {
      return .plain(400, "post the field `by`: \(Leap.forms)")
    }
    do throws(RunnerError) {
      let passed = try live.leap(leap)
      Console.note(passed.line)
      let isForProgram = request.headers["accept"]?.contains("application/json") == true
      return isForProgram ? .json(passed.json) : HTTPResponse(status: 303, headers: ["location": "/mailbox"])
    } catch {
      return .plain(error.code == ExitCode.temporary.rawValue ? 409 : 500, error.message)
    }
  }
}

extension HTTPResponse {
  /// A document for a program.
  static func json(_ json: JSON) -> HTTPResponse {
    HTTPResponse(status: 200, headers: ["content-type": "application/json"], body: json.bytes + [0x0A])
  }
}
