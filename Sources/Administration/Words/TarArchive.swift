import Domain

/// Texts as a POSIX tar archive (ustar), which every system unpacks.
enum TarArchive {
  private static let block = 512

  /// The archive of one folder: `files` are texts by their path inside it.
  static func bytes(of files: [String: String], in folder: String, at time: Instant) -> [UInt8] {
    var bytes: [UInt8] = []
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      let content = Array(text.utf8)
      bytes += header(path, in: folder, size: content.count, at: time)
      bytes += content
      bytes += [UInt8](repeating: 0, count: (block - content.count % block) % block)
    }
    return bytes + [UInt8](repeating: 0, count: 2 * block)
  }

  private static func header(_ path: String, in folder: String, size: Int, at time: Instant) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: block)
    let place = { (text: String, offset: Int) in
      header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }
    let parts = path.split(separator: "/").map(String.init)
    place(parts.last ?? path, 0)
    place("0000644\0" + "0000000\0" + "0000000\0", 100)
    place(octal(size), 124)
    place(octal(max(0, time.microseconds / 1_000_000)), 136)
    place("        0", 148)
    place("ustar\0" + "00", 257)
    place(([folder] + parts.dropLast()).joined(separator: "/"), 345)
    let sum = header.reduce(0) { $0 + Int($1) }
    place(octal(sum, digits: 6) + "\0 ", 148)
    return header
  }

  private static func octal(_ number: Int, digits: Int = 11) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
