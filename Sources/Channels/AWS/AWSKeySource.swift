/// Where a process finds its access key of AWS: in variables, or at the address on which ECS and EKS Pod Identity give a
/// container its temporary key.
public enum AWSKeySource: Sendable, Equatable {
  case given(AWSCredentials)
  case container(Container)

  /// The address of a container's key, and what proves that it may be had.
  public struct Container: Sendable, Equatable {
    public let url: String
    public let token: String?
    /// A file with the token, which the platform replaces from time to time; goes before `token`.
    public let tokenFile: String?
  }
}
