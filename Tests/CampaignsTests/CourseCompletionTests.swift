import Campaigns
import Foundation
import Testing

/// The package's own folder.
enum Package {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
}

@Suite
struct CourseCompletionTests {
  @Test(arguments: ["\r\n", "\r"])
  func aCampaignThatAnotherSystemsEditorSavedIsTheSameCampaign(end: String) throws {
    let source = Package.root.appending(path: "campaigns/course-completion")
    let copy = FileManager.default.temporaryDirectory.appending(
      path: "\(UInt32.random(in: 0 ... .max))/course-completion")
    defer { try? FileManager.default.removeItem(at: copy.deletingLastPathComponent()) }
    for name in try FileManager.default.subpathsOfDirectory(atPath: source.path) where name.contains(".") {
      let file = copy.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let text = try String(contentsOf: source.appending(path: name), encoding: .utf8)
      try Data("\u{FEFF}\(text.replacing("\n", with: end))".utf8).write(to: file)
    }
    let saved = try CampaignCompiler.compile(try CampaignFolder(reading: copy.path))
    #expect(try saved.contentHash == Package.campaign("course-completion").contentHash)
  }
}
