import Campaigns
import Foundation
import Testing

/// The package's own folder.
enum Package {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
}

@Suite
struct CourseCompletionTests {
  static let golden = Package.root.appending(path: "Tests/CampaignsTests/Golden")

  func compiled() throws -> CompiledCampaign {
    let folder = try CampaignFolder(reading: Package.root.appending(path: "campaigns/course-completion").path)
    do {
      return try CampaignCompiler.compile(folder)
    } catch {
      Issue.record("\(error)")
      throw error
    }
  }

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
    #expect(try saved.contentHash == compiled().contentHash)
  }

  @Test
  func everyMessageRendersForEverySampleAsRecordedRECORD1RecordsAnew() throws {
    let pages = try CampaignPreview.pages(of: compiled())
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try? FileManager.default.removeItem(at: Self.golden)
      _ = try CampaignPreview.write(pages, to: Self.golden.path)
    }
    let recorded = try FileManager.default.contentsOfDirectory(atPath: Self.golden.path).sorted()
    #expect(recorded == pages.map(\.name))
    for page in pages {
      let text = try String(contentsOf: Self.golden.appending(path: page.name), encoding: .utf8)
      #expect(page.text == text, "\(page.name) differs; look at it and record with RECORD=1")
    }
  }
}
