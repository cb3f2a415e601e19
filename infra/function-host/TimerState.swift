import FunctionHost
import FunctionShell
import Glibc

/// The minute since 1970 whose timers were the last to be fired, in a file.
struct TimerState: Sendable {
  let path: String

  /// What the file holds; nil where there is none, or no number in it.
  var minute: Int? {
    guard let bytes = try? FileReader.read(path, limit: 64) else { return nil }
    return Int(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
  }

  /// Writes the minute in one piece; where it cannot, the next start looks back from the last one that it could write.
  func keep(_ minute: Int) {
    let next = "\(path).next"
    let file = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let isWritten = Output.write(Array("\(minute)\n".utf8), to: file)
    close(file)
    if isWritten { rename(next, path) }
  }
}
