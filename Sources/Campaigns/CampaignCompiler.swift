import Domain
import JSON
import Rendering

/// Checks a campaign's folder and compiles it.
public struct CampaignCompiler {
  private static let sample = "samples/learner.json"

  private let folder: CampaignFolder
  private let authors: [any ChannelAuthor]
  private let report: Report

  /// Compiles `folder`, or throws every fault that it has.
  public static func compile(_ folder: CampaignFolder) throws(CampaignFaults) -> CompiledCampaign {
    try compile(folder, by: Authors.all)
  }

  static func compile(
    _ folder: CampaignFolder, by authors: [any ChannelAuthor]
  ) throws(CampaignFaults) -> CompiledCampaign {
    let (compiled, faults) = examine(folder, by: authors)
    guard let compiled, faults.diagnostics.isEmpty else { throw faults }
    return compiled
  }

  /// What is wrong with `folder`, and as much of it as can be compiled all the same: for authors who look while they write.
  public static func examine(_ folder: CampaignFolder) -> (campaign: CompiledCampaign?, faults: CampaignFaults) {
    examine(folder, by: Authors.all)
  }

  private static func examine(
    _ folder: CampaignFolder, by authors: [any ChannelAuthor]
  ) -> (campaign: CompiledCampaign?, faults: CampaignFaults) {
    let compiler = CampaignCompiler(folder, authors)
    let compiled = compiler.compile()
    return (compiled, CampaignFaults(compiler.report.diagnostics))
  }

  private init(_ folder: CampaignFolder, _ authors: [any ChannelAuthor]) {
    self.folder = folder
    self.authors = authors
    report = Report(folder: folder.path)
  }

  private func compile() -> CompiledCampaign? {
    let queries = queries()
    let samples = samples()
    guard let file = CampaignFileDecoder(folder, report: report, channels: authors.map(\.channel)).decode() else {
      return nil
    }
    let written = drafts(file)
    let drafts = written + VariantSubjects(file: file, drafts: written, report: report).made()
    let own = drafts.filter { $0.key.language == nil }
    StepCheck(file: file, drafts: own, report: report).run()
    ExperimentCheck(file: file, report: report).run()
    InvitationCheck(campaign: file.campaign, drafts: own, report: report).run()
    LanguageCheck(file: file, drafts: drafts, report: report).run()
    SubjectCheck(file: file, folder: folder, report: report).run()
    checkWording(of: file)
    let variables = samples.first { $0.file == CampaignCompiler.sample }.map { VariableCheck(sample: $0.context) }
    if let variables { checkVariables(drafts, file, variables) }
    LetterCheck(file: file, samples: samples, report: report).run(variables)
    if report.diagnostics.isEmpty {
      for draft in drafts where !draft.pieces.isEmpty {
        SampleCheck(
          authors: authors, samples: self.samples(samples, in: draft.key.language),
          isMarketing: file.campaign.messageClass == .marketing, report: report
        ).run(draft)
      }
    }
    let entries = drafts.map { ($0.key, MessageCatalog.Entry(hash: ContentHash.hex($0.body), body: $0.body)) }
    return CompiledCampaign(
      folder: folder.path, campaign: file.campaign, language: file.language, queries: queries,
      messages: MessageCatalog(Dictionary(entries, uniquingKeysWith: { $1 })),
      samples: Dictionary(samples.map { (sampleName($0.file), $0.context) }, uniquingKeysWith: { $1 }),
      files: folder.files, zoneLine: file.zoneLine, budgetLine: file.budgetLine, notes: report.notes)
  }

  private func queries() -> [String: String] {
    let check = QueryCheck(folder: folder, report: report)
    check.refuseOthers()
    return QueryContract.ofAnyCampaign.reduce(into: [:]) { $0[$1.name] = check.text(of: $1) }
  }

