import Glibc

/// Reading whole small files and the names in a folder.
public enum FileReader {
  /// The file's bytes; an error where it cannot be read or has more than `limit` bytes.
  public static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    return try readAll(descriptor, path, limit: limit)
  }

  /// Reads to the end of a descriptor, at most `limit` bytes; `name` stands in errors.
  public static func readAll(_ descriptor: Int32, _ name: String, limit: Int = .max) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: name, reason: String(cString: strerror(errno)))
      }
      bytes.append(contentsOf: buffer[..<count])
      if bytes.count > limit { throw FileError(path: name, reason: "larger than \(limit) bytes") }
    }
  }

  /// Names in a folder, sorted, without those that start with a dot; none where it cannot be read.
  public static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}

/// Why a file could not be read.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  public let path: String
  public let reason: String

  public var description: String { "\(path): \(reason)" }
}
