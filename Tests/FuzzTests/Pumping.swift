import Glibc

extension FuzzTarget {
  /// Says so where an input made long by repeating a part of it takes much more than its share of time.
  ///
  /// The parts are chosen by the input itself, so that a fault comes again. Four times the bytes may take ten times the time:
  /// what is quadratic takes sixteen times as long. Differences of less than `noise` microseconds mean nothing.
  func timeFault(_ seed: [UInt8], upTo size: Int, noise: Int) -> String? {
    guard !seed.isEmpty else { return nil }
    let long = FuzzTarget.pumped(seed, to: size)
    let short = FuzzTarget.pumped(seed, to: size / 4)
    for attempt in 1... {
      let whole = time(long)
      if whole < noise { return nil }
      let part = time(short)
      if whole < 10 * part { return nil }
      if attempt == 3 { return "\(long.count) bytes take \(whole) µs, \(short.count) of them \(part)" }
    }
    return nil
  }

  private static func pumped(_ seed: [UInt8], to size: Int) -> [UInt8] {
    let hash = seed.hash
    let start = Int(hash % UInt64(seed.count))
    let end = start + 1 + Int(hash >> 32 % UInt64(seed.count - start))
    let part = seed[start..<end]
    var long = Array(seed[..<end])
    while long.count + seed.count - end + part.count <= size { long += part }
    return long + seed[end...]
  }

  /// Microseconds of the processor that an input takes.
  private func time(_ input: [UInt8]) -> Int {
    let start = FuzzTarget.clock
    _ = fault(input)
    return FuzzTarget.clock - start
  }

  private static var clock: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}

extension [UInt8] {
  /// FNV-1a.
  var hash: UInt64 { reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } }

  /// The texts before each of the first line ends, at most `most` of them, and the bytes behind them.
  func lines(_ most: Int) -> (lines: [String], rest: [UInt8]) {
    var pieces = split(separator: 0x0A, maxSplits: most, omittingEmptySubsequences: false)
    let rest = pieces.count > most ? Array(pieces.removeLast()) : []
    let texts = pieces.map { String(decoding: $0, as: UTF8.self) }
    return (texts + Array<String>(repeating: "", count: most - texts.count), rest)
  }

  var text: String { String(decoding: self, as: UTF8.self) }
}