  private func drafts(_ file: CampaignFile) -> [MessageDraft] {
    folder.files.keys.filter { $0.hasPrefix("messages/") }.sorted().compactMap { path in
      let channels = authors.map(\.channel)
      guard let message = MessageFile(path, text: folder.files[path] ?? "", channels: channels, report: report) else {
        return nil
      }
      let wording = WordingCheck(allowed: file.allowed)
      for fault in wording.faults(of: message.body) {
        report.add(path, message.bodyLine + fault.line - 1, fault.message)
      }
      let draft = MessageCompiler(message, of: file.inLanguage(message.language), report: report).compile(by: authors)
      for piece in draft?.pieces ?? [] where piece.line < message.bodyLine {
        for fault in wording.faults(of: piece.text) { report.add(path, piece.line, fault.message) }
      }
      return draft
    }
  }

  private func checkWording(of file: CampaignFile) {
    for words in file.everyLanguage {
      for fault in WordingCheck(allowed: file.allowed).faults(of: words.reason ?? "") {
        report.add(CampaignFile.name, words.line, fault.message)
      }
    }
  }

  private func checkVariables(_ drafts: [MessageDraft], _ file: CampaignFile, _ check: VariableCheck) {
    for draft in drafts {
      for name in draft.phraseNames.sorted() where check.knows(name) {
        report.add(draft.file, 1, "the phrase \(name) would hide the value of this name; call it otherwise")
      }
      for piece in draft.pieces {
        for variable in piece.template.variables where !draft.phraseNames.contains(variable.name) {
          if let fault = check.fault(of: variable) { report.add(draft.file, piece.line + variable.line - 1, fault) }
        }
      }
    }
    for words in file.everyLanguage { checkReason(words, check) }
  }

  private func checkReason(_ words: CampaignWords, _ check: VariableCheck) {
    guard let reason = words.reason else { return }
    do throws(MustacheError) {
      let template = try MustacheTemplate(reason)
      for fault in template.unwelcome { report.add(CampaignFile.name, words.line, fault.reason) }
      for variable in template.variables {
        if let fault = check.fault(of: variable) { report.add(CampaignFile.name, words.line, fault) }
      }
    } catch {
      report.add(CampaignFile.name, words.line, error.reason)
    }
  }
}

// MARK: - Samples

extension CampaignCompiler {
  /// Every sample; `learner.json` must be there, and all have the same keys.
  private func samples() -> [(file: String, context: JSON)] {
    guard folder.files[CampaignCompiler.sample] != nil else {
      report.add(
        CampaignCompiler.sample, 1, "the file is missing: one made-up learner with every column of context.sql")
      return []
    }
    let samples = folder.files.keys.filter { $0.hasPrefix("samples/") }.sorted().compactMap(sample)
    guard let first = samples.first(where: { $0.file == CampaignCompiler.sample })?.context.object?.keys else {
      return samples
    }
    for sample in samples {
      let keys = Set(sample.context.object?.keys ?? first)
      for name in keys.symmetricDifference(first).sorted() {
        report.add(sample.file, 1, "\(name) must stand in every sample or in none")
      }
    }
    return samples
  }

  private func sample(_ file: String) -> (file: String, context: JSON)? {
    do throws(JSONError) {
      let json = try JSON.parse(folder.files[file] ?? "")
      if json.object != nil { return (file, json) }
      report.add(file, 1, "a sample must be an object of the context's columns")
    } catch {
      report.add(file, error.line, error.reason)
    }
    return nil
  }

  /// Those of a language, or the campaign's own where it has none.
  private func samples(
    _ samples: [(file: String, context: JSON)], in language: String?
  ) -> [(file: String, context: JSON)] {
    let own = samples.filter { CampaignSamples.isOf(language, sampleName($0.file)) }
    return own.isEmpty ? samples.filter { CampaignSamples.isOf(nil, sampleName($0.file)) } : own
  }

  private func sampleName(_ file: String) -> String { String(file.dropFirst("samples/".count).dropLast(".json".count)) }
}
