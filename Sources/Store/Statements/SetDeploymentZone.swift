/// Sets the time zone of recipients and campaigns that have none of their own.
public struct SetDeploymentZone: Statement {
  public static let sql = """
    update rekindle.deployment d set time_zone = $1
     where d.time_zone <> $1
    """

  public var zone: String

  public init(zone: String) { self.zone = zone }

  public var binds: [Bind] { [.text(zone)] }
}
