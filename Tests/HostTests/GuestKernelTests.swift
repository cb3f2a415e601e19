import Foundation
import TestKit
import Testing

/// Kernels of sandboxes that lack a call which Linux has, as gVisor does (Cloud Run, GKE Sandbox).
@Suite(.enabled(if: PythonProcess.isAvailable(), Comment(rawValue: PythonProcess.reason)))
struct GuestKernelTests {
  /// Runs the program in its arguments with `pidfd_open` answering "function not implemented".
  private static let withoutProcessDescriptors = #"""
    import ctypes, os, struct, sys
    rules = [(0x20, 0, 0, 0), (0x15, 0, 1, 434), (0x06, 0, 0, 0x00050000 | 38), (0x06, 0, 0, 0x7FFF0000)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
    class Filter(ctypes.Structure): _fields_ = [("count", ctypes.c_ushort), ("code", ctypes.c_void_p)]
    prctl = ctypes.CDLL(None).prctl
    if prctl(38, 1, 0, 0, 0) or prctl(22, 2, ctypes.byref(Filter(len(rules), ctypes.addressof(code)))): sys.exit(99)
    os.execv(sys.argv[1], sys.argv[1:])
    """#

  @Test
  func withoutDescriptorsOfProcessesAnEndIsSeenAllTheSameAndSoIsADeadline() throws {
    let cases: [(String, Int, Int32)] = [("echo '{}'", 60, 0), ("exit 75", 60, 75), ("sleep 60", 1, 124)]
    for (script, seconds, exitCode) in cases {
      let folder = try FunctionsFolder(seconds: seconds, script: script)
      var host = folder.host(["REKINDLE_EVENT": event("echo.x")])
      host.environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
      host.arguments = ["-c", Self.withoutProcessDescriptors, host.program]
      host.program = "python3"
      let result = try host.run()
      try #require(result.exitCode != 99, "the kernel takes no filters")
      #expect(result.exitCode == exitCode, "\(script): \(result.log)")
    }
  }
}
