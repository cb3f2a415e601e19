import Foundation
import TestKit
import Testing

/// What docs/extending.md says is edited is there, and as many files as its table counts.
@Suite struct ExtendingTests {
  /// A recipe: its title and the files that it edits, each with what stands in it.
  private struct Recipe {
    let title: String
    let edits: [(file: String, token: String)]
  }

  private static let page = PackageFolder.url.appending(path: "docs/extending.md")

  private static func recipes(_ text: String) -> [Recipe] {
    text.components(separatedBy: "\n## ").dropFirst().map { section in
      Recipe(
        title: String(section.prefix { $0 != "\n" }),
        edits: section.matches(of: /(?m)^- `([^`]+)`: `([^`]+)`/).map { (String($0.1), String($0.2)) })
    }
  }

  @Test func everyFileThatARecipeEditsHoldsWhatItNames() throws {
    let recipes = Self.recipes(try String(contentsOf: Self.page, encoding: .utf8))
    #expect(recipes.count == 11)
    for recipe in recipes {
      for edit in recipe.edits {
        let text = try? String(contentsOf: PackageFolder.url.appending(path: edit.file), encoding: .utf8)
        #expect(text?.contains(edit.token) == true, "\(recipe.title): \(edit.file) does not hold \(edit.token)")
      }
    }
  }

  @Test func theTableCountsTheFilesOfEachRecipe() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let counts = text.matches(of: /(?m)^\| \[([^\]]+)\]\(#[^)]+\) \| ([0-9]+) \|/).map { (String($0.1), Int($0.2)) }
    let recipes = Self.recipes(text)
    #expect(counts.map(\.0) == recipes.map { $0.title.lowercased() })
    #expect(counts.map(\.1) == recipes.map(\.edits.count))
  }

  /// A kind of growth that is a list in Swift has one list of that name, and the page names its file.
  @Test(arguments: [
    ("Authors", "enum Authors"), ("CallbackReaders", "enum CallbackReaders"), ("FakeProviders", "enum FakeProviders"),
    ("Gates", "enum Gates"), ("Reports", "enum Reports"),
  ])
  func eachListStandsInTheFileThatThePageNames(_ name: String, _ declaration: String) throws {
    let edits = Self.recipes(try String(contentsOf: Self.page, encoding: .utf8)).flatMap(\.edits)
    let file = try #require(edits.map(\.file).first { $0.hasSuffix("/\(name).swift") })
    let text = try String(contentsOf: PackageFolder.url.appending(path: file), encoding: .utf8)
    #expect(text.contains(declaration))
  }
}
