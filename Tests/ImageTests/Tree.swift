import Foundation
import Glibc

/// The files below a folder, in the order of their paths.
struct Tree {
  struct File: Equatable {
    var path: String
    var mode: Int
    var size: Int
    /// Seconds since 1970.
    var modified: Int

    /// The first folder of the path.
    var top: String { String(path.prefix { $0 != "/" }) }
  }

  let files: [File]

  init(_ folder: URL) throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    files = paths.compactMap { path in
      var status = stat()
      guard lstat(folder.appending(path: path).path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
        return nil
      }
      return File(
        path: path, mode: Int(status.st_mode & 0o7777), size: Int(status.st_size), modified: status.st_mtim.tv_sec)
    }
  }
}
