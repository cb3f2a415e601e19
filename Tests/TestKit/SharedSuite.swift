public import Foundation
public import Testing

/// Conformance suites that lie beside a checkout, used in place where they exist.
public enum SharedSuite {
  /// The folder `../shared/suites/<name>` beside the package, nil where it does not exist.
  public static func folder(_ name: String) -> URL? {
    let url = PackageFolder.url.deletingLastPathComponent().appendingPathComponent("shared/suites/\(name)")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  /// The files of a suite's folder in the order of their names, none where it does not exist.
  public static func files(_ name: String) -> [URL] {
    guard let folder = folder(name) else { return [] }
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).sorted { $0.lastPathComponent < $1.lastPathComponent }
  }

  /// The reason that a skipped suite gives.
  public static func absent(_ name: String) -> Comment { "../shared/suites/\(name) is not beside this checkout" }
}
