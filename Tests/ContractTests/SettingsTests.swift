import Foundation
import FunctionContract
import JSON
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
  func `a handler without a setting that it requires exits with 78 and names it`(_ sample: Sample, _ name: String)
    throws
  {
    var environment = ["REKINDLE_CLOCK": "event", "DATABASE_URL": "postgresql://nobody@/none?host=/nonexistent"]
    for (key, value) in try SampleEnvironment.settings(of: try sample.manifest()) { environment[key] = value }
    environment[name] = nil
    let run = try Spawn(built: sample.handler, environment: environment).run(try sample.event())
    #expect(run.exitCode == ExitCode.configuration.rawValue, "\(run.log)")
    #expect(run.output.contains(name))
  }

  @Test(arguments: Sample.handlers)
  func `a handler reads no setting that its manifest does not declare`(_ handler: String) throws {
    let sample = try #require(Sample.all.first { $0.handler == handler })
    let declared = try sample.manifest().environment.all
    var folders = ["functions/\(handler)"]
    if handler.hasPrefix("send-") {
      folders += ["Sources/Sending", "Sources/Dispatching"] + (try providers(of: handler))
    }
    for folder in folders {
      for name in try settings(readIn: PackageFolder.url.appending(path: folder)) {
        #expect(declared.contains(name), "\(folder) reads \(name)")
      }
    }
  }

  /// The folders of the providers that a sender lists.
  private func providers(of sender: String) throws -> [String] {
    let list = PackageFolder.url.appending(path: "functions/\(sender)/Providers.swift")
    return try String(contentsOf: list, encoding: .utf8).matches(of: /(\w+)\.self/).map { "Sources/Channels/\($0.1)" }
  }

  private func settings(readIn folder: URL) throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return Set(
      try files.filter { $0.pathExtension == "swift" }.flatMap { file in
        try String(contentsOf: file, encoding: .utf8)
          .matches(of: /(?:environment|settings)(?:\[|\.require\()"([A-Z_]+)"/)
          .map { String($0.1) }
      })
  }
}
