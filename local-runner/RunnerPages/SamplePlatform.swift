import FunctionContract
import Pages

/// Stands in for the learning platform of the sample learners, whose address leads nowhere.
enum SamplePlatform {
  static let host = "learn.example.org"

  /// The answer, with a way to the stand-in where it leads to the platform.
  static func redirected(_ answer: HTTPResponse) -> HTTPResponse {
    guard let location = answer.headers["location"], location.hasPrefix("https://\(host)/") else { return answer }
    var answer = answer
    answer.headers["location"] = "/_/learn" + location.dropFirst("https://\(host)".count)
    return answer
  }

  /// What the learner finds behind a message's link.
  static func page(_ request: HTTPRequest) -> HTTPResponse {
    let address = "https://\(host)" + request.rawPath.dropFirst("/_/learn".count)
    let main: HTML = """
      <h1>The learner is back</h1>
      <p>This page stands in for your learning platform: the link leads to <code>\(address)</code>, where the sample
      learners would study. The ledger has noted that the link was followed.</p>
      <p><a href="/mailbox">Mailbox</a></p>
      """
    return Page(title: "The learner is back", brand: "Rekindle on this machine", style: .runner, main: main).response()
  }
}
