import FunctionContract
import TestKit
import Testing

/// Manifests are what hosts believe: a handler reads what its manifest declares, and says what is missing.
struct SettingsTests {
  /// For each handler a sample that it serves, once for each setting that its manifest requires.
  static let required: [(sample: Sample, name: String)] = Sample.handlers.flatMap { handler in
    let served = Sample.all.first { $0.handler == handler && $0.isServed }
    return served.map { sample in ((try? sample.manifest())?.environment.required ?? []).map { (sample, $0) } } ?? []
  }

  @Test(arguments: required)
  func aHandlerWithoutASettingThatItRequiresExitsWith78AndNamesIt(_ sample: Sample, _ name: String)
    throws
  {
    var environment = ["REKINDLE_CLOCK": "event", "DATABASE_URL": "postgresql://nobody@/none?host=/nonexistent"]
    for (key, value) in try SampleEnvironment.settings(of: try sample.manifest()) { environment[key] = value }
    environment[name] = nil
    let run = try Spawn(built: sample.handler, environment: environment).run(try sample.event())
    #expect(run.exitCode == ExitCode.configuration.rawValue, "\(run.log)")
    #expect(run.output.contains(name))
  }

  @Test(arguments: ["http://rekindle.example.org", "mailto:us@example.org", "rekindle.example.org"])
  func aSenderDoesNotStartWhoseLinksNobodyCouldFollowSafely(_ url: String) throws {
    let sample = try #require(Sample.all.first { $0.handler == "send-email" && $0.isServed })
    var environment = ["REKINDLE_CLOCK": "event", "DATABASE_URL": "postgresql://nobody@/none?host=/nonexistent"]
    for (key, value) in try SampleEnvironment.settings(of: try sample.manifest()) { environment[key] = value }
    environment["REKINDLE_PUBLIC_URL"] = url
    let run = try Spawn(built: "send-email", environment: environment).run(try sample.event())
    #expect(run.exitCode == ExitCode.configuration.rawValue, "\(run.log)")
    #expect(run.output.contains("REKINDLE_PUBLIC_URL: it must start with https://"))
  }

  @Test(arguments: Sample.handlers)
  func aHandlerReadsTheSettingsThatItsManifestDeclaresAndNoOthers(_ handler: String) throws {
    let sample = try #require(Sample.all.first { $0.handler == handler })
    let names = try sample.manifest().environment
    let declared = Set(names.all + names.inherited)
    let sources = try ReachedSources(of: handler)
    let undeclared = sources.settings.subtracting(declared).subtracting(Manifest.contractEnvironment)
    #expect(undeclared.isEmpty, "\(handler) reads what its manifest does not declare")
    let unread = declared.subtracting(sources.settings)
      .filter { name in !sources.settingEndings.contains { name.hasSuffix($0) } }
    #expect(unread.isEmpty, "\(handler) reads nothing of these")
  }
}
