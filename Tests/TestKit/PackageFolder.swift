public import Foundation

/// Where the package's own files are.
public enum PackageFolder {
  /// The root, found from this file's place.
  public static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The names of the campaigns that the product ships, in order.
  public static let campaigns = shipped.sorted()

  private static var shipped: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: url.appending(path: "campaigns").path)) ?? []
  }
}
