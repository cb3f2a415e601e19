import Domain
import JSON
import Rendering

/// Checks what steps say in a letter that another leads, as any message is checked: words, variables, links, languages, samples.
struct LetterCheck {
  private static let longest = 120

  let file: CampaignFile
  let samples: [(file: String, context: JSON)]
  let report: Report

  func run(_ variables: VariableCheck?) {
    for step in file.campaign.steps {
      guard let letter = step.letter else { continue }
      let line = file.stepLines[step.id] ?? 1
      checkPlace(step, line)
      for (tag, _) in letter.translations.sorted(by: { $0.key < $1.key }) where file.translations[tag] == nil {
        fault(line, "the step \(step.id) has a line in \(tag), in which the campaign has no message")
      }
      for tag in file.translations.keys.sorted() where letter.translations[tag] == nil {
        report.note(
          CampaignFile.name, line, "the line of \(step.id) is not in \(tag), so its readers get \(file.language)")
      }
      let printed = names(in: letter.line)
      for text in letter.translations.values where names(in: text) != printed {
        fault(line, "the lines of \(step.id) print different values: \(text)")
      }
      for text in [letter.line, letter.link] + letter.translations.values { check(text, line, variables) }
      for text in [letter.line] + letter.translations.values { render(text, letter.link, line) }
    }
  }

  private func checkPlace(_ step: Step, _ line: Int) {
    if !step.channels.contains(where: \.traits.carriesLetters) {
      fault(line, "the step \(step.id) sends no email, and only emails carry others; leave letter out")
    }
    if !file.campaign.joinsLetters {
      fault(line, "the campaign says letter: never; leave one of them out")
    }
    if file.campaign.messageClass == .transactional {
      fault(line, "what was asked for always goes alone; leave letter out")
    }
  }

  private func names(in text: String) -> Set<String> {
    Set(((try? MustacheTemplate(text))?.variables ?? []).filter { $0.role == .value }.map(\.name))
  }

  private func check(_ text: String, _ line: Int, _ variables: VariableCheck?) {
    for fault in WordingCheck(allowed: file.allowed).faults(of: text) { self.fault(line, fault.message) }
    do throws(MustacheError) {
      let template = try MustacheTemplate(text)
      for fault in template.unwelcome { self.fault(line, fault.reason) }
      for variable in template.variables {
        if let fault = variables?.fault(of: variable) { self.fault(line, fault) }
      }
    } catch {
      fault(line, error.reason)
    }
  }

  private func render(_ text: String, _ link: String, _ line: Int) {
    guard report.diagnostics.isEmpty else { return }
    for sample in samples {
      do throws(RenderingError) {
        let item = try LetterItem(text, link: link, context: sample.context, optOut: "https://example.org/")
        if item.line.count > Self.longest {
          fault(line, "with \(sample.file) the line has \(item.line.count) characters, \(Self.longest) are read")
        }
      } catch {
        fault(line, "with \(sample.file): \(error)")
      }
    }
  }

  private func fault(_ line: Int, _ message: String) { report.add(CampaignFile.name, line, message) }
}
