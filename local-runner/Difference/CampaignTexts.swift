import Campaigns
import Domain
import FunctionContract
import FunctionHost
import Rendering

/// A campaign's files, and its messages with the values of its first made-up learner.
struct CampaignTexts {
  let files: [String: String]
  /// Plain texts by the page's name.
  let pages: [String: String]

  /// - Parameter folder: Nil where the campaign is not there.
  init(_ folder: CampaignFolder?) throws(RunnerError) {
    files = folder?.files ?? [:]
    guard let folder else {
      pages = [:]
      return
    }
    let compiled: CompiledCampaign
    do throws(CampaignFaults) {
      compiled = try CampaignCompiler.compile(folder)
    } catch {
      throw RunnerError(.badEvent, "\(error)")
    }
    do throws(RenderingError) {
      let all = try CampaignPreview.pages(of: compiled).filter { page in
        page.name.hasSuffix(".txt") && page.name.split(separator: ".").contains("learner")
      }
      pages = Dictionary(all.map { ($0.name, $0.text) }, uniquingKeysWith: { $1 })
    } catch {
      throw RunnerError(.badEvent, "\(folder.path): \(error)")
    }
  }

  /// The files that differ from another's, with what became of them.
  func changes(from old: CampaignTexts) -> [(file: String, change: String)] {
    Set(files.keys).union(old.files.keys).sorted().compactMap { name in
      if files[name] == old.files[name] { return nil }
      return (name, old.files[name] == nil ? "new" : files[name] == nil ? "gone" : "changed")
    }
  }
}
