import Access
import Domain
import FunctionContract
import JSON
import Store

extension RecordConsent {
  /// Reads the body: `channel`, `granted`, `source`, `text` and `given_at`, what was said where, in which words and when.
  ///
  /// Said twice it is recorded once: the time is part of it.
  init(_ request: HTTPRequest, _ parameters: Parameters, now: Instant) throws(Problem) {
    let userID = try parameters.required("user_id", in: -1_000_000_000_000_000...1_000_000_000_000_000)
    let body: JSON
    do throws(JSONError) { body = try JSON.parse(request.body) } catch {
      throw .parameter("the body is no JSON: \(error.reason) in line \(error.line)")
    }
    guard let channel = body["channel"]?.string.flatMap(Channel.init(rawValue:)) else {
      throw .parameter("channel must be one of \(Channel.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    guard let isGranted = body["granted"]?.bool else { throw .parameter("granted must be true or false") }
    guard let source = body["source"]?.string, (1...100).contains(source.count) else {
      throw .parameter("source must say where it was said, in 1 to 100 characters")
    }
    guard let words = body["text"]?.string, (1...2000).contains(words.count) else {
      throw .parameter("text must be what was agreed to, in 1 to 2000 characters")
    }
    guard let at = body["given_at"]?.string.flatMap({ Instant(rfc3339: $0) }), at <= now else {
      throw .parameter("given_at must be a time that has passed, such as 2026-11-20T09:30:00Z")
    }
    self.init(
      userID: userID, channel: channel, isGranted: isGranted, source: source, words: words, at: at, now: now)
  }
}
