import Foundation
public import Testing

/// Programs of others that tests compare us with, in the Python environment that `scripts/peers.sh` makes.
public enum Peers {
  /// The environment's Python, nil where it was not made.
  public static let python: String? = {
    let path = program("python")
    return PythonProcess.isAvailable(python: path) ? path : nil
  }()

  /// Where the environment has a command.
  public static func program(_ name: String) -> String {
    PackageFolder.url.appendingPathComponent(".build/peers/bin/\(name)").path
  }

  /// Whether the environment has every one of `modules`.
  public static func have(_ modules: String...) -> Bool {
    python.map { PythonProcess.isAvailable(modules: modules, python: $0) } ?? false
  }

  /// The reason that a skipped test gives.
  public static let absent: Comment =
    "the Python packages of scripts/peers.txt are not here: scripts/peers.sh installs them from PyPI"
}
