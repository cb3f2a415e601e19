import Domain

/// Texts as a POSIX tar archive (ustar), which every system unpacks.
enum TarArchive {
  private static let block = 512
  /// Bytes of a name that a header holds; a longer one stands in a header of its own before it (pax).
  private static let longestName = 100

  /// The archive of one folder: `files` are texts by their path inside it.
  static func bytes(of files: [String: String], in folder: String, at time: Instant) -> [UInt8] {
    var bytes: [UInt8] = []
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let whole = "\(folder)/\(path)"
      if whole.utf8.count > longestName { bytes += entry("long-name", extended(whole), kind: "x", at: time) }
      bytes += entry(whole, Array(text.utf8), kind: "0", at: time)
    }
    return bytes + [UInt8](repeating: 0, count: 2 * block)
  }

  /// The record of a pax header, `27 path=course/long-name.md`, which counts itself.
  private static func extended(_ path: String) -> [UInt8] {
    let record = " path=\(path)\n"
    var length = record.utf8.count
    while "\(length)\(record)".utf8.count != length { length = "\(length)\(record)".utf8.count }
    return Array("\(length)\(record)".utf8)
  }

  private static func entry(_ name: String, _ content: [UInt8], kind: String, at time: Instant) -> [UInt8] {
    header(name, size: content.count, kind: kind, at: time) + content
      + [UInt8](repeating: 0, count: (block - content.count % block) % block)
  }

  private static func header(_ name: String, size: Int, kind: String, at time: Instant) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: block)
    header.replaceSubrange(0..<min(longestName, name.utf8.count), with: name.utf8.prefix(longestName))
    let place = { (text: String, offset: Int) in
      header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }
    place("0000644\0" + "0000000\0" + "0000000\0", 100)
    place(octal(size), 124)
    place(octal(max(0, time.microseconds / 1_000_000)), 136)
    place("        \(kind)", 148)
    place("ustar\0" + "00", 257)
    let sum = header.reduce(0) { $0 + Int($1) }
    place(octal(sum, digits: 6) + "\0 ", 148)
    return header
  }

  private static func octal(_ number: Int, digits: Int = 11) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
