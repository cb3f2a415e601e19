import FunctionHost
import Glibc
import Processes

/// A folder for the files of one test run, removed when the process ends.
private let folder: String = {
  var template = Array("/tmp/rekindle-tests-XXXXXX".utf8CString)
  mkdtemp(&template)
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  removal = strdup("rm -rf '\(path)'")
  atexit { _ = removal.map { system($0) } }
  return path
}()

nonisolated(unsafe) private var removal: UnsafeMutablePointer<CChar>?

/// A path in the run's folder that nothing else uses.
func temporaryPath() -> String { "\(folder)/\(UInt64.random(in: 0 ... .max))" }

/// Writes an executable shell script, by a process of its own: a descriptor open for writing that a test running side
/// by side hands to its child for a moment would make the script "busy".
func scriptFile(_ body: String) -> String {
  let path = temporaryPath()
  _ = Spawner().run(
    Script("cat > \(path); chmod +x \(path)").executable(), input: "#!/bin/sh\n\(body)\n".utf8)
  return path
}
