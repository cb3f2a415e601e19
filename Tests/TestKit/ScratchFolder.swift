import Foundation

/// Where tests make what is thrown away by the hundred.
public enum ScratchFolder {
  /// In memory where it has room: a disk's file system takes longer to make and delete the files of thousands of databases, and to
  /// write down what servers commit, than PostgreSQL takes for all that tests ask of it.
  public static let root = isMemoryRoomy ? "/dev/shm" : "/tmp"

  private static var isMemoryRoomy: Bool {
    var system = statvfs()
    return statvfs("/dev/shm", &system) == 0 && access("/dev/shm", W_OK) == 0
      && UInt(system.f_blocks) * UInt(system.f_frsize) >= 2 << 30
  }
}
