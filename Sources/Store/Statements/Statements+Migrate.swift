extension Statements {
  static let migrate: [any Statement.Type] = [
    FindMigrationLog.self,
    ListMigrations.self,
    CheckMigration.self,
    LockMigrations.self,
    RecordMigration.self,
    ListChangedScripts.self,
    RecordScripts.self,
    CompareCatalogue.self,
    RecordCatalogue.self,
    FindTimeZone.self,
    SetDeploymentZone.self,
    FindLostZone.self,
  ]
}
