import FunctionContract
import FunctionHost

/// The handlers of the project: every folder in `functions/` with its manifest, and its program beside the runner.
struct HandlerSet {
  let functions: [HostedFunction]

  /// Which URL a manifest's role uses, and what else handlers see.
  struct Setting {
    var mode = HostedFunction.Mode.manifest
    /// The connection URL for a role; nil where there is no database.
    var databaseURL: (_ role: String?) -> String?
    var environment: [String: String]
    /// Whether the time is each event's own.
    var usesEventClock = false
    var log: @Sendable (_ function: String, _ line: String) -> Void = { _, line in Console.note(line) }
  }

  init(_ workspace: Workspace, _ setting: Setting) throws(RunnerError) {
    var functions: [HostedFunction] = []
    for manifest in try HandlerSet.manifests(workspace) {
      var environment = setting.environment
      environment["DATABASE_URL"] = setting.databaseURL(manifest.databaseRole)
      if setting.usesEventClock { environment["REKINDLE_CLOCK"] = "event" }
      functions.append(
        HostedFunction(
          manifest, program: "\(workspace.programs)/\(manifest.name)", environment: environment, mode: setting.mode,
          log: { [log = setting.log, name = manifest.name] in log(name, $0) }))
    }
    self.functions = functions
  }

  /// Every manifest of the project, in order of names.
  static func manifests(_ workspace: Workspace) throws(RunnerError) -> [Manifest] {
    var manifests: [Manifest] = []
    for name in FileReader.names(in: workspace.functions) {
      let path = "\(workspace.functions)/\(name)/function.json"
      guard Files.exists(path) else { continue }
      let bytes = try Files.read(path)
      do throws(ManifestError) {
        manifests.append(try Manifest(bytes, file: "functions/\(name)/function.json"))
      } catch {
        throw RunnerError(error)
      }
    }
    return manifests
  }

  /// The function with this name; the error names all.
  subscript(name: String) -> HostedFunction {
    get throws(RunnerError) {
      if let function = functions.first(where: { $0.name == name }) { return function }
      throw RunnerError(
        .usage, "there is no function \(name); there are \(functions.map(\.name).joined(separator: ", "))")
    }
  }

  func close() {
    for function in functions { function.close() }
  }
}
