/// Every parser that is fuzzed; one more is one entry here and a folder of seeds in `Corpus`.
enum FuzzTargets {
  static let all: [FuzzTarget] =
    texts + json + requests + callbacks + hosts + mails + campaigns + [answers, httpServer]

  static subscript(name: String) -> FuzzTarget? { all.first { $0.name == name } }
}
