import FunctionContract
import FunctionShell
import PlatformFiles

/// `platforms`: the files of every platform, from the manifests alone.
struct PlatformsCommand: Command {
  static let name = "platforms"
  static let summary = "write the platforms' files from the manifests, or check that they are current"
  static let manual = Manual(
    words: "[DIR]",
    text: """
      Writes the files for Kubernetes, Knative, OpenFaaS, AWS, and a server with systemd and RabbitMQ from
      functions/*/function.json into a folder (infra), and removes from it what was generated before and is no longer. Where
      an event would have nowhere to go, nothing is written.
      """,
    options: [
      Manual.Option("--check", nil, "write nothing; name what differs"),
      Manual.Option("--tag", "T", "tag of the images (\(FunctionShell.version))"),
      Manual.Option("--registry", "R", "where the images are (\(standard.registry))"),
      Manual.Option("--namespace", "N", "namespace on Kubernetes (\(standard.namespace))"),
      Manual.Option("--host", "H", "public host name (\(standard.host))"),
      Manual.Option("--broker", "B", "what carries events on Knative: \(brokers) (\(standard.broker.rawValue))"),
      Manual.Option("--gateway", "G", "the OpenFaaS gateway, as functions reach it\n(\(standard.gateway))"),
    ],
    exits: [(.badEvent, "--check found a difference"), (.configuration, "an event would have nowhere to go")])

  private static var standard: PlatformSettings { PlatformSettings(version: FunctionShell.version) }

  private static var brokers: String {
    PlatformSettings.Broker.allCases.map(\.rawValue).joined(separator: ", ")
  }

  private let folder: String?
  private let options: Options

  init(_ options: Options) throws(RunnerError) {
    folder = try options.words(0...1, "at most one folder").first
    self.options = options
  }

  func run() throws(RunnerError) -> Int32 {
    let workspace = try Workspace(options)
    let folder = folder ?? workspace.root + "/infra"
    let files = try generate(try HandlerSet.manifests(workspace), try settings())
    let changes = PlatformChanges(files, in: folder)
    if options.has("--check") { return check(changes, folder) }
    try changes.apply()
    Console.say("\(files.count) files in \(folder): \(changes.summary)")
    return 0
  }

  private func settings() throws(RunnerError) -> PlatformSettings {
    var settings = PlatformsCommand.standard
    settings.version = options.text("--tag") ?? settings.version
    settings.registry = options.text("--registry") ?? settings.registry
    settings.namespace = options.text("--namespace") ?? settings.namespace
    settings.host = options.text("--host") ?? settings.host
    settings.gateway = options.text("--gateway") ?? settings.gateway
    if let name = options.text("--broker") {
      guard let broker = PlatformSettings.Broker(rawValue: name) else {
        throw RunnerError.usage("--broker needs one of \(PlatformsCommand.brokers)", PlatformsCommand.name)
      }
      settings.broker = broker
    }
    return settings
  }

  private func generate(_ manifests: [Manifest], _ settings: PlatformSettings) throws(RunnerError) -> [PlatformFile] {
    do throws(PlatformError) { return try Platforms.files(manifests, settings) } catch {
      throw RunnerError(.configuration, error.reason)
    }
  }

  private func check(_ changes: PlatformChanges, _ folder: String) -> Int32 {
    for line in changes.lines { Console.complain(line) }
    guard changes.lines.isEmpty else {
      Console.complain("run `make platforms` and commit what it writes")
      return ExitCode.badEvent.rawValue
    }
    return 0
  }
}
