public import Glibc

/// What a process holds in memory.
public enum ProcessMemory {
  /// Resident bytes of a process of this machine, this one where `pid` is nil; 0 where it does not run.
  public static func resident(_ pid: pid_t? = nil) -> Int {
    guard let file = fopen("/proc/\(pid ?? getpid())/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, 256, file) != nil else { return 0 }
    let fields = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(
      separator: " ")
    return (Int(fields[1]) ?? 0) * 4096
  }
}
