import Glibc

/// The journal of a sender that is gone.
///
/// While it is held no other process takes it; it is removed when it was recorded.
package struct AbandonedJournal: ~Copyable {
  /// So old a journal's last line is at least: a claim that was under way when its sender died is over.
  private static let age = 1

  private let descriptor: Int32
  private let path: String
  /// What its sender had in hand, each with its end.
  package let attempts: [Attempt]

  /// The journals that senders of `name` left in `folder`.
  package static func paths(folder: String, name: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if file.hasPrefix("\(name)-"), file.hasSuffix(".journal") { paths.append("\(folder)/\(file)") }
    }
    return paths
  }

  /// Takes the journal at `path`; nil where its sender lives, it is too young, or another process has it.
  package init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    // Where the clock has gone back, a journal is of the future.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0,
      status.st_uid == geteuid(), abs(time(nil) - status.st_mtim.tv_sec) > Self.age
    else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    self.path = path
    attempts = JournalLine.attempts(in: Self.contents(of: descriptor, size: Int(status.st_size)))
  }

  deinit { close(descriptor) }

  /// Removes it: everything that it tells of is recorded.
  package func remove() { unlink(path) }

  private static func contents(of descriptor: Int32, size: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size)
    let taken = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    return Array(bytes.prefix(max(0, taken)))
  }
}
