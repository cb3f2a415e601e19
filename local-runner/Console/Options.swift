import Domain
import FunctionContract

/// A command's words after its name: plain ones, `--name value` or `--name=value`, and flags.
struct Options {
  private(set) var words: [String] = []
  private var values: [String: String] = [:]
  private var flags: Set<String> = []
  private let command: String

  init(_ arguments: some Sequence<String>, of command: any Command.Type) throws(RunnerError) {
    self.command = command.name
    let known = command.manual.options + Manual.common
    var iterator = arguments.makeIterator()
    while let argument = iterator.next() {
      guard argument.hasPrefix("--") else {
        words.append(argument)
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let option = known.first(where: { $0.name == parts[0] }) else {
        throw unknown(parts[0], among: known.map(\.name))
      }
      if option.value == nil {
        guard parts.count == 1 else { throw RunnerError.usage("\(parts[0]) takes no value", command.name) }
        flags.insert(argument)
      } else {
        guard let value = parts.count == 2 ? parts[1] : iterator.next() else {
          throw RunnerError.usage("\(parts[0]) needs a value", command.name)
        }
        values[parts[0]] = value
      }
    }
  }

  /// Options with a value that every command has, where they stand before the command, and the words from the command on.
  static func leading(_ arguments: [String]) -> (options: ArraySlice<String>, rest: ArraySlice<String>) {
    let names = Manual.common.filter { $0.value != nil }.map(\.name)
    var rest = arguments[...]
    while let word = rest.first, let name = names.first(where: { word == $0 || word.hasPrefix("\($0)=") }) {
      rest = rest.dropFirst(word == name ? 2 : 1)
    }
    return (arguments[..<rest.startIndex], rest)
  }

  /// The error about a word that is none of `names`; it names the nearest.
  func unknown(_ word: String, among names: [String]) -> RunnerError {
    let near = EditDistance.nearest(to: word, in: names).map { ", did you mean \($0)?" } ?? ""
    return .usage("\(word) means nothing to \(command)\(near)", command)
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  func text(_ name: String) -> String? { values[name] }

  func number(_ name: String, in range: ClosedRange<Int>, else standard: Int) throws(RunnerError) -> Int {
    guard let text = values[name] else { return standard }
    guard let number = Int(text), range.contains(number) else {
      throw RunnerError.usage("\(name) needs a whole number from \(range.lowerBound) to \(range.upperBound)", command)
    }
    return number
  }

  /// A probability or share from 0 to 1.
  func share(_ name: String) throws(RunnerError) -> Double {
    guard let text = values[name] else { return 0 }
    guard let share = Double(text), (0...1).contains(share) else {
      throw RunnerError.usage("\(name) needs a number from 0 to 1", command)
    }
    return share
  }

  /// A span such as `50ms`, `2s` or `5m`; a bare number counts milliseconds.
  func span(_ name: String, else standard: Instant.Span) throws(RunnerError) -> Instant.Span {
    guard let text = values[name] else { return standard }
    let units: [(String, Int)] = [("ms", 1000), ("s", 1_000_000), ("m", 60_000_000), ("", 1000)]
    for (unit, factor) in units where text.hasSuffix(unit) {
      if let count = Int(text.dropLast(unit.count)), (0...1_000_000).contains(count) {
        return Instant.Span(microseconds: count * factor)
      }
    }
    throw RunnerError.usage("\(name) needs a span such as 50ms, 2s or 5m", command)
  }

  /// The words, when there are as many as wanted.
  func words(_ range: ClosedRange<Int>, _ wanted: String) throws(RunnerError) -> [String] {
    guard range.contains(words.count) else { throw RunnerError.usage("\(command) needs \(wanted)", command) }
    return words
  }

  /// A leap of the clock from a command's words, such as `6 hours`.
  func leap() throws(RunnerError) -> Leap {
    guard let leap = Leap(words.joined(separator: " ")) else {
      throw RunnerError.usage("\(command) needs \(Leap.forms)", command)
    }
    return leap
  }

  /// The start of a day such as 2026-11-20, in UTC; nil where the option is not given.
  func date(_ name: String) throws(RunnerError) -> Instant? {
    guard let text = values[name] else { return nil }
    guard let date = Instant(rfc3339: text + "T00:00:00Z") else {
      throw RunnerError.usage("\(name) needs a date such as 2026-11-20", command)
    }
    return date
  }
}

extension Instant {
  /// The start of this instant's day in UTC.
  var startOfDay: Instant { Instant(seconds: seconds - ((seconds % 86_400) + 86_400) % 86_400) }
}
