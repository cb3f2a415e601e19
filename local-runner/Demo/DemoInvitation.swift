import Domain
import Encoding
import FunctionContract
import JSON

/// An invitation as a calendar reads it: iCalendar that came with a mail (RFC 5545, 5546).
struct DemoInvitation {
  let method: String
  let uid: String
  let sequence: Int
  /// The line of the beginning, with its zone.
  let start: String
  let isCancelled: Bool

  /// Throws where the mail has none that can be read.
  init(_ mail: Mail) throws(RunnerError) {
    let attachments = (try? JSON.parse(Array(mail.body.utf8)))?["attachments"]?.array ?? []
    guard let content = attachments.first?["content"]?.string, let bytes = Base64.standard.decode(content) else {
      throw RunnerError(.software, "BROKEN: a mail to \(mail.recipient) has no invitation")
    }
    try self.init(String(decoding: bytes, as: UTF8.self))
  }

  /// Reads a calendar object of one event.
  init(_ text: String) throws(RunnerError) {
    let lines = text.replacing("\r\n ", with: "").split(separator: "\r\n")
    let event = lines.drop { $0 != "BEGIN:VEVENT" }
    guard let method = Self.value("METHOD", lines[...]), let uid = Self.value("UID", event),
      let sequence = Self.value("SEQUENCE", event).flatMap({ Int($0) }),
      let start = event.first(where: { $0.hasPrefix("DTSTART") })
    else { throw RunnerError(.software, "BROKEN: an invitation lacks what calendars need") }
    self.method = method
    self.uid = uid
    self.sequence = sequence
    self.start = String(start)
    isCancelled = Self.value("STATUS", event) == "CANCELLED"
  }

  private static func value(_ name: String, _ lines: ArraySlice<Substring>) -> String? {
    lines.first { $0.hasPrefix(name + ":") }.map { String($0.dropFirst(name.count + 1)) }
  }

  /// What a reader of the object sees.
  var line: String {
    "METHOD:\(method) SEQUENCE:\(sequence) \(start)" + (isCancelled ? " STATUS:CANCELLED" : "")
  }
}
