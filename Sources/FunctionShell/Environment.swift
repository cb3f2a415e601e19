public import FunctionContract
import Glibc

/// The settings of a process, read from its environment variables.
public struct Environment: Sendable {
  /// Every variable by its name.
  package let values: [String: String]

  /// Settings given by value, for tests.
  public init(_ values: [String: String]) { self.values = values }

  /// The environment of this process.
  public static var process: Environment {
    var values: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.firstIndex(of: "=") {
        values[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      entry += 1
    }
    return Environment(values)
  }

  /// The setting named `name`; nil where it is absent or empty.
  public subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// The setting named `name`, or a failure with exit code 78 that names it.
  public func require(_ name: String) throws(HandlerFailure) -> String {
    guard let value = self[name] else {
      throw HandlerFailure(.configuration, "Configuration.Missing", "set the environment variable \(name)")
    }
    return value
  }
}
