import CResolver
import FunctionContract

/// Asks the domain name system for text records, by the C library's resolver.
final class Resolver {
  /// Why there is no answer; a name without such a record has an answer, an empty one.
  struct Silence: Error {
    let name: String
  }

  /// The largest answer that there can be.
  private static let largest = 65_535

  private let state: res_state

  /// Asks the system's servers, or the one at `server`, as `192.0.2.53` or `127.0.0.1:5353`.
  init(server: String? = nil) throws(RunnerError) {
    let parts = (server ?? "").split(separator: ":", maxSplits: 1).map(String.init)
    let port = parts.count == 2 ? UInt16(parts[1]) : 53
    guard let port, let state = resolver_open(parts.first, port) else {
      throw RunnerError(.usage, "--resolver needs the IPv4 address of a name server, as 192.0.2.53 or 127.0.0.1:5353")
    }
    self.state = state
  }

  deinit { resolver_close(state) }

  /// The text records of a name, each with its pieces joined; aliases are followed.
  func texts(_ name: String) throws(Silence) -> [String] {
    var answer = [UInt8](repeating: 0, count: Resolver.largest)
    let length = resolver_ask_texts(state, name, &answer, Int32(answer.count))
    if length < 0 { throw Silence(name: name) }
    return Resolver.texts(in: answer, length: length)
  }

  private static func texts(in answer: [UInt8], length: Int32) -> [String] {
    var message = ns_msg()
    return answer.withUnsafeBufferPointer { bytes in
      guard ns_initparse(bytes.baseAddress, min(length, Int32(bytes.count)), &message) == 0 else { return [] }
      return (0..<resolver_count(&message)).compactMap { number in
        var record = ns_rr()
        guard ns_parserr(&message, ns_s_an, number, &record) == 0, record.type == ns_t_txt.rawValue else { return nil }
        return text(UnsafeBufferPointer(start: record.rdata, count: Int(record.rdlength)))
      }
    }
  }

  /// Joins pieces, each of which is led by its length.
  private static func text(_ data: UnsafeBufferPointer<UInt8>) -> String {
    var bytes: [UInt8] = []
    var place = 0
    while place < data.count {
      let end = min(place + 1 + Int(data[place]), data.count)
      bytes += data[(place + 1)..<end]
      place = end
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
