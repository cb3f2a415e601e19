import Glibc

/// Reads descriptor 0 without ever holding more than a limit.
package struct StandardInput {
  /// What stands on one line.
  package enum Line: Equatable {
    case line([UInt8])
    /// More bytes than the limit; the line was skipped to its end.
    case tooLong
  }

  private let limit: Int
  private var chunk = [UInt8](repeating: 0, count: 1 << 16)
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  package init(limit: Int) { self.limit = limit }

  /// Everything up to the end, or nil where that is more than the limit.
  package mutating func all() -> [UInt8]? {
    while !isAtEnd, buffer.count <= limit { fill() }
    return buffer.count <= limit ? buffer : nil
  }

  /// The next line without its newline, nil at the end of the input.
  package mutating func line() -> Line? {
    var searched = start
    while true {
      if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) { return take(upTo: newline) }
      if isAtEnd { return start < buffer.count ? take(upTo: buffer.count) : nil }
      if buffer.count - start > limit { return skipLine() }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      fill()
    }
  }

  /// The next line and those behind it that have arrived whole, `most` at most; empty at the end of the input.
  package mutating func lines(most: Int) -> [Line] {
    guard let first = line() else { return [] }
    var lines = [first]
    while lines.count < most {
      if let newline = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        lines.append(take(upTo: newline))
        continue
      }
      var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      guard !isAtEnd, buffer.count - start <= limit, poll(&descriptor, 1, 0) > 0 else { break }
      buffer.removeFirst(start)
      start = 0
      fill()
    }
    return lines
  }

  private mutating func take(upTo end: Int) -> Line {
    let line = buffer[start..<end]
    start = min(end + 1, buffer.count)
    return line.count > limit ? .tooLong : .line(Array(line))
  }

  private mutating func skipLine() -> Line {
    repeat {
      buffer.removeAll(keepingCapacity: true)
      start = 0
      fill()
      if let newline = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        start = newline + 1
        break
      }
    } while !isAtEnd
    return .tooLong
  }

  private mutating func fill() {
    var count = -1
    repeat {
      count = chunk.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
    } while count < 0 && errno == EINTR
    if count > 0 { buffer.append(contentsOf: chunk[..<count]) } else { isAtEnd = true }
  }
}
