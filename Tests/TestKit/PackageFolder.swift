public import Foundation

/// Where the package's own files are.
public enum PackageFolder {
  /// The root, found from this file's place.
  public static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}
