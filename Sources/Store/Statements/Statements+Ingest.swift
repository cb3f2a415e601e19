extension Statements {
  static let ingest: [any Statement.Type] = [
    TakeHostEvents.self, KeepHostEvents.self, KeptHostEvents.self, WhoHears.self, HostNames.self,
    VoidHostEvents.self, NamesOfPayments.self, RecordAnomalies.self,
  ]
}
