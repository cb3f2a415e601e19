import Domain
import FunctionContract
import FunctionHost
import FunctionShell
import Glibc

/// Which function the host runs, and how.
struct HostSettings {
  let manifest: Manifest
  /// The handler's executable.
  let program: String
  let processes: HostedFunction.Mode
  /// Address that the HTTP modes listen on.
  let address: String
  /// How long work in hand may go on after SIGTERM.
  let drain: Instant.Span

  /// Reads the settings; a fault says which variable or argument to change.
  init(name: String?, _ environment: Environment) throws(HostError) {
    let folder = HostSettings.folder(environment)
    let names = FileReader.names(in: folder)
    guard let name = name ?? (names.count == 1 ? names[0] : nil) else {
      let choice = names.isEmpty ? "none is there" : "there are \(names.joined(separator: ", "))"
      throw HostError(.usage, "name the function in \(folder) that is to run, as in `function-host detect`: \(choice)")
    }
    manifest = try HostSettings.manifest("\(folder)/\(name)/function.json")
    program = "\(folder)/\(name)/\(name)"
    guard access(program, X_OK) == 0 else { throw HostError(.configuration, "\(program) cannot be executed") }
    processes = try HostSettings.processes(environment)
    address = environment["REKINDLE_BIND"] ?? "0.0.0.0"
    let seconds = environment["REKINDLE_DRAIN_SECONDS"] ?? "25"
    guard let seconds = Int(seconds), (0...3600).contains(seconds) else {
      throw HostError(.configuration, "set REKINDLE_DRAIN_SECONDS to a number of seconds from 0 to 3600")
    }
    drain = .seconds(seconds)
    let missing = manifest.environment.required.filter { environment[$0] == nil }
    if !missing.isEmpty {
      throw HostError(.configuration, "\(name) needs the variables \(missing.joined(separator: ", ")): set them")
    }
  }

  /// The manifests of every function that is there.
  static func manifests(_ environment: Environment) throws(HostError) -> [Manifest] {
    let folder = folder(environment)
    var manifests: [Manifest] = []
    for name in FileReader.names(in: folder) { manifests.append(try manifest("\(folder)/\(name)/function.json")) }
    return manifests
  }

  private static func folder(_ environment: Environment) -> String { environment["REKINDLE_FUNCTIONS"] ?? "/functions" }

  private static func manifest(_ path: String) throws(HostError) -> Manifest {
    do {
      return try Manifest(FileReader.read(path, limit: 1 << 20), file: path)
    } catch {
      throw HostError(.configuration, "\(error)")
    }
  }

  private static func processes(_ environment: Environment) throws(HostError) -> HostedFunction.Mode {
    switch environment["REKINDLE_PROCESSES"] {
    case nil, "event": return .perEvent
    case "warm": return .warm
    default: throw HostError(.configuration, "set REKINDLE_PROCESSES to event or warm")
    }
  }
}
