import Domain
import FunctionContract
import Glibc
import JSON
import Processes

/// A folder of events that the host gave up on, one file each, to be looked at and sent again by hand.
public struct DeadLetters: Sendable {
  /// The folder; made when the first event is parked.
  public let folder: String

  public init(folder: String) { self.folder = folder }

  /// Writes the event with what happened to it; the file's path, nil where it could not be written.
  func park(_ event: CloudEvent, function: String, outcome: Outcome, attempts: Int) -> String? {
    mkdir(folder, 0o700)
    let failure = outcome.failure
    let letter: JSON = [
      "event": event.json, "function": .string(function), "exitCode": .integer(Int(outcome.exitCode)),
      "attempts": .integer(attempts), "errorType": .string(failure.type),
      "errorMessage": .string(failure.message), "parkedAt": .string(WallClock.now.rfc3339),
    ]
    let name = "\(WallClock.now.microseconds)-\(function)-\(event.id.fileName).json"
    let path = "\(folder)/\(name)"
    let descriptor = open(path, O_CREAT | O_WRONLY | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let bytes = letter.bytes + [0x0A]
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    return written == bytes.count ? path : nil
  }
}

extension String {
  /// Letters, digits and hyphens of the text, at most 40.
  fileprivate var fileName: String {
    String(
      utf8.prefix(40).map { byte in
        let character = Character(Unicode.Scalar(byte))
        return character.isASCII && (character.isLetter || character.isNumber || character == "-") ? character : "_"
      })
  }
}
