import Adapters
import Domain
import Encoding
import FunctionContract
import JSON

extension FuzzTargets {
  /// JSON, CSV and what stands in JSON.
  static let json: [FuzzTarget] = [
    FuzzTarget("json") { input in
      for limits in [JSONLimits.event, .callback] {
        do throws(JSONError) {
          let value = try JSON.parse(input, limits: limits)
          let bytes = value.bytes
          if bytes.count > 20 * input.count + 20 { return "what is written is bounded" }
          var again = limits
          again.allowsNUL = true
          guard let read = try? JSON.parse(bytes, limits: again), read == value, read.bytes == bytes else {
            return "a value is read as it was written"
          }
        } catch {
          if error.offset > input.count || error.path.utf8.count > 64 * 200 {
            return "a fault has its place in the text"
          }
        }
      }
      return nil
    },
    FuzzTarget("json-scanner") { input in
      let members = ["event", "email", "n"]
      let parsed = (try? JSON.parse(input, limits: .callback))?.array
      let scanned = input.withUnsafeBufferPointer { bytes -> Int? in
        try? FuzzTargets.scan(JSONScanner(bytes, members: members), parsed)
      }
      guard let parsed else { return nil }
      return broken("the scanner reads every list that the reader does", unless: scanned == parsed.count)
    },
    FuzzTarget("csv") { input in
      let separator = CSVReader.separator(of: input[...])
      let rows = FuzzTargets.rows(input, separator, cut: nil)
      let cut = input.isEmpty ? 0 : Int(input.hash % UInt64(input.count))
      if !FuzzTargets.areEqual(FuzzTargets.rows(input, separator, cut: cut), rows) {
        return "rows do not depend on the pieces that they come in"
      }
      let closed = rows.filter(\.isClosed)
      let written = closed.flatMap { FuzzTargets.line($0, separator) }
      return broken(
        "rows are read as they were written",
        unless: FuzzTargets.areEqual(FuzzTargets.rows(written, separator, cut: nil), closed))
    },
    FuzzTarget("cloud-event") { input in
      guard let json = try? JSON.parse(input), let event = try? CloudEvent(json: json) else { return nil }
      return broken("an event is read as it was written", unless: (try? CloudEvent(json: event.json)) == event)
    },
    FuzzTarget("invocation") { input in
      guard let read = try? InvocationDecoder().decode(input) else { return nil }
      _ = (read.traceID, read.type)
      guard case .http(let request, nil) = read else { return nil }
      if read.id.isEmpty { return "a request has a name" }
      return broken("a request is read as it was written", unless: (try? HTTPRequest(json: request.json)) == request)
    },
    FuzzTarget("envelope") { input in
      guard let json = try? JSON.parse(input) else { return nil }
      _ = try? EnvelopeDecoder.decode(json)
      _ = try? AzureInvocation(json)
      _ = try? OpenWhiskActivation(json)
      guard case .queue(let records)? = try? LambdaPayload(json) else { return nil }
      return broken("a record has a name", unless: records.allSatisfy { !$0.messageID.isEmpty })
    },
    FuzzTarget("reply") { input in
      guard let reply = try? ReplyDecoder().decode(input) else { return nil }
      guard let bytes = try? ReplyEncoder().encode(reply) else { return "a reply that was read can be written" }
      return broken("a reply is read as it was written", unless: (try? ReplyDecoder().decode(bytes)) == reply)
    },
  ]

  /// The elements that a scanner finds, where it reads of each what the reader does; -1 where it does not.
  private static func scan(_ scanner: consuming JSONScanner, _ parsed: [JSON]?) throws(JSONError) -> Int {
    var index = 0
    try scanner.beginArray()
    while try scanner.hasElement(index) {
      let element = try scanner.element()
      if case .object(let values) = element, let parsed, index < parsed.count {
        for (value, name) in zip(values, ["event", "email", "n"]) {
          guard case .text(let place, _) = value else { continue }
          let text = scanner.text(value)
          if let text, let own = parsed[index][name]?.string, own != text { return -1 }
          if place.upperBound < place.lowerBound { return -1 }
        }
      }
      index += 1
    }
    try scanner.finish()
    return index
  }

  private static func rows(_ input: [UInt8], _ separator: UInt8, cut: Int?) -> [CSVReader.Row] {
    var rows: [CSVReader.Row] = []
    var reader = CSVReader(separator: separator)
    if let cut {
      reader.read(Array(input[..<cut])) { rows.append($0) }
      reader.read(Array(input[cut...])) { rows.append($0) }
    } else {
      reader.read(input) { rows.append($0) }
    }
    reader.finish { rows.append($0) }
    return rows
  }

  private static func areEqual(_ left: [CSVReader.Row], _ right: [CSVReader.Row]) -> Bool {
    left.elementsEqual(right) { one, other in
      one.isClosed == other.isClosed && one.fields.elementsEqual(other.fields) { $0.bytes == $1.bytes }
    }
  }

  /// A row with each of its fields in quotes.
  private static func line(_ row: CSVReader.Row, _ separator: UInt8) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let fields = row.fields.map { field in
      [quote] + field.bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
    }
    return Array(fields.joined(separator: [separator])) + [0x0D, 0x0A]
  }
}
